/// The theta method (Assimakopoulos and Nikolopoulos 2000): simple smoothing with half the slope of the long-run line.
struct Theta {
  private let level: Double
  private let drift: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let middle = (count - 1) / 2
    let mean = values.reduce(0, +) / max(count, 1)
    var (cross, square) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      cross += (Double(index) - middle) * (value - mean)
      square += (Double(index) - middle) * (Double(index) - middle)
    }
    drift = square > 0 ? cross / square / 2 : 0
    let rate = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9].min { Theta.squares(values, $0) < Theta.squares(values, $1) }
    level = Theta.run(values, rate ?? 0.3).level
  }

  func mean(ahead: Int) -> Double { level + drift * Double(ahead) }

  private static func squares(_ values: [Double], _ rate: Double) -> Double { run(values, rate).squares }

  private static func run(_ values: [Double], _ rate: Double) -> (level: Double, squares: Double) {
    var (level, squares) = (values.first ?? 0, 0.0)
    for value in values.dropFirst() {
      let error = value - level
      squares += error * error
      level += rate * error
    }
    return (level, squares)
  }
}
