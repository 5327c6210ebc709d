import ArgumentParser
import Foundation
import Planning

/// Rosters a made-up contact centre and prints cost, bound, gap and what the rules say.
struct SeasonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "season", abstract: "Roster a made-up contact centre; print cost, bound and gap.")

  @Option(help: "Agents.")
  var agents = 50

  @Option(help: "Weeks.")
  var weeks = 1

  @Option(help: "The dice's seed.")
  var seed: UInt64 = 1

  @Option(help: "Seconds to search.")
  var seconds = 10.0

  @Flag(help: "Count processor seconds of all threads together instead of the wall's.")
  var processor = false

  @Option(help: "Neighbourhoods solved side by side.")
  var threads = 2

  @Option(help: "Where to write the problem and its roster, for a checker.")
  var out: String?

  @Flag(help: "Print every better roster on standard error.")
  var verbose = false

  func run() async throws {
    var season = RosterSeason(agents: agents, weeks: weeks, seed: seed)
    let problem = season.problem()
    let started = BenchClock.wallSeconds
    let (seconds, processor, threads, isVerbose) = (seconds, processor, threads, verbose)
    let spent: @Sendable () -> Double = {
      processor
        ? BenchClock.processorSeconds / seconds / Double(threads) : (BenchClock.wallSeconds - started) / seconds
    }
    let quick = try RosterDraft.propose(for: problem, effort: .quick)
    let draft = try await RosterDraft.optimise(
      problem, budget: TourSearch.Budget(lanes: threads, spent: spent), seed: seed
    ) { step in
      guard isVerbose else { return }
      let line = "\(step.objective) bound \(step.rootBound) cpu \(BenchClock.processorSeconds) rounds \(step.rounds)\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    if let out {
      let season = Season(problem: problem, roster: draft.roster, objective: draft.objective.total)
      try season.json.write(toFile: out, atomically: true, encoding: .utf8)
    }
    let line = Line(
      agents: agents, weeks: weeks, seed: seed, greedy: quick.objective.total, objective: draft.objective.total,
      bound: draft.bound ?? 0, gap: draft.gap ?? 1, covered: draft.coverage.share,
      breaches: draft.roster.breaches(in: problem).count, shifts: draft.roster.shifts.count, work: draft.work,
      processorSeconds: BenchClock.processorSeconds, wallSeconds: BenchClock.wallSeconds - started)
    print(try line.json)
  }

  private struct Season: BenchLine {
    let problem: RosterProblem
    let roster: Roster
    let objective: Double
  }

  private struct Line: BenchLine {
    let agents: Int
    let weeks: Int
    let seed: UInt64
    let greedy: Double
    let objective: Double
    let bound: Double
    let gap: Double
    let covered: Double
    let breaches: Int
    let shifts: Int
    let work: Int
    let processorSeconds: Double
    let wallSeconds: Double
  }
}

/// Seconds of the wall and of all threads together.
enum BenchClock {
  static var wallSeconds: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
  static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}

/// One line of JSON on standard output, keys in snake case.
protocol BenchLine: Encodable {}

extension BenchLine {
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
