public import Postgres

/// One thing to know of an offer before it goes out.
public struct OfferCheck: Codable, Sendable, Equatable {
  public let rule: String
  public let says: String
  /// Whether it stands in the way; else it is a note, such as the notice a city asks for.
  public let blocks: Bool
}

extension OfferCheck: RowDecodable {
  public static let columns: StaticString = "found.rule, found.says, found.blocks"

  public init(row: inout Row) throws(PostgresError) {
    rule = try row.next()
    says = try row.next()
    blocks = try row.next()
  }

  static func all(of offer: Offer.ID) -> Query<OfferCheck> {
    Query("offer.check", "SELECT \(raw: columns) FROM recruiting.check_offer(\(offer)) AS found")
  }
}
