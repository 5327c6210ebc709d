/// A symmetric, positive definite system of equations, split into a triangle once and solved many times.
public struct Cholesky: Sendable, Hashable {
  public let size: Int
  /// The lower triangle, row after row.
  private var triangle: [Double]

  /// - Parameter matrix: Row after row, `size` times `size`; the lower half is read.
  /// - Returns: `nil` when the matrix is not positive definite, which means that some columns say the same.
  public init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size, "a square matrix")
    self.size = size
    triangle = matrix
    for column in 0..<size {
      for row in column..<size {
        var sum = triangle[row * size + column]
        for k in 0..<column { sum -= triangle[row * size + k] * triangle[column * size + k] }
        if row == column {
          guard sum > 1e-12 * matrix[row * size + row].magnitude, sum > 0 else { return nil }
          triangle[row * size + column] = sum.squareRoot()
        } else {
          triangle[row * size + column] = sum / triangle[column * size + column]
        }
      }
    }
  }

  /// The solution for a right-hand side.
  public func solve(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= triangle[row * size + k] * x[k] }
      x[row] /= triangle[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<max(size, row + 1) { x[row] -= triangle[k * size + row] * x[k] }
      x[row] /= triangle[row * size + row]
    }
    return x
  }

  /// The inverse, row after row.
  public var inverse: [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      for (row, value) in solve(unit).enumerated() { result[row * size + column] = value }
    }
    return result
  }

  /// The logarithm of the determinant.
  public var logDeterminant: Double {
    2 * (0..<size).map { triangle[$0 * size + $0].logarithm }.sum
  }
}
