/// Candidates whose means are averaged, or a single one.
///
/// They count the same: weights learnt from a few errors cost more than they bring (Clemen 1989; our bench).
struct Mixture {
  let candidates: [Candidate]

  init(_ candidates: Candidate...) {
    self.candidates = candidates
  }

  var method: Forecast.Method {
    candidates.count == 1 ? candidates[0].method : .combination
  }

  /// The means by day and interval.
  func path(_ paths: (Candidate) -> [[Double]]) -> [[Double]] {
    guard candidates.count > 1 else { return paths(candidates[0]) }
    let all = candidates.map(paths)
    return all[0].indices.map { offset in
      all[0][offset].indices.map { slot in
        all.reduce(0) { $0 + $1[offset][slot] } / Double(all.count)
      }
    }
  }
}
