internal import Glibc

/// Where a server is and how to speak to it.
///
/// Keywords are libpq's own (`host`, `port`, `dbname`, `user`, `service`, `sslmode`, …); what is not named comes from
/// the `PG*` environment, service files and `.pgpass`, as in every PostgreSQL program. A host that starts with `/` is
/// the folder of a socket.
public struct ConnectionOptions: Sendable {
  /// libpq's keywords and their values.
  public var keywords: [String: String]
  /// Settings of the session, such as `statement_timeout`.
  public var settings: [String: String] = ["TimeZone": "UTC"]
  /// What the server shows as the program's name.
  public var applicationName = "muster"
  /// How long to wait for a server that does not answer.
  public var connectTimeout: Duration = .seconds(10)

  public init(keywords: [String: String] = [:]) {
    self.keywords = keywords
  }

  /// Only what the `PG*` environment says.
  public static func environment() -> ConnectionOptions {
    ConnectionOptions()
  }
}
