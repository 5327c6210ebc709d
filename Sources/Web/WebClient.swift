internal import CCurl
internal import Dispatch

/// Asks servers over https, one question at a time over connections that stay open.
///
/// The server must prove who it is; neither that nor https can be turned off. Redirects are answers like any other: who
/// asks decides whether to follow, so that no token goes to a server it was not meant for.
public final class WebClient: Sendable {
  private let queue = DispatchQueue(label: "muster.web")
  private let transfer: Transfer

  /// - Parameter authority: A file of certificates that vouch for servers; the system's where there is none.
  public init(authority: String? = nil, patience: WebPatience = WebPatience()) {
    transfer = Transfer(authority: authority, patience: patience)
  }

  /// Asks, and waits for the whole answer; an answer that says no is an answer.
  public func answer(to request: WebRequest) async throws(WebError) -> WebAnswer {
    guard !request.host.isEmpty else {
      throw WebError(.badAddress, request.url, "write https:// and the server's name")
    }
    let result: Result<WebAnswer, WebError> = await withCheckedContinuation { waiting in
      queue.async { [transfer] in waiting.resume(returning: transfer.perform(request)) }
    }
    return try result.get()
  }
}

/// How long a client waits, and how much it takes.
public struct WebPatience: Sendable {
  /// Milliseconds until a connection must stand, and until the whole answer must be there.
  public var connecting = 10_000
  public var answering = 120_000
  /// The most bytes of one answer, unpacked.
  public var body = 256 << 20

  public init() {}
}

/// One handle of libcurl; only its client's queue touches it.
@safe private final class Transfer: @unchecked Sendable {
  private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let handle: UnsafeMutableRawPointer?
  private let authority: String?
  private let patience: WebPatience

  init(authority: String?, patience: WebPatience) {
    unsafe handle = Self.isReady ? curl_easy_init() : nil
    self.authority = authority
    self.patience = patience
  }

  deinit {
    unsafe curl_easy_cleanup(handle)
  }

  func perform(_ request: WebRequest) -> Result<WebAnswer, WebError> {
    guard let handle = unsafe handle else {
      return .failure(WebError(.unreachable, request.url, "libcurl has no memory"))
    }
    unsafe curl_easy_reset(handle)
    let answer = Sink(limit: patience.body) {
      var count: curl_off_t = 0
      unsafe _ = shim_downloaded(handle, &count)
      return Int(count)
    }
    let heads = Sink(limit: 1 << 20)
    unsafe set(request, on: handle)
    let fields = unsafe fields(of: request)
    defer { unsafe curl_slist_free_all(fields) }
    unsafe _ = shim_set_list(handle, CURLOPT_HTTPHEADER, fields)
    unsafe listen(handle, CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA, answer)
    unsafe listen(handle, CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA, heads)
    let code = withExtendedLifetime((answer, heads)) { unsafe curl_easy_perform(handle) }
    guard code == CURLE_OK else { return .failure(error(code, request, answer.excess ?? heads.excess)) }
    var status = 0
    unsafe _ = shim_status(handle, &status)
    var lines = HeaderLines()
    for line in heads.bytes.split(separator: 0x0A) { lines.take(String(decoding: line, as: UTF8.self)) }
    return .success(WebAnswer(status: status, headers: lines.fields, body: answer.bytes))
  }

  private func set(_ request: WebRequest, on handle: UnsafeMutableRawPointer) {
    for (option, value) in [
      (CURLOPT_URL, request.url), (CURLOPT_PROTOCOLS_STR, "https"), (CURLOPT_ACCEPT_ENCODING, "gzip"),
      (CURLOPT_USERAGENT, "muster"), (CURLOPT_CUSTOMREQUEST, request.method),
    ] { unsafe _ = shim_set_text(handle, option, value) }
    for (option, value) in [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2), (CURLOPT_CONNECTTIMEOUT_MS, patience.connecting),
      (CURLOPT_TIMEOUT_MS, patience.answering),
    ] { unsafe _ = shim_set_long(handle, option, value) }
    if let authority { unsafe _ = shim_set_text(handle, CURLOPT_CAINFO, authority) }
    guard !request.body.isEmpty else { return }
    unsafe _ = shim_set_long(handle, CURLOPT_POSTFIELDSIZE, request.body.count)
    unsafe request.body.withUnsafeBytes { body in
      let copy = unsafe UnsafeMutableRawPointer(mutating: body.baseAddress)
      unsafe _ = shim_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, copy)
    }
  }

  private func fields(of request: WebRequest) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    for (name, value) in request.headers.sorted(by: { $0.key < $1.key }) {
      // A line's end in a value would be another field: what could hold one never reaches a request.
      unsafe list = curl_slist_append(list, "\(name): \(value.filter { !$0.isNewline })")
    }
    return unsafe list
  }

  private func listen(_ handle: UnsafeMutableRawPointer, _ call: CURLoption, _ context: CURLoption, _ sink: Sink) {
    unsafe _ = shim_set_sink(handle, call) { bytes, size, count, context in
      guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
      let sink = unsafe Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
      return unsafe sink.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    unsafe _ = shim_set_pointer(handle, context, Unmanaged.passUnretained(sink).toOpaque())
  }

  private func error(_ code: CURLcode, _ request: WebRequest, _ excess: String?) -> WebError {
    let reason = unsafe String(cString: curl_easy_strerror(code))
    let kind: WebError.Kind =
      switch code {
      case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: .badAddress
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2: .cutOff
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM:
        .untrusted
      case CURLE_BAD_CONTENT_ENCODING: .garbled
      case CURLE_WRITE_ERROR: excess == nil ? .garbled : .tooLarge
      default: .unreachable
      }
    return WebError(kind, request.url, excess ?? reason)
  }
}

/// Bytes as they come, up to a limit, and to a hundred times of what came over the wire.
private final class Sink {
  private(set) var bytes: [UInt8] = []
  /// What was too much.
  private(set) var excess: String?
  private let limit: Int
  private let wire: () -> Int

  /// Below so many bytes nothing is called a bomb.
  private static let harmless = 8 << 20
  private static let mostRatio = 100

  init(limit: Int, wire: @escaping () -> Int = { .max / mostRatio }) {
    self.limit = limit
    self.wire = wire
  }

  /// How many bytes were taken; fewer than there are ends the transfer.
  func take(_ chunk: UnsafeRawBufferPointer) -> Int {
    let size = bytes.count + chunk.count
    if size > limit { excess = "more than \(limit) bytes" }
    if size > Self.harmless, size > Self.mostRatio * wire() { excess = "packed more than \(Self.mostRatio) times" }
    guard excess == nil else { return 0 }
    unsafe bytes.append(contentsOf: chunk)
    return chunk.count
  }
}
