#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The few functions of the C library that the room stands on; no other file imports it.
extension Double {
  /// e to this power.
  var exponential: Double { exp(self) }
  /// e to this power, less one.
  var exponentialMinusOne: Double { expm1(self) }
  /// The natural logarithm.
  var logarithm: Double { log(self) }
  /// The natural logarithm of one and this.
  var logarithmOfOnePlus: Double { log1p(self) }
  /// The complementary error function.
  var complementaryError: Double { erfc(self) }
  var sine: Double { sin(self) }
  var arcsine: Double { asin(self) }
}
