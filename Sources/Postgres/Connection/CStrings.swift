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
