import Documents
import Recruiting
import Store

// A posting in the forms the world reads.

extension Posting {
  /// For people who write: title, facts and sections.
  var markdown: String {
    let sections = JobText.Section.allCases.filter { !content.text[$0].isEmpty }
      .map { "## \($0.heading)\n\n\(content.text[$0])\n" }
    let facts = facts.map { "**\($0.name)**: \($0.words)  " }
    return (["# \(content.text.title)\n"] + [facts.joined(separator: "\n") + "\n"] + sections).joined(separator: "\n")
  }

  /// Company, place, pay, hours and days.
  var facts: [(name: String, words: String)] {
    [
      ("Company", company), ("Place", content.place), ("Pay", content.pay?.words ?? ""), ("Hours", content.workHours),
      ("Start", content.startsOn?.civil.inWords ?? ""), ("Apply by", content.closesOn?.civil.inWords ?? ""),
      ("Apply at", content.applyTo), ("Reference", requisition),
    ].filter { !$0.1.isEmpty }
  }

  /// A page of its own, with the words that search engines read inside.
  var html: String {
    Page(
      title: content.text.title, kind: "\(company), \(content.place)",
      lead: [content.pay?.words, content.workHours].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ", "),
      sections: JobText.Section.allCases.filter { !content.text[$0].isEmpty }.map { section in
        Page.Section(section.rawValue, section.heading) { blocks(section) }
      }, language: content.language
    ) {
      facts.map { fact in Markup("span") { "\(fact.name): \(fact.words). " } }
    }.html
  }

  private func blocks(_ section: JobText.Section) -> Markup {
    Markup("div") {
      content.text.blocks(of: section).map { block in
        switch block {
        case .paragraph(let words): Markup("p") { words }
        case .list(let items): Markup("ul") { items.map { item in Markup("li") { item } } }
        }
      }
    }
  }

  /// The whole description as HTML without a page around it, as job boards want it.
  var descriptionMarkup: String {
    Markup("div") {
      JobText.Section.allCases.filter { !content.text[$0].isEmpty }.map { section in
        Markup("section") {
          Markup("h3") { section.heading }
          blocks(section)
        }
      }
    }.source
  }

  // MARK: JSON-LD

  /// A schema.org JobPosting; `benefits` and `incentives` are superseded there and left out.
  var jobPosting: JSONValue {
    .object(
      [
        .init("@context", .string("https://schema.org/")), .init("@type", .string("JobPosting")),
        .init("title", .string(content.text.title)), .init("description", .string(descriptionMarkup)),
        .init("identifier", typed("PropertyValue", [("name", .string(company)), ("value", .string(requisition))])),
        .init("datePosted", .string(content.opensOn.description)),
        .init("hiringOrganization", typed("Organization", [("name", .string(company))])),
        .init("employmentType", .string(content.hours.schemaWord)), .init("inLanguage", .string(content.language)),
        .init("totalJobOpenings", .integer(Int64(openings))),
        .init("directApply", .bool(false)),
      ] + place
        + optional("validThrough", content.closesOn.map { .string("\($0)T23:59:59") })
        + optional("baseSalary", content.pay.map(salary))
        + optional("jobStartDate", content.startsOn.map { .string($0.description) })
        + words("workHours", content.workHours) + words("jobBenefits", content.text.benefits)
        + words("qualifications", content.text.qualifications)
        + words("responsibilities", content.text.responsibilities))
  }

  private var place: [JSONValue.Member] {
    if content.isRemote {
      return [
        .init("jobLocationType", .string("TELECOMMUTE")),
        .init("applicantLocationRequirements", typed("Country", [("name", .string(content.country))])),
      ]
    }
    let address = [
      ("addressLocality", content.city), ("addressRegion", content.region), ("addressCountry", content.country),
    ].filter { !$0.1.isEmpty }.map { ($0.0, JSONValue.string($0.1)) }
    return [.init("jobLocation", typed("Place", [("address", typed("PostalAddress", address))]))]
  }

  private func salary(_ pay: PayRange) -> JSONValue {
    typed(
      "MonetaryAmount",
      [
        ("currency", .string(pay.currency)),
        (
          "value",
          typed(
            "QuantitativeValue",
            [
              ("minValue", .number(pay.ends.minimum)), ("maxValue", .number(pay.ends.maximum)),
              ("unitText", .string(pay.unit.rawValue.uppercased())),
            ])
        ),
      ])
  }

  private func typed(_ type: String, _ members: [(String, JSONValue)]) -> JSONValue {
    .object([.init("@type", .string(type))] + members.map { .init($0.0, $0.1) })
  }

  private func optional(_ name: String, _ value: JSONValue?) -> [JSONValue.Member] {
    value.map { [.init(name, $0)] } ?? []
  }

  private func words(_ name: String, _ text: String) -> [JSONValue.Member] {
    text.isEmpty ? [] : [.init(name, .string(text))]
  }
}

extension PostingContent.Hours {
  /// The word schema.org and Google have for it.
  var schemaWord: String {
    switch self {
    case .fullTime: "FULL_TIME"
    case .partTime: "PART_TIME"
    case .temporary: "TEMPORARY"
    case .perDiem: "PER_DIEM"
    }
  }

  /// The word Indeed has for it.
  var indeedWord: String {
    switch self {
    case .fullTime: "fulltime"
    case .partTime: "parttime"
    case .temporary, .perDiem: "temporary"
    }
  }
}
