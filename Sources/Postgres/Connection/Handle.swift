internal import CLibPQ

/// A connection of libpq: closed exactly once, by whoever lets go of it.
@safe struct Handle: ~Copyable {
  let pointer: OpaquePointer

  /// Connects, and blocks until that worked or failed.
  init(keywords: [(String, String)]) throws(PostgresError) {
    let names = CStrings(keywords.map(\.0))
    let values = CStrings(keywords.map(\.1))
    let connected = unsafe names.withPointers { names in
      unsafe values.withPointers { values in
        unsafe PQconnectdbParams(names, values, 0)
      }
    }
    guard let connected = unsafe connected else { throw PostgresError(.connection, "out of memory") }
    guard unsafe PQstatus(connected) == CONNECTION_OK else {
      let error = unsafe PostgresError(.connection, Self.message(connected))
      unsafe PQfinish(connected)
      throw error
    }
    unsafe pointer = unsafe connected
  }

  deinit {
    unsafe PQfinish(pointer)
  }

  /// libpq's last words about this connection, without the line's end.
  var message: String { unsafe Self.message(pointer) }

  var isBroken: Bool { unsafe PQstatus(pointer) != CONNECTION_OK }

  private static func message(_ pointer: OpaquePointer) -> String {
    guard let text = unsafe PQerrorMessage(pointer) else { return "" }
    var message = unsafe String(cString: text)
    while message.last?.isNewline == true { message.removeLast() }
    return message
  }
}

/// Strings as C sees them, ended by a null pointer and freed with their owner.
@safe final class CStrings {
  private var pointers: [UnsafePointer<CChar>?] = unsafe []

  init(_ strings: [String]) {
    for string in strings {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.utf8.count + 1)
      var end = 0
      for byte in string.utf8 {
        unsafe copy[end] = CChar(bitPattern: byte)
        end += 1
      }
      unsafe copy[end] = 0
      unsafe pointers.append(UnsafePointer(copy))
    }
    unsafe pointers.append(nil)
  }

  deinit {
    unsafe pointers.forEach { unsafe $0?.deallocate() }
  }

  func withPointers<Result>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result) -> Result {
    unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
