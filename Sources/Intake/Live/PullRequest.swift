public import Postgres

/// What to pull from an account.
public struct PullRequest: Sendable {
  public var vendor: Vendor
  /// The name of the source that the account is.
  public var source: String
  /// Where the account lives, such as `https://shop.example`.
  public var address: String
  public var secrets: Secrets
  public var settings = VendorSettings()
  /// From when on, where a stream was never pulled before.
  public var since: Instant?
  /// Only these streams; all where there are none.
  public var streams: [String] = []
  /// A folder to save the pages in, or one to read them from instead of asking.
  public var tee: String?
  public var replay: String?
  /// A file of certificates that vouch for the account's server, where the system's do not.
  public var authority: String?
  /// With more refused records than this the pull stops; what was taken stays.
  public var maxRejects = Int.max
  /// With more requests than this it stops too.
  public var maxRequests = 100_000
  /// Milliseconds until an answer must be there.
  public var patience = 120_000
  public var clock: PullClock
  /// Told after each page, and before each wait.
  public var onPage: (@Sendable (PullProgress) -> Void)?
  public var onWait: (@Sendable (Double, String) -> Void)?

  public init(
    _ vendor: Vendor, from source: String, at address: String, secrets: Secrets, clock: PullClock
  ) {
    (self.vendor, self.source, self.address, self.secrets, self.clock) = (vendor, source, address, secrets, clock)
  }

  /// What a run over one stream is asked to read.
  func run(of stream: String) -> VendorRequest {
    var request = VendorRequest(stream, of: vendor, from: source)
    request.settings = settings
    request.maxRejects = maxRejects
    return request
  }
}

/// How far a pull has come.
public struct PullProgress: Sendable, Equatable {
  public let stream: String
  public let pages: Int
  public let records: Int
}

/// What a pull came to.
public struct PullReport: Sendable, Codable, Equatable {
  /// One stream's part.
  public struct Part: Sendable, Codable, Equatable {
    public let stream: String
    public internal(set) var pages = 0
    public internal(set) var report = VendorReport()
    /// What whoever runs it should know, such as why the stream was left out.
    public internal(set) var notes: [String] = []
  }

  public internal(set) var parts: [Part] = []

  /// All parts together.
  public var whole: VendorReport {
    parts.reduce(into: VendorReport()) { sum, part in sum.add(part.report) }
  }
}
