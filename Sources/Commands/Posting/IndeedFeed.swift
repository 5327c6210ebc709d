import Recruiting
import Store

/// All live postings as Indeed reads them: one `<source>`, a `<job>` each, values in CDATA and no entities in them.
struct IndeedFeed {
  let postings: [Posting]

  init(_ postings: [Posting]) {
    self.postings = postings
  }

  var xml: String {
    let publisher = postings.first?.company ?? ""
    let jobs = postings.map(job)
    return
      (["<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<source>", element("publisher", publisher, indent: 2)] + jobs
      + ["</source>"]).joined(separator: "\n") + "\n"
  }

  /// The reference number stays the same for as long as the posting is there, one for each place.
  private func job(_ posting: Posting) -> String {
    let content = posting.content
    let values: [(String, String)] = [
      ("title", content.text.title), ("date", posting.liveSince?.description ?? content.opensOn.description),
      ("referencenumber", "\(posting.requisition)-\(posting.id)"), ("requisitionid", posting.requisition),
      ("url", content.applyTo), ("company", posting.company), ("city", content.city), ("state", content.region),
      ("country", content.country), ("description", posting.descriptionMarkup), ("salary", content.pay?.words ?? ""),
      ("jobtype", content.hours.indeedWord), ("remotetype", content.isRemote ? "Fully remote" : ""),
      ("expirationdate", content.closesOn?.description ?? ""),
    ]
    let lines = values.filter { !$0.1.isEmpty }.map { element($0.0, $0.1, indent: 4) }
    return (["  <job>"] + lines + ["  </job>"]).joined(separator: "\n")
  }

  /// A CDATA section cannot hold its own end; it is split there.
  private func element(_ name: String, _ value: String, indent: Int) -> String {
    let safe = value.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    let text = String(String.UnicodeScalarView(safe)).split(separator: "]]>", omittingEmptySubsequences: false)
      .joined(separator: "]]]]><![CDATA[>")
    return String(repeating: " ", count: indent) + "<\(name)><![CDATA[\(text)]]></\(name)>"
  }
}
