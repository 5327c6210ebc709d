internal import People
public import Postgres
public import Store

extension Scorecards {
  /// The wording in force of each metric, today or on another day.
  public func metrics(on day: LocalDate? = nil) async throws(ScorecardsError) -> [Metric] {
    try await read { tx in
      let today = try day ?? tx.one(Query<LocalDate>("day.today", "SELECT current_date"))
      return try tx.all(Metric.inForce(on: today))
    }
  }

  /// Every wording there was of a metric, the newest first.
  public func versions(of code: String) async throws(ScorecardsError) -> [Metric] {
    try await read { tx in
      let versions = try tx.all(Metric.versions(of: code))
      guard !versions.isEmpty else { throw ScorecardsError.unknownMetric(code) }
      return versions
    }
  }

  /// Writes metrics down for a company: new ones, or a new wording of those that are there.
  ///
  /// A wording that says the same as the one in force is left as it is.
  ///
  /// - Parameter entity: The company's name; may be left out by who works on one alone.
  /// - Returns: The codes that are new or worded anew.
  public func define(
    _ drafts: [MetricDraft], of entity: String? = nil, from day: LocalDate, note: String = "", as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<[String]> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(entity, in: tx).id.rawValue
      let known = try tx.all(Metric.inForce(on: day, of: entity))
      let new = drafts.filter { draft in
        !known.contains { $0.code == draft.code && $0.definition == draft.definition }
      }
      for draft in new {
        try tx.run(draft.addName(to: entity))
        try tx.run(draft.addVersion(to: entity, from: day, note: note))
      }
      return new.map(\.code)
    }
  }

  /// The peer groups in the order in which they are tried.
  public func peerGroups(of entity: String? = nil) async throws(ScorecardsError) -> [PeerGroup] {
    try await read { tx in try tx.all(PeerGroup.all(of: LegalEntity.find(entity, in: tx).id.rawValue)) }
  }

  /// Adds a peer group behind those there are.
  public func addPeerGroup(
    _ code: String, team: String?, tenureFrom: Int = 0, tenureTo: Int? = nil, of entity: String? = nil,
    as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<String> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(entity, in: tx).id.rawValue
      let team = try team.map { try Team.find($0, in: tx).id }
      try tx.run(PeerGroup.add(code, to: entity, team: team, tenureFrom: tenureFrom, tenureTo: tenureTo))
      return code
    }
  }

  /// Sets what is hoped for from a day on.
  public func set(
    _ target: Target, of entity: String? = nil, as operation: Operation
  ) async throws(ScorecardsError) -> Outcome<Target> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(entity, in: tx).id.rawValue
      if let peers = target.peers, try !tx.all(PeerGroup.all(of: entity)).contains(where: { $0.code == peers }) {
        throw ScorecardsError.unknownPeerGroup(peers)
      }
      guard try tx.run(target.add(to: entity)) == 1 else { throw ScorecardsError.unknownMetric(target.metric) }
      return target
    }
  }
}
