internal import CLibPQ

/// A connection of libpq: closed exactly once, by whoever lets go of it.
@safe struct Handle: ~Copyable {
  let pointer: OpaquePointer

  private init(_ started: OpaquePointer) {
    unsafe pointer = unsafe started
  }

  deinit {
    unsafe PQfinish(pointer)
  }

  /// Begins a connection; nothing is said to the server yet.
  private static func start(_ keywords: [String: String]) throws(PostgresError) -> Handle {
    let sorted = keywords.sorted { $0.key < $1.key }
    let names = CStrings(sorted.map(\.key))
    let values = CStrings(sorted.map(\.value))
    let started = unsafe names.withPointers { names in
      unsafe values.withPointers { values in
        // 0: a database's name is a name, never a string of further keywords.
        unsafe PQconnectStartParams(names, values, 0)
      }
    }
    guard let started = unsafe started else { throw PostgresError(.connection, "out of memory") }
    unsafe PQsetErrorVerbosity(started, PQERRORS_VERBOSE)
    let handle = unsafe Handle(started)
    guard unsafe PQstatus(handle.pointer) != CONNECTION_BAD else { throw PostgresError(.connection, handle.message) }
    return handle
  }

  /// Connects, and blocks until that worked, failed or took too long.
  static func open(_ options: ConnectionOptions) throws(PostgresError) -> Handle {
    var keywords = try options.resolved()
    var handle = try start(keywords)
    // Nothing has been said to the server yet; now libpq tells what service files and the environment came to.
    let stricter = handle.missingProofs(keywords)
    if !stricter.isEmpty {
      keywords.merge(stricter) { _, proof in proof }
      handle = try start(keywords)
    }
    try handle.finish(within: options.connectTimeout * handle.hostCount)
    unsafe PQsetErrorVerbosity(handle.pointer, PQERRORS_DEFAULT)
    return handle
  }

  private mutating func finish(within timeout: Duration) throws(PostgresError) {
    let end = ContinuousClock.now + timeout
    var phase = PGRES_POLLING_WRITING
    while phase != PGRES_POLLING_OK {
      guard phase != PGRES_POLLING_FAILED else { throw refusal }
      let left = (end - .now) / .milliseconds(1)
      guard left > 0 else { throw PostgresError(.connection, "the server did not answer within \(timeout)") }
      var descriptor = pollfd(
        fd: unsafe PQsocket(pointer), events: Int16(phase == PGRES_POLLING_READING ? POLLIN : POLLOUT), revents: 0)
      guard unsafe poll(&descriptor, 1, CInt(min(left.rounded(.up), 60_000))) > 0 else { continue }
      phase = unsafe PQconnectPoll(pointer)
    }
  }

  /// What the server said when it refused us; libpq puts the state in front of the words.
  private var refusal: PostgresError {
    let words = message
    for line in words.split(separator: "\n") {
      guard let colon = line.range(of: "FATAL:  ")?.upperBound else { continue }
      let state = line[colon...].prefix(5)
      guard state.utf8.count == 5, state.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) })
      else { continue }
      let text = line[colon...].dropFirst(7)
      return PostgresError(.server(SQLState(rawValue: String(state))), String(text))
    }
    return PostgresError(.connection, words)
  }

  /// libpq's last words about this connection, without the line's end.
  var message: String {
    guard let text = unsafe PQerrorMessage(pointer) else { return "" }
    var message = unsafe String(cString: text)
    while message.last?.isNewline == true { message.removeLast() }
    return message
  }

  var isBroken: Bool { unsafe PQstatus(pointer) != CONNECTION_OK }

  private var hostCount: Int {
    (setting("hostaddr") ?? setting("host") ?? "").split(separator: ",", omittingEmptySubsequences: false).count
  }
}

// MARK: - Proofs

extension Handle {
  /// The proofs to ask of a server that is reached over a network and of which nobody has said otherwise.
  fileprivate func missingProofs(_ keywords: [String: String]) -> [String: String] {
    let hosts = setting("hostaddr") ?? setting("host") ?? ""
    let isLocal = hosts.split(separator: ",", omittingEmptySubsequences: false)
      .allSatisfy { $0.isEmpty || $0.hasPrefix("/") || $0.hasPrefix("@") }
    guard !isLocal else { return [:] }
    var proofs: [String: String] = [:]
    if isUnsaid("sslmode", "PGSSLMODE", "prefer", keywords) { proofs["sslmode"] = "verify-full" }
    let isEncrypted = (proofs["sslmode"] ?? setting("sslmode")) == "verify-full"
    if isEncrypted, isUnsaid("channel_binding", "PGCHANNELBINDING", "prefer", keywords) {
      proofs["channel_binding"] = "require"
    }
    return proofs
  }

  /// Whether `keyword` has libpq's own default because nobody named it.
  private func isUnsaid(
    _ keyword: String, _ variable: String, _ standard: String, _ keywords: [String: String]
  ) -> Bool {
    keywords[keyword] == nil && ConnectionOptions.environment(variable) == nil
      && (setting(keyword) ?? standard) == standard
  }

  /// What libpq will use for `keyword`, from wherever it has it.
  private func setting(_ keyword: String) -> String? {
    guard let all = unsafe PQconninfo(pointer) else { return nil }
    defer { unsafe PQconninfoFree(all) }
    var option = unsafe all
    while let name = unsafe option.pointee.keyword {
      if unsafe String(cString: name) == keyword { return unsafe option.pointee.val.map { unsafe String(cString: $0) } }
      unsafe option += 1
    }
    return nil
  }
}

extension String.SubSequence {
  /// Where `words` stand in this text.
  fileprivate func range(of words: String) -> Range<Index>? {
    indices.lazy.filter { self[$0...].hasPrefix(words) }.first.map { $0..<index($0, offsetBy: words.count) }
  }
}
