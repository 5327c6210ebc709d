internal import CLibPQ
internal import Glibc

/// What arrived on a channel.
public struct Announcement: Hashable, Sendable {
  public let channel: String
  public let payload: String
  /// The server process that sent it.
  public let sender: Int32
}

/// A connection that does nothing but listen, on a thread of its own.
///
/// ```swift
/// let listener = try await Listener.open(options, channels: ["roster_published"])
/// for try await announcement in listener.announcements { … }
/// ```
///
/// The sequence ends with an error when the connection breaks: whoever listens must then look at the tables again,
/// because what was said meanwhile is lost.
public final class Listener: Sendable {
  /// What arrives, in order; one reader.
  public let announcements: AsyncThrowingStream<Announcement, any Error>

  private let connection: Connection
  private let alarm: Alarm
  private let listening: Task<Void, Never>

  private init(_ connection: Connection, _ alarm: Alarm) {
    self.connection = connection
    self.alarm = alarm
    let (stream, continuation) = AsyncThrowingStream<Announcement, any Error>.makeStream()
    announcements = stream
    continuation.onTermination = { _ in alarm.ring() }
    listening = Task.detached {
      do {
        try await connection.with { session in
          try session.listen(until: alarm) { continuation.yield($0) }
        }
        continuation.finish()
      } catch {
        continuation.finish(throwing: error)
      }
    }
  }

  deinit {
    alarm.ring()
  }

  /// Connects and listens to `channels`; when this returns, nothing is missed any more.
  public static func open(_ options: ConnectionOptions, channels: [String]) async throws -> Listener {
    if let reason = channels.lazy.compactMap(Quoting.refusal).first { throw PostgresError(.usage, reason) }
    let connection = try await Connection.open(options)
    do {
      try await connection.with { session in
        for channel in channels { try session.script("LISTEN \(Quoting.identifier(channel))") }
      }
      return Listener(connection, try Alarm())
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Ends the sequence and closes the connection.
  public func stop() async {
    alarm.ring()
    await listening.value
    await connection.close()
  }
}

/// A descriptor on which one thread sleeps and any other can ring.
final class Alarm: Sendable {
  let descriptor: CInt

  init() throws(PostgresError) {
    descriptor = eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else { throw PostgresError(.connection, "the system has no descriptor left") }
  }

  deinit {
    close(descriptor)
  }

  func ring() {
    eventfd_write(descriptor, 1)
  }
}

extension Session {
  /// Sleeps on the connection and on `alarm`, and hands on what arrives until the alarm rings.
  fileprivate func listen(until alarm: Alarm, _ body: (Announcement) -> Void) throws(PostgresError) {
    while true {
      guard unsafe PQconsumeInput(handle.pointer) == 1 else { throw PostgresError(.connection, handle.message) }
      while let arrived = unsafe PQnotifies(handle.pointer) {
        defer { unsafe PQfreemem(arrived) }
        unsafe body(
          Announcement(
            channel: String(cString: arrived.pointee.relname), payload: String(cString: arrived.pointee.extra),
            sender: arrived.pointee.be_pid))
      }
      if canceller.isCancelled { throw PostgresError(.cancelled, "cancelled") }
      let ends = unsafe [PQsocket(handle.pointer), alarm.descriptor]
      var sources = ends.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      unsafe poll(&sources, 2, -1)
      if sources[1].revents != 0 { return }
    }
  }
}
