public import Postgres

/// A posting as its writer asks for it.
public struct PostingDraft: Codable, Sendable, Equatable {
  public var requisition: String
  public var description: String
  /// The version to pin; the newest without one.
  public var version: Int?
  public var channel: String
  /// Values of variables, by name; they go before what the requisition says.
  public var values: [String: String] = [:]
  public var title: String?
  /// The requisition's posted range when left out.
  public var pay: PayRange?
  public var hours: PostingContent.Hours = .fullTime
  public var workHours = ""
  public var city: String?
  public var region = ""
  public var isRemote = false
  public var applyTo = ""
  public var language = "en"
  public var startsOn: LocalDate?
  public var opensOn: LocalDate
  public var closesOn: LocalDate?

  public init(_ requisition: String, from description: String, on channel: String, opens opensOn: LocalDate) {
    self.requisition = requisition
    self.description = description
    self.channel = channel
    self.opensOn = opensOn
  }

  /// The frozen content: the description with every variable filled that has a value.
  func content(from text: JobText, for requisition: PostedRequisition) -> PostingContent {
    var content = PostingContent(
      text, pay: pay ?? requisition.pay, hours: hours, workHours: workHours,
      city: isRemote ? "" : city ?? requisition.city, region: region, country: requisition.country, isRemote: isRemote,
      applyTo: applyTo, language: language, startsOn: startsOn, opensOn: opensOn, closesOn: closesOn)
    if let title { content.text.title = title }
    content.text = content.text.filled(with: content.values(beside: values, company: requisition.company))
    return content
  }
}
