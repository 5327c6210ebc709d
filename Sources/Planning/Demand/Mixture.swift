/// Candidates whose means are averaged with weights, or a single one.
struct Mixture {
  let parts: [(candidate: Candidate, weight: Double)]

  init(_ candidate: Candidate) {
    parts = [(candidate, 1)]
  }

  /// Candidates weighted by the inverse square of their errors: the better one counts more (Bates and Granger 1969).
  init(_ candidates: [(candidate: Candidate, error: Double)]) {
    let weights = candidates.map { 1 / max($0.error * $0.error, 1e-12) }
    let sum = weights.reduce(0, +)
    parts = zip(candidates, weights).map { ($0.candidate, $1 / sum) }
  }

  var method: Forecast.Method {
    parts.count == 1 ? parts[0].candidate.method : .combination
  }

  func isOnly(_ candidate: Candidate) -> Bool {
    parts.count == 1 && parts[0].candidate == candidate
  }

  /// The weighted means by day and interval.
  func path(_ paths: (Candidate) -> [[Double]]) -> [[Double]] {
    guard parts.count > 1 else { return paths(parts[0].candidate) }
    let all = parts.map { (path: paths($0.candidate), weight: $0.weight) }
    return all[0].path.indices.map { offset in
      all[0].path[offset].indices.map { slot in
        all.reduce(0) { $0 + $1.weight * $1.path[offset][slot] }
      }
    }
  }
}
