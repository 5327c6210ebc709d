internal import People
internal import Postgres
internal import Store
internal import Workload

/// One run over a vendor's file: each step is one transaction.
struct VendorRun: Sendable {
  /// What is read: a file, or a stream of an account.
  struct Origin: Sendable {
    let name: String
    let size: Int
    var stream: String?
  }

  let request: VendorRequest
  let origin: Origin
  /// Where the rehearsal of a run keeps no line in any ledger.
  let isRehearsal: Bool

  /// Takes one batch: facts, the place behind them, the counts and what was refused, all in the caller's transaction.
  ///
  /// - Parameters:
  ///   - run: The run it belongs to; `nil` for the first step of a new one.
  ///   - place: Which step it is, from 1.
  func take(_ batch: RecordBatch, of run: Int64?, place: Int, in session: Session) throws -> VendorReport {
    let source = try IntakeError.inOurWords { try Workload.source(request.source, in: session) }
    FaultPoint.opened.reach()
    var batch = batch
    try settleTimes(&batch, in: session)
    var report = VendorReport()
    try learnNames(batch.harvest, of: source, into: &report, in: session)
    try completeDrafts(&batch, of: source, into: &report, in: session)
    try merge(&batch, from: source, into: &report, in: session)
    report.records = batch.places.count
    report.skipped = batch.harvest.skipped
    report.unknownKeys = batch.harvest.unknownKeys
    report.refused = batch.refused.count
    report.refusals = Array(batch.refused.sorted { $0.number < $1.number }.prefix(VendorReport.shown))
    guard !isRehearsal else { return report }
    let known = try run ?? begin(of: source, in: session)
    report.run = known
    try record(report, batch, run: known, place: place, in: session)
    FaultPoint.stepped.reach()
    return report
  }

  // MARK: - Before the merge

  /// Asks PostgreSQL when the clocks of the zone showed what the rows say.
  private func settleTimes(_ batch: inout RecordBatch, in session: Session) throws {
    guard !batch.waiting.isEmpty, let zone = request.settings.zone, let sheet = request.vendor.format.sheet else {
      return
    }
    let name = RailsZone.iana(zone)
    guard try session.one(.knowsZone(name)) else {
      throw IntakeError.unknownZone(zone, near: try session.first(.zoneNear(name)))
    }
    var clock = LocalClock(zone: name)
    var wanted = batch.wanted
    // A row asks for one time after another, and says the next only when it knows the last.
    while !batch.waiting.isEmpty {
      clock = clock.knowing(try LocalClock.ask(Array(wanted), zone: name, in: session))
      batch.settle(clock, sheet, request.settings)
      wanted = clock.wanted
    }
  }

  /// Agents by their addresses, groups by their names.
  private func learnNames(
    _ harvest: Harvest, of source: Source, into report: inout VendorReport, in session: Session
  ) throws {
    let names = ["agents": harvest.agents.count, "groups": harvest.groups.count]
    report.names = names.filter { $0.value > 0 }
    for (reference, email) in harvest.agents.sorted(by: { $0.key < $1.key }) {
      if try Workload.identify(reference, of: source.id, byEmail: email, in: session) {
        report.foundAgents += 1
      }
    }
    for (reference, name) in harvest.groups.sorted(by: { $0.key < $1.key }) {
      if try Workload.note(group: reference, called: name, of: source.id, in: session) { report.foundGroups += 1 }
    }
  }

  /// Fills in what only the database knows: queues of groups, and of contacts that spells belong to.
  private func completeDrafts(
    _ batch: inout RecordBatch, of source: Source, into report: inout VendorReport, in session: Session
  ) throws {
    let queues = try Workload.queues(of: source.id, in: session)
    var gaps = DraftGaps(queues: queues, settings: request.settings)
    batch.harvest.contacts = gaps.filled(batch.harvest.contacts) { $0.queue = $1 }
    let nameless = Set(batch.harvest.spells.filter { $0.group == nil }.compactMap(\.fact.contact))
    let contacts = try Workload.places(ofContacts: Array(nameless), from: source.id, in: session)
    batch.harvest.spells = gaps.filled(batch.harvest.spells, contacts)
    for draft in batch.harvest.surveys.indices {
      let group = batch.harvest.surveys[draft].group
      batch.harvest.surveys[draft].fact.queue = group.flatMap { queues[$0] } ?? request.settings.queue
    }
    for gap in gaps.refused { batch.refuse(gap.refusal, gap.number) }
    report.unmappedGroups = gaps.unmapped
    try Workload.note(groups: Array(gaps.unmapped.keys), of: source.id, in: session)
  }

  // MARK: - The merge

  private func merge(
    _ batch: inout RecordBatch, from source: Source, into report: inout VendorReport, in session: Session
  ) throws {
    let harvest = batch.harvest
    try merge(harvest.orders, from: source, &batch, into: &report, in: session)
    try merge(harvest.refunds, from: source, &batch, into: &report, in: session)
    try merge(harvest.returns, from: source, &batch, into: &report, in: session)
    try merge(harvest.contacts, from: source, &batch, into: &report, in: session)
    try merge(harvest.surveys, from: source, &batch, into: &report, in: session)
    try merge(harvest.spells, from: source, &batch, into: &report, in: session)
    try merge(harvest.metrics, from: source, &batch, into: &report, in: session)
    try merge(harvest.hours, from: source, &batch, into: &report, in: session)
  }

  private func merge<F: Fact>(
    _ drafts: [Harvest.Draft<F>], from source: Source, _ batch: inout RecordBatch, into report: inout VendorReport,
    in session: Session
  ) throws {
    guard !drafts.isEmpty else { return }
    let merged = try Workload.merge(
      F.self, from: source.id, in: session, mostRefusals: drafts.count, isRecorded: !isRehearsal
    ) { take in
      for draft in drafts { try take(Int(draft.record), .success(draft.fact)) }
    }
    report.add(merged)
    for row in merged.refusals {
      batch.refuse(RecordRefusal(.unknownName, at: row.field, "\(row.problem): \(row.fix)"), row.line)
    }
  }
}

/// Fills what drafts lack, and notes where nothing fits.
private struct DraftGaps {
  let queues: [String: String]
  let settings: VendorSettings
  var refused: [(number: Int, refusal: RecordRefusal)] = []
  var unmapped: [String: Int] = [:]

  init(queues: [String: String], settings: VendorSettings) {
    self.queues = queues
    self.settings = settings
  }

  mutating func filled<F: Fact>(
    _ drafts: [Harvest.Draft<F>], _ fill: (inout F, String) -> Void
  ) -> [Harvest.Draft<F>] {
    drafts.compactMap { draft in
      guard let queue = queue(of: draft.group, draft.record) else { return nil }
      var draft = draft
      fill(&draft.fact, queue)
      return draft
    }
  }

  /// Spells without a group belong where their contact does.
  mutating func filled(
    _ spells: [Harvest.Draft<HandleSpell>], _ contacts: [String: (queue: String, channel: String)]
  ) -> [Harvest.Draft<HandleSpell>] {
    spells.compactMap { draft in
      var draft = draft
      guard draft.group == nil, draft.fact.channel.isEmpty, let contact = draft.fact.contact else {
        guard let queue = queue(of: draft.group, draft.record) else { return nil }
        draft.fact.queue = queue
        return draft
      }
      guard let place = contacts[contact] else {
        refused.append(
          (
            Int(draft.record),
            RecordRefusal(
              .unknownContact, "ticket \(Visible.text(contact)) is not here yet: import tickets first, then retry")
          ))
        return nil
      }
      (draft.fact.queue, draft.fact.channel) = place
      return draft
    }
  }

  private mutating func queue(of group: String?, _ record: Int32) -> String? {
    if let group, let queue = queues[group] { return queue }
    if let group { unmapped[group, default: 0] += 1 }
    if let queue = settings.queue { return queue }
    let which = group.map { "group \(Visible.text($0)) has no queue: muster source queue" } ?? "no group"
    refused.append((Int(record), RecordRefusal(.unmappedQueue, "\(which), or name a queue for all others by --queue")))
    return nil
  }
}
