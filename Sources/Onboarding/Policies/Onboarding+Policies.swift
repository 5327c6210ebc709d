internal import People
internal import Postgres
public import Store

/// Whom a policy concerns.
public enum PolicyAudience: Codable, Sendable, Equatable {
  /// A team with all below it.
  case team(String)
  /// Everybody who holds a skill.
  case skill(String)
  /// Everybody who holds a role, such as trainer.
  case role(String)
}

extension Onboarding {
  public func policies() async throws(OnboardingError) -> [Policy] {
    try await read { tx in try tx.all(Policy.all) }
  }

  /// A version of a policy with its text: that of a number, else the one in force, else the draft.
  public func policy(_ code: String, version: Int? = nil) async throws(OnboardingError) -> PolicyVersion {
    try await read { tx in try Self.version(version, of: try Policy.find(code, in: tx), in: tx) }
  }

  /// Writes a new version of a policy, or the first of a new one.
  ///
  /// - Parameter isMaterial: Whether everybody has to read it again; a first version always is.
  public func draft(
    policy code: String, title: String, kind: Policy.Kind = .policy, body: String, isMaterial: Bool, note: String = "",
    of entity: String? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<PolicyVersion> {
    try await write(operation) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      if try tx.all(Policy.all).allSatisfy({ $0.code != code }) {
        try tx.run(
          Statement(
            "policy.add",
            """
            INSERT INTO onboarding.policy (entity_id, code, title, kind)
            VALUES (\(company.id), \(code), \(title), \(kind.rawValue))
            """))
      }
      let policy = try Policy.find(code, in: tx)
      let number = try tx.one(
        Query<Int>(
          "policy_version.add",
          """
          INSERT INTO onboarding.policy_version (entity_id, policy_id, number, body, is_material, note)
          SELECT \(policy.entity), \(policy.id), coalesce(max(earlier.number), 0) + 1, \(body),
                 \(isMaterial) OR count(*) = 0, \(note)
            FROM onboarding.policy_version AS earlier
           WHERE earlier.policy_id = \(policy.id)
          RETURNING number::bigint
          """))
      return try tx.one(PolicyVersion.of(policy.id, number))
    }
  }

  /// Puts the newest draft in force in place of the version before.
  public func publish(policy code: String, as operation: Operation) async throws(OnboardingError) -> Outcome<Policy> {
    try await write(operation) { tx in
      let policy = try Policy.find(code, in: tx)
      guard let draft = policy.draft else { throw OnboardingError.noVersionToTake(code, to: "published") }
      let version = try tx.one(PolicyVersion.of(policy.id, draft))
      try tx.run(
        Statement(
          "policy_version.publish",
          "UPDATE onboarding.policy_version SET state = 'published' WHERE id = \(version.id)"))
      return try Policy.find(code, in: tx)
    }
  }

  /// Says who has to read a policy, within how many days of joining, of this day or of a material change.
  public func assign(
    policy code: String, to audience: PolicyAudience, days: Int, from day: LocalDate? = nil, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<Policy> {
    try await write(operation) { tx in
      let policy = try Policy.find(code, in: tx)
      var (team, skill, role): (Team.ID?, Skill.ID?, String?)
      switch audience {
      case .team(let name): team = try Team.find(name, in: tx).id
      case .skill(let name): skill = try Skill.find(name, of: policy.entity, in: tx).id
      case .role(let name): role = name
      }
      try tx.run(
        Statement(
          "policy_audience.add",
          """
          INSERT INTO onboarding.policy_audience (entity_id, policy_id, team_id, skill_id, role, days_to_read, starts_on)
          VALUES (\(policy.entity), \(policy.id), \(team), \(skill), \(role), \(days), coalesce(\(day), current_date))
          """))
      return policy
    }
  }

  /// Acknowledges the version in force, in the caller's own name, by the digest of what they were shown.
  public func acknowledge(
    policy code: String, digest: String, as operation: Operation
  ) async throws(OnboardingError) -> Outcome<PolicyVersion> {
    try await write(operation) { tx in
      let policy = try Policy.find(code, in: tx)
      guard let inForce = policy.inForce else { throw OnboardingError.noVersionToTake(code, to: "acknowledged") }
      let version = try tx.one(PolicyVersion.of(policy.id, inForce))
      try tx.run(
        Statement(
          "policy_reading.add",
          """
          INSERT INTO onboarding.policy_reading (entity_id, policy_id, version_id, body_digest)
          VALUES (\(policy.entity), \(policy.id), \(version.id), \(digest))
          """))
      return version
    }
  }

  /// Who must have read what by when, as far as the caller may see it.
  ///
  /// - Parameter open: Only those who have not.
  public func duties(policy code: String? = nil, open: Bool = true) async throws(OnboardingError) -> [PolicyDuty] {
    try await read { tx in
      try tx.all(
        PolicyDuty.list("(\(code) IS NULL OR policy.code = \(code)) AND (NOT \(open) OR duty.read_at IS NULL)"))
    }
  }

  private static func version(_ number: Int?, of policy: Policy, in tx: Session) throws -> PolicyVersion {
    guard let number = number ?? policy.inForce ?? policy.draft,
      let found = try tx.first(PolicyVersion.of(policy.id, number))
    else { throw OnboardingError.unknown(.version, "\(policy.code) \(number.map(String.init) ?? "")", known: []) }
    return found
  }
}
