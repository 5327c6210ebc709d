/// What libFuzzer calls: any bytes are tokens or a refusal, places lie in order and inside the bytes, and what is said
/// of a text does not depend on who asks.
@_cdecl("LLVMFuzzerTestOneInput")
public func tokenize(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var tokenizer = JSONTokenizer(bytes)
  var last = 0
  do {
    while let token = try tokenizer.next() {
      switch token {
      case .key(let place), .string(let place), .number(let place):
        precondition(last <= place.start && place.start <= place.end && place.end <= bytes.count)
        last = place.end
      default: break
      }
      precondition(tokenizer.depth <= JSONTokenizer.deepest)
    }
    precondition(tokenizer.depth == 0 && String(validating: bytes, as: UTF8.self) != nil)
  } catch {
    precondition(error.offset <= bytes.count)
  }
  return 0
}
