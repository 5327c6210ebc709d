/// Words with the way they are meant to be shown.
///
/// Nothing is rendered: a terminal shows the text as it stands, and `html` keeps its tags.
public struct Prose: Codable, Sendable, Hashable {
  /// How an author wrote; the words are those of GIFT.
  public enum Format: String, Codable, Sendable, CaseIterable {
    /// Line breaks and runs of blanks mean nothing.
    case moodle
    case html, plain, markdown
  }

  public var format: Format
  public var text: String

  public init(_ text: String, format: Format = .moodle) {
    self.format = format
    self.text = text
  }
}
