internal import Postgres

/// A server's release, as `server_version_num` counts it: 150020 is 15.20.
package struct ServerVersion: Comparable, CustomStringConvertible {
  package let number: Int

  package init(number: Int) {
    self.number = number
  }

  /// The first releases with the fixes of row-level security that Muster's walls stand on, by major version.
  static let needed = [15: 20, 16: 16, 17: 12, 18: 6]

  var major: Int { number / 10_000 }
  var minor: Int { number % 10_000 }
  package var description: String { "\(major).\(minor)" }

  /// Whether the fixes are in; a major version younger than all we know has them.
  package var isFixed: Bool {
    guard let minor = Self.needed[major] else { return major > (Self.needed.keys.max() ?? 0) }
    return self.minor >= minor
  }

  func require() throws(StoreError) {
    guard isFixed else { throw .serverTooOld(description) }
  }

  package static func < (left: ServerVersion, right: ServerVersion) -> Bool { left.number < right.number }

  static func read(_ session: Session) throws(PostgresError) -> ServerVersion {
    ServerVersion(
      number: try session.one(
        Query("server.version", "SELECT current_setting('server_version_num')::integer")))
  }
}
