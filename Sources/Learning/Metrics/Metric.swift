/// A number that says how good predictions are.
package enum Metric: String, CaseIterable, Hashable, Sendable {
  case mae, rmse, r2, medae, mape
  case accuracy, auc, precision, recall, f1, brier, logloss
  case averagePrecision = "average_precision"

  package var task: LearningTask.Kind {
    switch self {
    case .mae, .rmse, .r2, .medae, .mape: .regression
    default: .classification
    }
  }

  package var isBetterWhenHigher: Bool {
    switch self {
    case .mae, .rmse, .medae, .mape, .brier, .logloss: false
    default: true
    }
  }
}

/// Predictions beside what came true.
package protocol Evaluation: Sendable {
  /// How many rows there are.
  var rows: Int { get }
  var metrics: [Metric] { get }
  /// The metrics in their order, with row `i` counted `counts[i]` times; nil for what does not exist, as the
  /// AUC of one class only.
  func values(counts: [Double]) -> [Double?]
}

extension Evaluation {
  package func values() -> [Double?] { values(counts: Array(repeating: 1, count: rows)) }

  package func value(_ metric: Metric) -> Double? {
    metrics.firstIndex(of: metric).flatMap { values()[$0] }
  }
}

/// The places that count, in their order: found without a branch, which chance would have guessed wrong.
func places(drawnBy counts: [Double]) -> [Int] {
  Array(unsafeUninitializedCapacity: counts.count) { buffer, filled in
    // SAFETY: no more places are filled than there are counts; the next one is written over until it counts.
    for (place, count) in counts.enumerated() {
      buffer.initializeElement(at: filled, to: place)
      filled &+= count > 0 ? 1 : 0
    }
  }
}
