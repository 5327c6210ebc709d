extension Collection where Element == Double {
  /// The sum, with what rounding loses carried along (Neumaier 1974).
  var sum: Double {
    var (total, lost) = (0.0, 0.0)
    for value in self {
      let next = total + value
      lost += total.magnitude >= value.magnitude ? (total - next) + value : (value - next) + total
      total = next
    }
    return total.isFinite ? total + lost : total
  }

  var mean: Double { sum / Double(count) }

  /// The variance around the mean, over one less than their number.
  var variance: Double {
    let center = mean
    return map { ($0 - center) * ($0 - center) }.sum / Double(count - 1)
  }
}
