import ArgumentParser
import Onboarding
import People
import Recruiting
import Scheduling
import Scorecards
import Store
import Workload

/// Names that the shell may complete, as the database knows them and as far as whoever asks may see them.
///
/// The shell waits for them, so nothing is asked for longer than a moment, no private cluster is started for it, and
/// whatever goes wrong is no names.
extension CompletionKind {
  static let people = known { try await People(store: $0).list().map(\.name) }
  static let sites = known { try await People(store: $0).sites().map(\.name) }
  static let teams = known { try await People(store: $0).teams().map(\.name) }
  static let skills = known { try await People(store: $0).skills().map(\.name) }
  static let queues = known { try await Workload(store: $0).queues().map(\.code) }
  static let seasons = known { try await Scheduling(store: $0).seasons().map(\.code) }
  static let curricula = known { try await Onboarding(store: $0).curricula().map(\.code) }
  static let cohorts = known { try await Onboarding(store: $0).cohorts().map(\.name) }
  static let periods = known { try await Scorecards(store: $0).periods().map(\.code) }
  static let requisitions = known { try await Recruiting(store: $0).requisitions().map(\.code) }

  private static func known(_ names: @escaping @Sendable (Store) async throws -> [String]) -> CompletionKind {
    .custom { words, _, start in
      let (answers, first) = AsyncStream.makeStream(of: [String].self)
      Task { first.yield((try? await Known(words).names(names)) ?? []) }
      Task {
        try? await Task.sleep(for: .milliseconds(250))
        first.yield([])
      }
      let found = await answers.first { _ in true } ?? []
      let wanted = found.filter { $0.hasPrefix(start.filter { $0 != "\\" }) }
      return CompletionShell.requesting == .bash ? wanted.map(\.escapedForBash) : wanted
    }
  }
}

/// The half-written command that the shell asks about.
private struct Known {
  /// The options that say where to ask, and as whom.
  private let said: [String: String]

  init(_ words: [String]) {
    said = zip(words, words.dropFirst()).reduce(into: [:]) { said, pair in
      if ["--as", "--profile"].contains(pair.0) { said[String(pair.0.dropFirst(2))] = pair.1 }
    }
  }

  func names(_ names: (Store) async throws -> [String]) async throws -> [String] {
    let settings = try Settings(options: said)
    if case .privateCluster(let cluster) = settings.place, await !cluster.status().isRunning { return [] }
    return try await names(Store.open(settings.place, as: settings["as"]?.value))
  }
}

extension String {
  /// The text as bash's `compgen -W` must be given it, so that `Amira Khan` arrives on the line as `Amira\ Khan`.
  var escapedForBash: String {
    reduce(into: "") { text, next in
      text += (next.isLetter || next.isNumber || "-_.@+".contains(next) ? "" : #"\\\"#) + String(next)
    }
  }
}
