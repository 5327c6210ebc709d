internal import People
internal import Postgres
internal import Store

/// Every card of one person that the caller may see, and whoever took one out.
public struct PersonRecords: Codable, Sendable {
  /// The earliest first, those that were reissued too.
  public let pages: [CardPage]
  /// Each card's text as it was signed, byte for byte.
  public let texts: [String]
  public let exports: [ExportRecord]
}

extension Scorecards {
  /// Everything about somebody's cards, for them to take along.
  ///
  /// - Parameter name: A name, a number or `#id`; the caller when left out.
  public func records(of name: String? = nil) async throws(ScorecardsError) -> PersonRecords {
    try await read { tx in
      let person = try name.map { try Person.find($0, in: tx).id }
      let texts = try tx.tuples("card.texts_about", Card.texts(about: person), as: (Card.ID, String).self)
      return PersonRecords(
        pages: try tx.all(Card.about(person)).map { try CardPage($0, in: tx) }, texts: texts.map(\.1),
        exports: try tx.all(ExportRecord.about(person)))
    }
  }
}

// MARK: - SQL

extension Card {
  /// A person's cards, or the caller's own, in the order they were made.
  static func about(_ person: Person.ID?) -> Query<Card> {
    Query(
      "card.about",
      """
      SELECT \(raw: columns)
        FROM scorecards.standing AS card
        JOIN scorecards.period ON period.id = card.period_id
       WHERE card.person_id = coalesce(\(person), sec.me())
       ORDER BY card.id
      """)
  }

  static func texts(about person: Person.ID?) -> SQL {
    """
    SELECT snapshot.id, snapshot.body
      FROM scorecards.snapshot
     WHERE snapshot.person_id = coalesce(\(person), sec.me())
     ORDER BY snapshot.id
    """
  }
}

extension ExportRecord {
  static func about(_ person: Person.ID?) -> Query<ExportRecord> {
    Query(
      "export.about",
      """
      SELECT \(raw: columns)
        FROM scorecards.export
        JOIN scorecards.period ON period.id = export.period_id
        LEFT JOIN people.person ON person.id = export.exported_by
       WHERE EXISTS (SELECT FROM scorecards.export_card
                      WHERE export_card.export_id = export.id AND export_card.subject_id = coalesce(\(person), sec.me()))
       ORDER BY export.id
      """)
  }
}
