/// What has to be done before something opens, as an expression over keys of items and modules.
///
/// Written `shipping and 2 of (phone, chat, mail) and quiz >= 80 %`; `and` binds tighter than `or`.
public indirect enum Prerequisite: Hashable, Sendable {
  /// The item or the whole module is satisfied.
  case done(String)
  /// The best score of an item, between 0 and 1, reaches a mark.
  case score(String, atLeast: Double)
  case all([Prerequisite])
  case any([Prerequisite])
  /// So many of these.
  case some(Int, [Prerequisite])
}

/// What somebody has done so far, asked by key.
public protocol Attainment {
  /// Whether an item, or every item of a module that counts, is satisfied.
  func isDone(_ key: String) -> Bool
  /// The best score of an item, between 0 and 1; `nil` without one, which is not 0.
  func bestScore(_ key: String) -> Double?
}

extension Prerequisite {
  /// Whether it opens for somebody.
  public func isMet(by learner: some Attainment) -> Bool { missing(for: learner).isEmpty }

  /// What is still missing, each in a sentence; empty when it is met.
  public func missing(for learner: some Attainment) -> [String] {
    switch self {
    case .done(let key): return learner.isDone(key) ? [] : ["\(key) is not done"]
    case .score(let key, let mark):
      guard let best = learner.bestScore(key) else { return ["\(key) needs \(mark.percent), there is no score yet"] }
      return best >= mark ? [] : ["\(key) needs \(mark.percent), the best so far is \(best.percent)"]
    case .all(let parts): return parts.flatMap { $0.missing(for: learner) }
    case .any(let parts): return Self.missing(1, of: parts, for: learner)
    case .some(let count, let parts): return Self.missing(count, of: parts, for: learner)
    }
  }

  private static func missing(_ count: Int, of parts: [Prerequisite], for learner: some Attainment) -> [String] {
    let open = parts.map { $0.missing(for: learner) }
    let done = open.count { $0.isEmpty }
    guard done < count else { return [] }
    let choices = open.filter { !$0.isEmpty }.map { $0.joined(separator: " and ") }.joined(separator: ", or ")
    return ["\(count - done) more of: \(choices)"]
  }

  /// Every key it names, in the order of their first mention.
  public var keys: [String] {
    var seen: Set<String> = []
    return mentions.filter { seen.insert($0).inserted }
  }

  private var mentions: [String] {
    switch self {
    case .done(let key), .score(let key, _): [key]
    case .all(let parts), .any(let parts), .some(_, let parts): parts.flatMap(\.mentions)
    }
  }
}

extension Prerequisite: CustomStringConvertible {
  /// The expression as it is written, with no more brackets than it needs.
  public var description: String {
    switch self {
    case .done(let key): key
    case .score(let key, let mark): "\(key) >= \(mark.percent)"
    case .all(let parts): parts.map { $0.isChoice ? "(\($0))" : "\($0)" }.joined(separator: " and ")
    case .any(let parts): parts.map(\.description).joined(separator: " or ")
    case .some(let count, let parts): "\(count) of (\(parts.map(\.description).joined(separator: ", ")))"
    }
  }

  private var isChoice: Bool { if case .any = self { true } else { false } }
}

extension Double {
  /// A share as people say it: `80 %`, or `62.5 %`.
  var percent: String {
    let tenths = Int((self * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\((tenths % 10).magnitude) %"
  }
}
