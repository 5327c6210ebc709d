import Glibc

// Swift's standard library has arithmetic and roots but no exp or log. This file is the only one of the room that
// looks into the C library for them, so that no planning file imports a platform.

func exp(_ x: Double) -> Double { Glibc.exp(x) }
func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
func log(_ x: Double) -> Double { Glibc.log(x) }
func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
func sin(_ x: Double) -> Double { Glibc.sin(x) }
func cos(_ x: Double) -> Double { Glibc.cos(x) }

/// The logarithm of the gamma function of a positive number.
func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}
