public import Postgres

/// A login role of the server, one a person: `u_ana` is Ana's.
public struct Login: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init?(rawValue: String) {
    let name = rawValue.utf8
    guard name.starts(with: "u_".utf8), (3...60).contains(name.count),
      name.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 })
    else { return nil }
    self.rawValue = rawValue
  }

  init(unchecked rawValue: String) {
    self.rawValue = rawValue
  }

  /// The login of someone called `name`: lower case, everything but letters and digits an underscore.
  ///
  /// A login itself is its own.
  public init?(of name: String) {
    if let login = Login(rawValue: name) {
      self = login
      return
    }
    let plain = name.lowercased().unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isLowercase || scalar.properties.numericType != nil)
        ? Character(scalar) : "_"
    }
    self.init(rawValue: "u_" + String(plain))
  }
}

extension Login: CustomStringConvertible {
  public var description: String { rawValue }
}

extension Login: Codable {}

// MARK: - SQL

extension Login: PostgresEncodable, PostgresDecodable {
  public static var postgresType: PostgresType { String.postgresType }

  public func encode(into writer: inout WireWriter) {
    rawValue.encode(into: &writer)
  }

  public static func decode(_ cell: Cell) throws(PostgresError) -> Login {
    guard let login = Login(rawValue: try String.decode(cell)) else {
      throw PostgresError(.decoding, "a login that is none of Muster's")
    }
    return login
  }
}
