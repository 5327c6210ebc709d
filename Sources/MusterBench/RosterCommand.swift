import ArgumentParser
import Foundation
import Planning

/// Rosters a public instance with the product's optimiser.
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Roster a public instance; print objective, bound and gap.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case curtoisQu = "curtois-qu"
    case matsp

    var reader: any RosterFormat.Type {
      switch self {
      case .curtoisQu: RosterCurtoisQu.self
      case .matsp: RosterMatsp.self
      }
    }
  }

  @Option(help: "The instance's format.")
  var format = Format.curtoisQu

  @Option(help: "The instance.")
  var instance: String

  @Option(help: "Seconds to search.")
  var seconds = 60.0

  @Flag(help: "Count processor seconds of all threads together instead of the wall's.")
  var processor = false

  @Option(help: "Neighbourhoods solved side by side.")
  var threads = 2

  @Option(help: "Work units to spend at most; makes a run repeatable.")
  var work = Int.max

  @Option(help: "The dice's seed.")
  var seed: UInt64 = 1

  @Option(help: "Where to write the roster.")
  var out: String?

  @Flag(help: "Print every better roster on standard error.")
  var verbose = false

  func run() async throws {
    let text = try String(contentsOfFile: instance, encoding: .utf8)
    let adapter = try format.reader.init(text: text)
    let started = BenchClock.wallSeconds
    let (seconds, processor, threads, isVerbose) = (seconds, processor, threads, verbose)
    let spent: @Sendable () -> Double = {
      processor ? BenchClock.processorSeconds / seconds / Double(threads) : (BenchClock.wallSeconds - started) / seconds
    }
    let result = await TourSearch.run(
      adapter.problem, seed: seed, budget: TourSearch.Budget(work: work, lanes: threads, spent: spent)
    ) { step in
      guard isVerbose else { return }
      let line = "\(step.objective) bound \(step.rootBound) cpu \(BenchClock.processorSeconds) rounds \(step.rounds)\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    if let out { try adapter.csv(result).write(toFile: out, atomically: true, encoding: .utf8) }
    let line = Line(
      instance: URL(filePath: instance).deletingPathExtension().lastPathComponent, seed: seed, seconds: seconds,
      threads: threads, objective: result.objective.ifFinite, bound: result.bound.ifFinite,
      rootBound: result.rootBound.ifFinite,
      gap: ((result.objective - result.bound) / max(1, result.objective)).ifFinite, isProven: result.isProven,
      columns: result.columns, rounds: result.rounds, work: result.work,
      processorSeconds: (BenchClock.processorSeconds * 100).rounded() / 100,
      wallSeconds: ((BenchClock.wallSeconds - started) * 100).rounded() / 100)
    print(try line.json)
  }

  private struct Line: BenchLine {
    let instance: String
    let seed: UInt64
    let seconds: Double
    let threads: Int
    /// `nil` while there is no roster; the bounds while nothing is known, and the gap without either.
    let objective: Double?
    let bound: Double?
    let rootBound: Double?
    let gap: Double?
    let isProven: Bool
    let columns: Int
    let rounds: Int
    let work: Int
    let processorSeconds: Double
    let wallSeconds: Double
  }
}

extension Double {
  /// JSON knows no infinity.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}
