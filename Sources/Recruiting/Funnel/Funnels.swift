public import Store

/// What became of applications, in numbers: how many came how far, how long it took, which source was worth it.
///
/// Numbers only. A planner gets them without seeing an applicant, a hiring manager those of their own requisitions.
public struct Funnels: Sendable {
  let store: Store

  public init(store: Store) {
    self.store = store
  }

  /// One report a pipeline, with how far applications came and how long stages took.
  public func funnel(_ question: CountingQuestion) async throws(HiringError) -> [FunnelReport] {
    try await store.read(or: HiringError.init) { tx in
      let stages = try tx.all(FunnelStage.counted(question))
      let times = StageTime.gathered(try tx.all(StageTime.spent(question)))
      return Dictionary(grouping: stages, by: \.pipeline).sorted { $0.key < $1.key }.map { pipeline, stages in
        FunnelReport(
          question: question, pipeline: pipeline, stages: stages, times: times.filter { $0.pipeline == pipeline })
      }
    }
  }

  /// How far applications came, without how long it took: the quick half of ``funnel(_:)``.
  public func reached(_ question: CountingQuestion) async throws(HiringError) -> [FunnelStage] {
    try await store.read(or: HiringError.init) { tx in try tx.all(FunnelStage.counted(question)) }
  }

  /// Days in each stage.
  public func times(_ question: CountingQuestion) async throws(HiringError) -> [StageTime] {
    try await store.read(or: HiringError.init) { tx in StageTime.gathered(try tx.all(StageTime.spent(question))) }
  }

  /// Whether stages were left in the time they are allowed.
  public func promises(_ question: CountingQuestion) async throws(HiringError) -> [StagePromise] {
    try await store.read(or: HiringError.init) { tx in try tx.all(StagePromise.counted(question)) }
  }

  /// What became of offers.
  public func offers(_ question: CountingQuestion) async throws(HiringError) -> OfferOutcomes {
    try await store.read(or: HiringError.init) { tx in
      OfferOutcomes(question: question, lines: try tx.all(OfferOutcomes.Line.told(question)))
    }
  }

  /// What each source brought and cost.
  public func sources(_ question: CountingQuestion) async throws(HiringError) -> [SourceQuality] {
    try await store.read(or: HiringError.init) { tx in try tx.all(SourceQuality.counted(question)) }
  }

  /// Seats of classes and who is in them.
  public func classes() async throws(HiringError) -> [ClassFill] {
    try await store.read(or: HiringError.init) { tx in try tx.all(ClassFill.all) }
  }
}
