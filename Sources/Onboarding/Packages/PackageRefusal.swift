/// Why a package was not taken.
public struct PackageRefusal: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The rule it breaks, by the number that its standard gives: cmi5's `14.1.0.0-2`.
  public let requirement: String?
  public let line: Int?
  public let reason: String

  public init(_ reason: String, requirement: String? = nil, line: Int? = nil) {
    self.reason = reason
    self.requirement = requirement
    self.line = line
  }

  public var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return place + reason + (requirement.map { " (requirement \($0))" } ?? "") + "."
  }
}
