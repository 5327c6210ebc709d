/// A symmetric positive definite system of linear equations, solved in place.
struct SymmetricSystem {
  let size: Int
  /// The lower triangle by rows, the full square stored.
  var matrix: [Double]
  var right: [Double]

  init(size: Int) {
    self.size = size
    matrix = [Double](repeating: 0, count: size * size)
    right = [Double](repeating: 0, count: size)
  }

  /// Solves by Cholesky factors; a pivot that vanishes is lifted, which leaves its unknown at 0.
  consuming func solved() -> [Double] {
    for column in 0..<size {
      for row in column..<size {
        var sum = matrix[row * size + column]
        for k in 0..<column { sum -= matrix[row * size + k] * matrix[column * size + k] }
        if row == column {
          matrix[row * size + column] = max(sum, 1e-12).squareRoot()
        } else {
          matrix[row * size + column] = sum / matrix[column * size + column]
        }
      }
    }
    for row in 0..<size {
      for k in 0..<row { right[row] -= matrix[row * size + k] * right[k] }
      right[row] /= matrix[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(size, row + 1) { right[row] -= matrix[k * size + row] * right[k] }
      right[row] /= matrix[row * size + row]
    }
    return right
  }
}
