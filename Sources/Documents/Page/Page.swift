/// A page to look at: one file, no scripts, nothing fetched from anywhere.
public struct Page: Sendable {
  /// A number that the reader should take away.
  public struct Fact: Sendable {
    public let label: String
    public let value: String
    public let note: String
    /// Whether something must be decided because of it.
    public let isWarning: Bool

    public init(_ label: String, _ value: String, note: String = "", isWarning: Bool = false) {
      self.label = label
      self.value = value
      self.note = note
      self.isWarning = isWarning
    }
  }

  /// A part of the page with a title of its own.
  public struct Section: Sendable {
    public let id: String
    public let title: String
    public let content: Markup

    public init(_ id: String, _ title: String, @MarkupBuilder _ content: () -> Markup) {
      self.id = id
      self.title = title
      self.content = content()
    }
  }

  /// The language of the words, as BCP 47 has it.
  public let language: String
  public let title: String
  /// Above the title: what kind of page this is.
  public let kind: String
  /// Under the title: the answer in one or two sentences.
  public let lead: String
  public let facts: [Fact]
  public let sections: [Section]
  /// Whether paper lies on its side: A4 landscape, for wide tables.
  public let isLandscape: Bool
  /// What the numbers are as of, which version they belong to, and the command that explains them.
  public let footer: Markup

  public init(
    title: String, kind: String, lead: String, facts: [Fact] = [], sections: [Section], language: String = "en",
    isLandscape: Bool = false, @MarkupBuilder footer: () -> Markup
  ) {
    self.title = title
    self.kind = kind
    self.lead = lead
    self.facts = facts
    self.sections = sections
    self.language = language
    self.isLandscape = isLandscape
    self.footer = footer()
  }

  /// The page as one self-contained file.
  public var html: String {
    Markup.document(
      Markup("html", ["lang": language]) {
        head
        Markup("body") {
          Markup("a", ["class": "skip", "href": "#main"]) { "Skip to the content" }
          banner
          Markup("main", ["id": "main"]) {
            if !facts.isEmpty { Markup("dl", ["class": "facts"]) { facts.map(\.markup) } }
            sections.map(\.markup)
          }
          Markup("footer") { footer }
        }
      })
  }

  private var head: Markup {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return Markup("head") {
      Markup("meta", ["charset": "utf-8"])
      Markup("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      Markup("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
      Markup("meta", ["name": "referrer", "content": "no-referrer"])
      Markup("title") { title }
      Markup.style(StyleSheet.text + (isLandscape ? StyleSheet.landscape : ""))
    }
  }

  private var banner: Markup {
    Markup("header") {
      Markup("p", ["class": "eyebrow"]) { kind }
      Markup("h1") { title }
      Markup("p", ["class": "lead"]) { lead }
      if sections.count > 1 {
        Markup("nav", ["aria-label": "Sections"]) {
          Markup("ul") {
            sections.map { section in
              Markup("li") { Markup("a", ["href": "#\(section.id)"]) { section.title } }
            }
          }
        }
      }
    }
  }
}

extension Page.Fact {
  fileprivate var markup: Markup {
    Markup("div", ["class": isWarning ? "warn" : nil]) {
      Markup("dt") { label }
      Markup("dd") { value }
      if !note.isEmpty { Markup("dd", ["class": "note"]) { note } }
    }
  }
}

extension Page.Section {
  fileprivate var markup: Markup {
    Markup("section", ["aria-labelledby": "\(id)-title", "id": id]) {
      Markup("h2", ["id": "\(id)-title"]) { title }
      content
    }
  }
}
