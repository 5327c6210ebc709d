public import Postgres

/// Something wrong with a posting, and what to do about it.
public struct PostingFinding: Codable, Sendable, Hashable {
  /// Whether the posting may go live all the same.
  public enum Weight: String, Codable, Sendable {
    case blocks, warns
  }

  /// The rule's short name, as `pay-range`.
  public let rule: String
  public let weight: Weight
  public let words: String
}

/// What must be right before a posting goes live, and what had better be.
///
/// The rules that block are constraints of the table too, as far as SQL can say them: psql cannot post what this refuses.
public struct PostingLint: Sendable {
  public let content: PostingContent
  /// The day it is, told by the caller.
  public let today: LocalDate
  /// The range the requisition was approved with; `nil` when none was.
  public let approvedPay: PayRange?
  /// The last day seats of the requisition are wanted; `nil` when open-ended.
  public let requisitionEnds: LocalDate?

  public init(
    _ content: PostingContent, today: LocalDate, approvedPay: PayRange? = nil, requisitionEnds: LocalDate? = nil
  ) {
    self.content = content
    self.today = today
    self.approvedPay = approvedPay
    self.requisitionEnds = requisitionEnds
  }

  public var findings: [PostingFinding] {
    placeholders + pay + title + words + dates + place + market
  }

  /// Whether nothing blocks.
  public var passes: Bool { !findings.contains { $0.weight == .blocks } }

  private func block(_ rule: String, _ words: String) -> PostingFinding {
    PostingFinding(rule: rule, weight: .blocks, words: words)
  }

  private func warn(_ rule: String, _ words: String) -> PostingFinding {
    PostingFinding(rule: rule, weight: .warns, words: words)
  }

  // MARK: Rules

  private var placeholders: [PostingFinding] {
    content.text.placeholders.map { block("placeholder", "“\($0.text)” in \($0.part) still waits to be filled in.") }
  }

  private var pay: [PostingFinding] {
    guard let pay = content.pay else {
      let words = "There is no pay range. Say from, to, currency and time: --pay '26000-31000 GBP year'."
      return [block("pay-range", words)]
    }
    var found: [PostingFinding] = []
    if pay.minimumMinor >= pay.maximumMinor || pay.minimumMinor <= 0 {
      found.append(block("pay-range", "The pay range \(pay.words) does not rise from a positive minimum."))
    }
    if pay.maximumMinor > 2 * pay.minimumMinor {
      found.append(warn("pay-width", "The pay range \(pay.words) is so wide that it says little; is it in good faith?"))
    }
    if let approved = approvedPay {
      if approved.currency != pay.currency || approved.unit != pay.unit {
        let words = "The requisition was approved in \(approved.currency) by the \(approved.unit)."
        found.append(block("pay-approved", words))
      } else if pay.minimumMinor < approved.minimumMinor || pay.maximumMinor > approved.maximumMinor {
        found.append(block("pay-approved", "\(pay.words) goes beyond the approved \(approved.words)."))
      }
    }
    return found
  }

  private var title: [PostingFinding] {
    let title = content.text.title
    var found: [PostingFinding] = []
    if title.trimmed.isEmpty { found.append(block("title", "There is no title.")) }
    if title.contains(/[$€£¥]|\d{4,}|\d+[.,]\d{3}|\b(salary|per hour|an hour)\b/.ignoresCase()) {
      found.append(block("title-plain", "The title names pay or numbers; it is the job's name and nothing else."))
    }
    if !content.city.isEmpty, title.lowercased().contains(content.city.lowercased()) {
      found.append(block("title-plain", "The title names \(content.city); the place stands beside it."))
    }
    if let word = GenderedTitle.word(in: title, language: content.language) {
      found.append(block("title-neutral", "“\(word)” in the title speaks to one sex. \(GenderedTitle.advice)"))
    }
    return found
  }

  private var words: [PostingFinding] {
    let text = content.text
    var found: [PostingFinding] = []
    let body = [text.brief, text.responsibilities].joined(separator: "\n").trimmed
    if body.isEmpty || body.lowercased() == text.title.lowercased() {
      found.append(block("description", "The description says no more than the title."))
    }
    if text.benefits.trimmed.isEmpty { found.append(block("benefits", "There is no line about benefits.")) }
    if text.equalOpportunity.trimmed.isEmpty {
      found.append(block("equal-opportunity", "There is no equal-opportunity statement."))
    }
    if content.applyTo.trimmed.isEmpty { found.append(block("apply", "It does not say where to apply: --apply LINK.")) }
    for part in text.parts where part.text.contains(Self.salaryHistory) {
      found.append(block("salary-history", "\(part.name) asks what people earned before; that is not ours to know."))
    }
    for part in text.parts where part.text.contains(Self.ageWords) {
      found.append(warn("age", "\(part.name) has words that older or younger people read as no."))
    }
    return found
  }

  private var dates: [PostingFinding] {
    guard let closes = content.closesOn else { return [block("dates", "It has no last day: --closes YYYY-MM-DD.")] }
    var found: [PostingFinding] = []
    if closes < content.opensOn { found.append(block("dates", "It closes on \(closes), before it opens.")) }
    if closes < today { found.append(block("dates", "Its last day, \(closes), has passed.")) }
    if let end = requisitionEnds, closes > end {
      found.append(block("dates", "It closes on \(closes), after the requisition's last day, \(end)."))
    }
    if let start = content.startsOn, start < closes {
      found.append(warn("dates", "Work starts on \(start), before it closes."))
    }
    return found
  }

  private var place: [PostingFinding] {
    content.isRemote || !content.city.trimmed.isEmpty
      ? [] : [block("place", "It names no place: --city, or --remote for work at home.")]
  }

  /// Sums of money in the words that lie outside the range posted beside them.
  private var market: [PostingFinding] {
    guard let pay = content.pay, pay.unit == .year else { return [] }
    let (low, high) = pay.ends
    return content.text.parts.flatMap { part in
      part.text.matches(of: /[$€£]\s?(\d{1,3}(?:[.,]\d{3})+)/).compactMap { match in
        let amount = Double(match.1.filter(\.isNumber)) ?? 0
        guard amount >= 1_000, !(low...max(low, high)).contains(amount) else { return nil }
        return warn("market", "\(part.name) says \(match.0), outside the posted \(pay.words).")
      }
    }
  }

  private static var salaryHistory: Regex<Substring> {
    /(?:salary history|(?:current|previous|last|present) (?:salary|pay|wage)|bisherige[sn]? gehalt|letztes gehalt|salaire (?:actuel|précédent))/
      .ignoresCase()
  }

  private static var ageWords: Regex<Substring> {
    /\b(?:young (?:and|team|dynamic)|digital native|recent graduate|youthful|junges team)\b/.ignoresCase()
  }
}

/// Words that make a title speak to one sex.
enum GenderedTitle {
  static let advice = "A neutral word does it, or (m/w/d) behind a German one."

  private static var trades: Regex<Substring> {
    /\b\w*(?:salesman|saleswoman|salesgirl|craftsman|craftswoman|foreman|chairman)\b/.ignoresCase()
  }

  private static var people: Regex<Substring> {
    /\b(?:waitress|stewardess|hostess|girls?|boys?|guys?|lady|ladies|manpower|he|she)\b/.ignoresCase()
  }

  /// The first such word; `nil` when there is none.
  static func word(in title: String, language: String) -> String? {
    if let found = title.firstMatch(of: trades) ?? title.firstMatch(of: people) { return String(found.output) }
    guard language == "de", !title.contains(/\((?:[mwdfx]\/){1,2}[mwdfx]\)|\*|:in|_in/.ignoresCase()) else {
      return nil
    }
    return title.firstMatch(
      of: /\b\w*(?:berater|mitarbeiter|betreuer|agent|leiter|kaufmann|verkäufer)(?:in)?\b/.ignoresCase()
    )
    .map { String($0.0) }
  }
}
