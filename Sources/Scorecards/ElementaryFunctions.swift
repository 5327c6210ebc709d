import Glibc

// Swift's standard library has no exp or log. This file is the only one of the room that asks the C library.

func exp(_ x: Double) -> Double { Glibc.exp(x) }
func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
