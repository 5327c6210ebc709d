/// What libFuzzer calls: any bytes are rows or a refusal, and the same ones however the chunks are cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = rows(of: bytes, chunk: .max)
  precondition(whole == rows(of: bytes, chunk: 1 + Int(bytes.first ?? 0) % 7))
  return 0
}

/// The values row by row, and why reading ended.
private func rows(of bytes: [UInt8], chunk: Int) -> [[String]] {
  var reader = CSVReader(HeldBytes(bytes, chunk: chunk))
  var rows: [[String]] = []
  do {
    while let record = try reader.next() { rows.append((0..<record.count).map { record[$0] }) }
  } catch {
    rows.append(["\(error)"])
  }
  return rows
}
