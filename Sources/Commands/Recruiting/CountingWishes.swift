import ArgumentParser
import Recruiting
import Store

/// Which applications are counted.
struct CountingWishes: ParsableArguments {
  @Option(help: "Count who applied on this day or later.") var from: LocalDate?
  @Option(help: "Count who applied on this day or earlier.") var through: LocalDate?
  @Option(help: "Count one requisition, by its code.") var requisition: String?
  @Option(help: "Count the requisitions of one season.", completion: .seasons) var season: String?
  @Option(help: "Count who came by one source.") var source: String?
  @Option(help: "As known at the end of this day; today by default.") var asOf: LocalDate?

  var question: CountingQuestion {
    CountingQuestion(
      from: from, through: through, requisition: requisition, season: season, source: source, asOf: asOf ?? .today)
  }
}

extension Globals {
  /// Opens the database and lends the counts of Recruiting to the body.
  func withFunnels<Value>(_ body: (Funnels) async throws -> Value) async throws -> Value {
    try await withStore { try await body(Funnels(store: $0)) }
  }
}

extension Share {
  /// As `32.2 % [30.9, 33.5]`; a dash of nothing.
  var words: String {
    guard let rate else { return "–" }
    return "\(Self.percent(rate)) % [\(Self.percent(low)), \(Self.percent(high))]"
  }

  private static func percent(_ share: Double) -> String { (share * 100).written(decimals: 1) }

  var field: Field { rate.map { Field.number($0, decimals: 6) } ?? .missing }
}

extension Double? {
  /// With as many decimals as it deserves, or missing.
  func field(decimals: Int) -> Field { map { Field.number($0, decimals: decimals) } ?? .missing }
}
