internal import People
public import Postgres
public import Store

extension Recruiting {
  /// Every published version of every pipeline, the newest first.
  public func pipelines() async throws(RecruitingError) -> [Pipeline] {
    try await read { tx in try tx.all(Pipeline.all) }
  }

  /// The stages of a pipeline's newest version, or of a company's newest pipeline.
  public func stages(of pipeline: String? = nil, in entity: String? = nil) async throws(RecruitingError) -> [Stage] {
    try await read { tx in
      let entity = try LegalEntity.find(entity, in: tx)
      return try tx.all(Stage.of(try tx.pipeline(pipeline, of: entity.id).id))
    }
  }

  /// Publishes the next version of a pipeline; applications stay in the version they began in.
  public func publish(
    _ name: String, stages: [PlannedStage], in entity: String? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Pipeline> {
    try await write(operation) { tx in
      let entity = try LegalEntity.find(entity, in: tx)
      _ = try tx.one(Pipeline.make(name, stages, of: entity.id))
      return try tx.pipeline(name, of: entity.id)
    }
  }

  /// The reasons somebody may choose from.
  public func reasons() async throws(RecruitingError) -> [Reason] {
    try await read { tx in try tx.all(Reason.live(of: nil)) }
  }

  /// Adds a reason to the list.
  public func addReason(
    _ name: String, _ kind: Reason.Kind, in entity: String? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<Reason> {
    try await write(operation) { tx in
      try tx.one(Reason.add(name, kind, to: try LegalEntity.find(entity, in: tx).id))
    }
  }

  /// The sources candidates come from.
  public func sources() async throws(RecruitingError) -> [CandidateSource] {
    try await read { tx in try tx.all(CandidateSource.all) }
  }

  /// Adds a source.
  public func addSource(
    _ name: String, _ kind: CandidateSource.Kind = .other, in entity: String? = nil, as operation: Operation
  ) async throws(RecruitingError) -> Outcome<CandidateSource> {
    try await write(operation) { tx in
      try tx.one(CandidateSource.add(name, kind, to: try LegalEntity.find(entity, in: tx).id))
    }
  }

  /// Notes what a source cost in a month, paid out and in our own hours.
  ///
  /// A month told again is told anew.
  public func addCost(
    of source: String, in month: LocalDate, external: Int64, ours: Int64 = 0, entity: String? = nil,
    as operation: Operation
  ) async throws(RecruitingError) -> Outcome<CandidateSource> {
    try await write(operation) { tx in
      let company = try LegalEntity.find(entity, in: tx)
      let found = try tx.source(source, of: company.id)
      try tx.run(found.cost(in: month, external: external, ours: ours))
      return found
    }
  }
}
