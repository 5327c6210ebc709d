public import Postgres

extension Row {
  /// Reads a word of a closed list, which the database's CHECK states too: for every room above.
  public mutating func word<Word: RawRepresentable<String>>() throws(PostgresError) -> Word {
    let text: String = try next()
    guard let word = Word(rawValue: text) else {
      throw PostgresError(.decoding, "a word this program does not know: it is older than the database")
    }
    return word
  }
}
