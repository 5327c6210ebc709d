internal import People
internal import Postgres
public import Store

extension Onboarding {
  public func certifications() async throws(OnboardingError) -> [Certification] {
    try await read { tx in try tx.all(Certification.all) }
  }

  /// Says what a certificate takes; for one that is there, new rules that count from now on.
  ///
  /// - Parameter skill: The skill that comes with it, and from now on in no other way.
  public func define(
    _ code: String, title: String, skill: String? = nil, rules: CertificationRules, of entity: String? = nil,
    as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Certification> {
    try await write(operation) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      let gated = try skill.map { try Skill.find($0, of: company.id, in: tx).id }
      let curriculum = try rules.curriculum.map { try Curriculum.find($0, in: tx).id }
      try tx.run(
        Statement(
          "certification.add",
          """
          INSERT INTO onboarding.certification (entity_id, code, title, skill_id)
          VALUES (\(company.id), \(code), \(title), \(gated))
              ON CONFLICT (entity_id, code) DO NOTHING
          """))
      try tx.run(
        Statement(
          "certification_version.add",
          """
          INSERT INTO onboarding.certification_version
              (entity_id, certification_id, number, curriculum_id, valid_months, grace_days, level, renew_by_on)
          SELECT certification.entity_id, certification.id,
                 (SELECT coalesce(max(earlier.number), 0) + 1 FROM onboarding.certification_version AS earlier
                   WHERE earlier.certification_id = certification.id),
                 \(curriculum), \(rules.validMonths), \(rules.graceDays), \(rules.level), \(rules.renewBy)
            FROM onboarding.certification
           WHERE certification.entity_id = \(company.id) AND certification.code = \(code)
          """))
      return try Certification.find(code, in: tx)
    }
  }

  /// Signs a certificate in the caller's own name; the skill and the readiness are in People when this returns.
  ///
  /// - Throws: the rule `certificate_follows_a_completed_curriculum`, or `certificate_is_held_once`.
  public func issue(
    _ code: String, to person: String, evidence: String, from day: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Certificate> {
    try await sign(code, to: person, evidence: evidence, from: day, isRenewal: false, operation)
  }

  /// Renews a certificate: a new one that names the old, from the day after it or from today when that is past.
  public func renew(
    _ code: String, of person: String, evidence: String, from day: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Certificate> {
    try await sign(code, to: person, evidence: evidence, from: day, isRenewal: true, operation)
  }

  /// Takes a certificate back, and with it the skill.
  public func revoke(
    _ code: String, of person: String, because reason: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Certificate> {
    try await write(operation) { tx in
      let certification = try Certification.find(code, in: tx)
      let person = try Person.find(person, in: tx)
      let held = try Self.held(certification, by: person, in: tx)
      try tx.run(
        Statement(
          "certificate.revoke",
          "UPDATE onboarding.certificate SET state = 'revoked', state_reason = \(reason) WHERE id = \(held.id)"))
      return try tx.one(Certificate.list("certificate.id = \(held.id)", on: try tx.today()))
    }
  }

  /// Certificates the caller may see: of a person, of a certification; the past ones too when asked.
  public func certificates(
    of person: String? = nil, code: String? = nil, past: Bool = false, on day: LocalDate? = nil
  ) async throws(OnboardingError) -> [Certificate] {
    try await read { tx in
      let id = try person.map { try Person.find($0, in: tx).id }
      return try tx.all(
        Certificate.list(
          """
          (\(id) IS NULL OR certificate.person_id = \(id)) AND (\(code) IS NULL OR certification.code = \(code))
          AND (\(past) OR certificate.state = 'active')
          """, on: try day ?? tx.today()))
    }
  }

  /// Certificates that end within so many days, and those in grace or over that nobody renewed.
  public func expiring(within days: Int, on day: LocalDate? = nil) async throws(OnboardingError) -> [Certificate] {
    try await read { tx in
      let day = try day ?? tx.today()
      return try tx.all(
        Certificate.list(
          "certificate.state = 'active' AND certificate.valid_until_on <= \(day.adding(days: days))", on: day))
    }
  }

  private func sign(
    _ code: String, to name: String, evidence: String, from day: LocalDate?, isRenewal: Bool, _ operation: Operation
  ) async throws(OnboardingError) -> Outcome<Certificate> {
    try await write(operation) { tx in
      let certification = try Certification.find(code, in: tx)
      let person = try Person.find(name, in: tx)
      let today = try tx.today()
      let held = isRenewal ? try Self.held(certification, by: person, in: tx) : nil
      let following = held?.validUntil?.adding(days: 1)
      let assignment = try certification.curriculum.map {
        try tx.all(
          Assignment.list(
            "assignment.person_id = \(person.id) AND curriculum.code = \($0) AND assignment.state = 'completed'")
        ).last?.id
      }
      let id = try tx.one(
        Certificate.add(
          certification, to: person, after: assignment ?? nil, from: day ?? following.map { max($0, today) } ?? today,
          renewing: held?.id, evidence: evidence))
      return try tx.one(Certificate.list("certificate.id = \(id)", on: today))
    }
  }

  private static func held(_ certification: Certification, by person: Person, in tx: Session) throws -> Certificate {
    let held = try tx.first(
      Certificate.list(
        """
        certificate.person_id = \(person.id) AND certification.code = \(certification.code)
        AND certificate.state = 'active'
        """, on: try tx.today()))
    guard let held else {
      throw OnboardingError.unknown(.certificate, "\(certification.code) of \(person.name)", known: [])
    }
    return held
  }
}
