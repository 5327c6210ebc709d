/// Memory for the sweeps of one task, kept from call to call.
///
/// A sweep needs a row of costs for every state and day; asking the system for it each time costs more than the
/// sweep itself.
final class TourScratch {
  private(set) var costs: UnsafeMutableBufferPointer<Double> = .allocate(capacity: 0)
  /// The first and the last unit with a cost, by day and row; none when first > last.
  private(set) var firsts: UnsafeMutableBufferPointer<Int32> = .allocate(capacity: 0)
  private(set) var lasts: UnsafeMutableBufferPointer<Int32> = .allocate(capacity: 0)

  /// Where a budget ended: the least cost of each row and where it came from.
  private(set) var mornings: UnsafeMutableBufferPointer<(cost: Double, at: Int32)> = .allocate(capacity: 0)

  deinit {
    mornings.deallocate()
    costs.deallocate()
    firsts.deallocate()
    lasts.deallocate()
  }

  /// Makes room for `rows` rows of `width` costs, all without a cost.
  func clear(rows: Int, width: Int, mornings count: Int) {
    if mornings.count < count {
      mornings.deallocate()
      mornings = .allocate(capacity: count)
    }
    if costs.count < rows * width {
      costs.deallocate()
      costs = .allocate(capacity: rows * width)
    }
    if firsts.count < rows {
      firsts.deallocate()
      lasts.deallocate()
      firsts = .allocate(capacity: rows)
      lasts = .allocate(capacity: rows)
    }
    UnsafeMutableBufferPointer(rebasing: firsts[..<rows]).update(repeating: .max)
    UnsafeMutableBufferPointer(rebasing: lasts[..<rows]).update(repeating: -1)
  }
}
