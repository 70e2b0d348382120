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
