import Glibc

/// Wall time and CPU time since it was made.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let usage = Self.usage()

  func measurement(_ count: Int, _ check: Double) -> Measurement {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let now = Self.usage()
    return Measurement(
      count: count, seconds: seconds, user: Self.seconds(now.ru_utime) - Self.seconds(usage.ru_utime),
      system: Self.seconds(now.ru_stime) - Self.seconds(usage.ru_stime), kilobytes: now.ru_maxrss, check: check)
  }

  private static func usage() -> rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}

/// How long something took, in the words that every peer of the benchmark prints.
struct Measurement: Sendable {
  var count: Int
  var seconds: Double
  var user: Double
  var system: Double
  var kilobytes: Int
  var check: Double
  /// The slowest of all in milliseconds, where single ones were timed.
  var slowest: Double?

  static func of(_ body: () throws -> (Int, Double)) rethrows -> Measurement {
    let clock = Stopwatch()
    let (count, check) = try body()
    return clock.measurement(count, check)
  }

  func json(_ mode: String) -> String {
    let numbers =
      "\"n\":\(count),\"secs\":\(seconds),\"user\":\(user),\"sys\":\(system),\"maxrss_kb\":\(kilobytes),\"check\":\(check)"
    let slowest = slowest.map { ",\"slowest_ms\":\($0)" } ?? ""
    return "{\"impl\":\"muster\",\"mode\":\"\(mode)\",\(numbers)\(slowest)}"
  }
}
