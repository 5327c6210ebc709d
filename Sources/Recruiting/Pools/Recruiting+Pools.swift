internal import People
public import Postgres
public import Store

extension Recruiting {
  // MARK: Last season's people

  /// Whoever left within the days, with our word on having them back.
  public func alumni(_ filter: AlumniFilter) async throws(RecruitingError) -> [Alumnus] {
    try await read { tx in try tx.all(Alumnus.matching(filter)) }
  }

  /// Invites them to a requisition: each becomes a candidate who names the person they were.
  public func invite(
    _ filter: AlumniFilter, to requisition: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<InvitationReport> {
    try await write(operation) { tx in
      let wanted = try tx.requisition(requisition)
      let all = try tx.all(Alumnus.matching(filter)).count
      let batch = try tx.one(Batch.add(.invite, "alumni to \(requisition)", rows: all, of: wanted.entity))
      let invited = try tx.one(Alumnus.invite(filter, for: wanted.id, batch: batch))
      return InvitationReport(batch: batch, invited: invited, known: all - invited)
    }
  }

  /// Notes what an invited candidate answered; a yes is an application.
  public func answer(
    _ candidate: String, for requisition: String, yes: Bool, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Application?> {
    try await write(operation) { tx in
      let who = try tx.candidate(candidate)
      let wanted = try tx.requisition(requisition)
      var applied: Application.ID?
      if yes {
        let id = try tx.one(Application.add(who, to: wanted.id, from: nil, with: AppliedTerms()))
        try tx.run(StageEvent.begin(id, at: .applied))
        applied = id
      }
      let found = try tx.run(
        Statement(
          "invitation.answer",
          """
          UPDATE recruiting.invitation
             SET answer = \(yes ? "yes" : "no"), answered_at = now(), application_id = \(applied)
           WHERE candidate_id = \(who.id) AND requisition_id = \(wanted.id) AND answer IS NULL
          """))
      guard found == 1 else {
        throw RecruitingError.unreadable("\(who.name) has no invitation to \(requisition) that waits for an answer.")
      }
      return try applied.map { try tx.one(Application.with($0)) }
    }
  }

  /// How each season's invitations were answered.
  public func returnYields() async throws(RecruitingError) -> [ReturnYield] {
    try await read { tx in try tx.all(ReturnYield.all) }
  }

  /// Says whether we would have somebody back; it is said anew when it changes.
  public func say(
    welcome isWelcome: Bool, of person: String, note: String = "", as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Bool> {
    try await write(operation) { tx in
      let person = try Person.find(person, in: tx)
      try tx.run(
        Statement(
          "rehire_word.say",
          """
          INSERT INTO recruiting.rehire_word (entity_id, person_id, is_welcome, note)
          VALUES (\(person.entity), \(person.id), \(isWelcome), \(note))
          """))
      return isWelcome
    }
  }

  // MARK: Pools and referrals

  /// The pools, with how many members still agree.
  public func pools() async throws(RecruitingError) -> [Pool] {
    try await read { tx in try tx.all(Pool.all) }
  }

  /// Who is in a pool.
  public func members(of pool: String) async throws(RecruitingError) -> [PoolMember] {
    try await read { tx in try tx.all(PoolMember.of(pool)) }
  }

  /// Puts a candidate into a pool until the day they agreed to; a new name founds a pool.
  public func keep(
    _ candidate: String, in pool: String, season: String? = nil, consentedOn: LocalDate, until expiresOn: LocalDate,
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<[PoolMember]> {
    try await write(operation) { tx in
      let who = try tx.candidate(candidate)
      let id = try tx.one(Pool.named(pool, for: who, season: season))
      try tx.run(Pool.add(who, to: id, consentedOn: consentedOn, expiresOn: expiresOn))
      return try tx.all(PoolMember.of(pool))
    }
  }

  /// Invites whoever is in a pool and still agrees to be asked; nobody is invited to the same requisition twice.
  public func invite(
    pool: String, to requisition: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<InvitationReport> {
    try await write(operation) { tx in
      let wanted = try tx.requisition(requisition)
      guard let found = try tx.first(Pool.named(pool, in: wanted.entity)) else {
        throw RecruitingError.unreadable("There is no pool “\(pool)”: muster pool list.")
      }
      let batch = try tx.one(
        Batch.add(.invite, "pool \(pool) to \(requisition)", rows: found.members, of: wanted.entity))
      let invited = try tx.one(Pool.invite(found.id, to: wanted.id, batch: batch))
      return InvitationReport(batch: batch, invited: invited, known: found.members - invited)
    }
  }

  /// Lets everybody go whose consent has run out on a day; says how many.
  public func expirePools(on day: LocalDate, as operation: Operation) async throws(RecruitingError) -> Outcome<Int> {
    try await write(operation) { tx in try tx.run(Pool.expire(on: day)) }
  }

  /// Who referred whom, as far as the caller may see it.
  public func referrals() async throws(RecruitingError) -> [Referral] {
    try await read { tx in try tx.all(Referral.list()) }
  }

  /// Notes that somebody referred a candidate this season.
  public func refer(
    _ candidate: String, season: String, by referrer: String, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Referral> {
    try await write(operation) { tx in
      let who = try tx.candidate(candidate)
      let id = try tx.one(Referral.add(who, season: season, by: try Person.find(referrer, in: tx).id))
      return try tx.one(Referral.list(id))
    }
  }

  /// Says what became of a referral's bonus, and how much it is in the company's currency.
  public func credit(
    _ candidate: String, season: String, _ state: Referral.Bonus, amount: Int64? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Referral> {
    try await write(operation) { tx in
      let who = try tx.candidate(candidate)
      guard let id = try tx.first(Referral.credit(who, season: season, state, amount: amount)) else {
        throw RecruitingError.unreadable("Nobody referred \(who.name) for \(season): muster referral list.")
      }
      return try tx.one(Referral.list(id))
    }
  }
}
