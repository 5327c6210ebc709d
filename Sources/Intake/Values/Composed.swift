@_spi(_Unicode) internal import Swift

extension String {
  /// The same text in Unicode's composed form (NFC): `é` is one scalar, however it was typed.
  ///
  /// The standard library keeps this to itself so far; Foundation offers it too, but costs the program's start-up.
  var composed: String {
    guard !utf8.allSatisfy({ $0 < 0x80 }) else { return self }
    var scalars = UnicodeScalarView()
    scalars.append(contentsOf: _nfc)
    return String(scalars)
  }
}
