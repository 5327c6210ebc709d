/// Where a server is and how to speak to it.
///
/// Keywords are libpq's own (`host`, `port`, `dbname`, `user`, `service`, `sslmode`, …); what is not named comes from
/// the `PG*` environment, service files and `.pgpass`, as in every PostgreSQL program. A host that starts with `/` is
/// the folder of a socket. Over TCP the server must prove who it is (`sslmode=verify-full`, `channel_binding=require`)
/// unless one of these sources says otherwise in so many words.
public struct ConnectionOptions: Sendable {
  /// Whether statements may stay prepared between transactions.
  public enum Statements: Hashable, Sendable {
    /// Prepared at the second use; so many are kept.
    case cached(Int)
    /// Never named: for PgBouncer, which may hand every transaction to another server process.
    case unnamed
  }

  /// libpq's keywords and their values.
  public var keywords: [String: String]
  /// Settings of the session, such as `statement_timeout`; none are sent with ``Statements/unnamed``.
  public var settings: [String: String] = ["TimeZone": "UTC", "DateStyle": "ISO", "IntervalStyle": "postgres"]
  /// What the server shows as the program's name.
  public var applicationName = "muster"
  /// How long to wait for a server that does not answer.
  public var connectTimeout: Duration = .seconds(10)
  /// How long a server may take to answer a cancel before the connection is cut.
  public var cancelGrace: Duration = .seconds(5)
  public var statements: Statements = .cached(256)
  /// How many rows a statement may return at once; more are to be streamed.
  public var rowLimit = 2_000_000
  public var observer: (any PostgresObserver)?

  public init(keywords: [String: String] = [:]) {
    self.keywords = keywords
  }

  /// Only what the `PG*` environment says.
  public static func environment() -> ConnectionOptions {
    ConnectionOptions()
  }
}
