public import Postgres

/// Which applications are counted: those of a period, a requisition, a season, a source.
///
/// The period is when they applied (a cohort), so that a number does not mix the old and the new.
public struct CountingQuestion: Codable, Sendable, Hashable {
  public var from: LocalDate?
  public var through: LocalDate?
  public var requisition: String?
  public var season: String?
  public var source: String?
  /// The day up to which is known: whatever is still open counts until then.
  public var asOf: LocalDate

  public init(
    from: LocalDate? = nil, through: LocalDate? = nil, requisition: String? = nil, season: String? = nil,
    source: String? = nil, asOf: LocalDate
  ) {
    self.from = from
    self.through = through
    self.requisition = requisition
    self.season = season
    self.source = source
    self.asOf = asOf
  }

  /// The question in words, to stand above every answer.
  public var words: String {
    let period =
      switch (from, through) {
      case (let from?, let through?): "applied from \(from) through \(through)"
      case (let from?, nil): "applied since \(from)"
      case (nil, let through?): "applied through \(through)"
      case (nil, nil): "all applications"
      }
    let rest = [
      requisition.map { "requisition \($0)" }, season.map { "season \($0)" }, source.map { "source \($0)" },
      "as of \(asOf)",
    ]
    return ([period] + rest.compactMap(\.self)).joined(separator: ", ")
  }

  /// The first five arguments of every counting function.
  var cohort: SQL { "\(from), \(through), \(requisition), \(season), \(source)" }
}
