extension String {
  /// The candidate that is most likely meant; nil when none is near.
  func nearest(among candidates: [String]) -> String? {
    let scored = candidates.map { (name: $0, distance: distance(to: $0)) }
    guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, count / 3) { return best.name }
    return candidates.first { count >= 3 && $0.hasPrefix(self) }
  }

  /// Optimal string alignment: insertions, deletions, changes and swaps of neighbours that turn one into the other.
  func distance(to other: String) -> Int {
    let (a, b) = (Array(self), Array(other))
    guard !a.isEmpty, !b.isEmpty else { return Swift.max(a.count, b.count) }
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        let change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var cost = Swift.min(above[j] + 1, row[j - 1] + 1, change)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = Swift.min(cost, before[j - 2] + 1) }
        row.append(cost)
      }
      (before, above) = (above, row)
    }
    return above[b.count]
  }
}
