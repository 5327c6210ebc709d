internal import CLibPQ
internal import Logging

/// What the server says without being asked: warnings and notices, on their way to the log.
@safe final class Notices {
  private let log = Logger(label: "postgres")
  /// The last warning's state and message, for a COMMIT that wants to know.
  private(set) var lastWarning: (state: SQLState, message: String)?

  func forget() {
    lastWarning = nil
  }

  /// Asks libpq to report here; the connection must not outlive this object.
  func listen(to connection: OpaquePointer) {
    unsafe PQsetNoticeReceiver(
      connection,
      { context, result in
        guard let context = unsafe context, let result = unsafe result else { return }
        unsafe Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().take(result)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func take(_ result: OpaquePointer) {
    func field(_ letter: Unicode.Scalar) -> String {
      unsafe PQresultErrorField(result, CInt(letter.value)).map { unsafe String(cString: $0) } ?? ""
    }
    let (severity, state, message) = (field("V"), field("C"), field("M"))
    if severity == "WARNING" { lastWarning = (SQLState(rawValue: state), message) }
    log.log(level: severity == "WARNING" ? .warning : .debug, "\(message)", metadata: ["sqlstate": "\(state)"])
  }
}
