import Foundation
import Statistics

/// The thirteen trials of the tuberculosis vaccine.
///
/// Colditz and others 1994, as in Viechtbauer 2010, table 1.
enum Vaccine {
  /// Ill and well with the vaccine, ill and well without.
  static let trials: [(Double, Double, Double, Double)] = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13_536, 248, 12_619), (33, 5_036, 47, 5_761),
    (180, 1_361, 372, 1_079), (8, 2_537, 10, 619), (505, 87_886, 499, 87_892), (29, 7_470, 45, 7_232),
    (17, 1_699, 65, 1_600), (186, 50_448, 141, 27_197), (5, 2_493, 3, 2_338), (27, 16_886, 29, 17_825),
  ]

  /// The logarithm of the relative risk with its error.
  static let estimates = trials.map { trial in
    let (ill, others) = (trial.0 + trial.1, trial.2 + trial.3)
    let variance = 1 / trial.0 - 1 / ill + 1 / trial.2 - 1 / others
    return Estimate(log(trial.0 / ill) - log(trial.2 / others), error: variance.squareRoot())
  }
}

func naturalLog(_ x: Double) -> Double { log(x) }
