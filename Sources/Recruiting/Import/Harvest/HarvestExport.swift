/// The records of an export as ours take them, and a verdict for each: pure, before the database is asked.
struct HarvestExport: Sendable {
  /// A record of a file, in its place.
  struct Record: Sendable {
    let line: Int
    let subject: String
    let rows: [HarvestRow]
  }

  private(set) var records: [Record] = []
  private(set) var refusals: [ImportVerdict] = []

  /// Reads every record it can.
  init(_ files: [HarvestFile]) {
    for file in files {
      do throws(UnreadableLine) {
        for (place, told) in try file.records().enumerated() { read(told, at: place + 1, of: file) }
      } catch {
        refuse(1, file.object.rawValue, error.reason)
      }
    }
  }

  private mutating func read(_ told: HarvestValue, at place: Int, of file: HarvestFile) {
    let number = told["id"].text ?? told["application_id"].text ?? file.whose
    let subject = [file.object.rawValue, number].compactMap(\.self).joined(separator: " ")
    do throws(UnreadableLine) {
      records.append(Record(line: place, subject: subject, rows: try HarvestRow.rows(told, of: file)))
    } catch {
      refuse(place, subject, error.reason)
    }
  }

  private mutating func refuse(_ line: Int, _ subject: String, _ reason: String) {
    refusals.append(ImportVerdict(line: line, subject: subject, ruling: .refused, reasons: [reason]))
  }

  /// Everything the records name, of one kind or of all.
  var keys: [HarvestKey] { records.flatMap { $0.rows.flatMap { [$0.key] + $0.parents } } }

  /// What is new, kind by kind, and a verdict for each record.
  ///
  /// A record stands or falls by the first row that is its own: what hangs on something that is in no file and was
  /// never imported is refused, and so is what hangs on that.
  func judged(known: Set<HarvestKey>) -> (fresh: [HarvestRow.Kind: [HarvestRow]], verdicts: [ImportVerdict]) {
    var fresh: [HarvestRow.Kind: [HarvestRow]] = [:]
    var taken: Set<HarvestKey> = []
    var rulings: [Int: ImportVerdict] = [:]
    let numbered = records.enumerated().flatMap { place, record in record.rows.map { (place, $0) } }
    for kind in HarvestRow.Kind.allCases {
      for isImplied in [false, true] {
        for (place, row) in numbered where row.kind == kind && row.isImplied == isImplied {
          let verdict = ruling(row, of: records[place], known: known, taken: taken)
          if verdict.ruling == .added || verdict.ruling == .doubted {
            taken.insert(row.key)
            fresh[kind, default: []].append(row)
          }
          if !row.isImplied { rulings[place] = Self.weightier(rulings[place], verdict) }
        }
      }
    }
    let told = records.indices.map { place in
      rulings[place]
        ?? ImportVerdict(
          line: records[place].line, subject: records[place].subject, ruling: .known, reasons: ["it says nothing"])
    }
    return (fresh, refusals + told)
  }

  private func ruling(
    _ row: HarvestRow, of record: Record, known: Set<HarvestKey>, taken: Set<HarvestKey>
  ) -> ImportVerdict {
    let missing = row.parents.first { !known.contains($0) && !taken.contains($0) }
    // Answers about oneself are kept without a key: they come with an application that is new.
    let isKnown = known.contains(row.key) || (row.kind == .answer && row.parents.allSatisfy(known.contains))
    let ruling: ImportVerdict.Ruling =
      isKnown
      ? .known
      : taken.contains(row.key) ? .repeated : missing != nil ? .refused : row.remarks.isEmpty ? .added : .doubted
    let reasons = ruling == .refused ? missing.map { ["its \($0.noun) \($0.number) is in no file"] } ?? [] : row.remarks
    return ImportVerdict(line: record.line, subject: record.subject, ruling: ruling, reasons: reasons)
  }

  /// Of a record that becomes several rows, the verdict that asks for most attention.
  private static func weightier(_ left: ImportVerdict?, _ right: ImportVerdict) -> ImportVerdict {
    let order: [ImportVerdict.Ruling] = [.known, .repeated, .added, .doubted, .refused]
    guard let left else { return right }
    let isMore = (order.firstIndex(of: right.ruling) ?? 0) > (order.firstIndex(of: left.ruling) ?? 0)
    let heavier = isMore ? right : left
    let reasons = (left.reasons + right.reasons).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return ImportVerdict(line: heavier.line, subject: heavier.subject, ruling: heavier.ruling, reasons: reasons)
  }
}

extension HarvestRow {
  /// What one record of a file becomes.
  static func rows(_ told: HarvestValue, of file: HarvestFile) throws(UnreadableLine) -> [HarvestRow] {
    switch file.object {
    case .sources: try sources(told)
    case .rejectionReasons: try rejectionReasons(told)
    case .closeReasons: try closeReasons(told)
    case .tags: try tags(told)
    case .prospectPools: try prospectPools(told)
    case .demographicData: try demographicData(told)
    case .jobs: try jobs(told)
    case .jobStages: try jobStages(told)
    case .jobPosts: try jobPosts(told)
    case .jobOpenings: try jobOpenings(told, of: file.whose)
    case .candidates: try candidates(told)
    case .applications: try applications(told)
    case .scheduledInterviews: try scheduledInterviews(told)
    case .scorecards: try scorecards(told)
    case .offers: try offers(told)
    case .approvals: try approvals(told)
    case .eeoc: try eeoc(told)
    case .activityFeed: try activityFeed(told, of: file.whose)
    }
  }
}
