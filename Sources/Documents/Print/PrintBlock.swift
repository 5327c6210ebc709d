/// A part of a printed document, from top to bottom.
public enum PrintBlock: Sendable {
  case title(String)
  case heading(String)
  case paragraph(String)
  /// Quiet small words.
  case note(String)
  /// A header row and rows of words; the last columns are as wide as asked, in hundredths of the width.
  case table(header: [String], widths: [Int], rows: [[String]])
  /// A number with its interval on a line between two ends.
  case interval(PrintInterval)
  /// Lines to sign on, each with a name and what is known already.
  case signatures([PrintSignature])
  case space(Double)
}

/// A number with its interval, its peers and its target, as parts of a line.
public struct PrintInterval: Sendable {
  public let title: String
  public let words: String
  /// From 0, the left end, to 1.
  public let low: Double?
  public let value: Double?
  public let high: Double?
  public let peers: Double?
  public let target: Double?

  public init(
    title: String, words: String, low: Double? = nil, value: Double? = nil, high: Double? = nil, peers: Double? = nil,
    target: Double? = nil
  ) {
    self.title = title
    self.words = words
    self.low = low
    self.value = value
    self.high = high
    self.peers = peers
    self.target = target
  }
}

/// A line to sign on: whose it is, and the electronic signature if there is one.
public struct PrintSignature: Sendable {
  public let role: String
  public let name: String
  /// When and with which words; empty lines are for a pen.
  public let signed: String

  public init(role: String, name: String, signed: String) {
    self.role = role
    self.name = name
    self.signed = signed
  }
}

/// The paper a document is printed on, in points.
public struct Paper: Sendable, Hashable {
  public let width: Double
  public let height: Double

  public static let a4 = Paper(width: 595.28, height: 841.89)
  public static let letter = Paper(width: 612, height: 792)

  static let margin = 48.0
  static let footer = 34.0
  var inner: Double { width - 2 * Self.margin }
  var bottom: Double { height - Self.margin - Self.footer }
}
