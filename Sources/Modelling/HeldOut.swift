import Learning
import Numerics
import Parallel

/// What a model said of rows that it had not seen, beside what came true.
package struct HeldOut: Sendable, Equatable {
  /// The rows' places in the table that was learnt from, in its order.
  package let rows: [Int]
  /// Numbers, or the numbers of classes.
  package let actual: [Double]
  /// On the target's own scale, or a chance for each class.
  package let predicted: Matrix
  package let low: [Double]
  package let high: [Double]
  /// What tells each row apart from all others; empty when nothing does.
  package let keys: [Int64]

  package init(
    rows: [Int], keys: [Int64] = [], actual: [Double], predicted: Matrix, low: [Double] = [],
    high: [Double] = []
  ) {
    self.rows = rows
    self.keys = keys
    self.actual = actual
    self.predicted = predicted
    self.low = low
    self.high = high
  }

  package var isOfClasses: Bool { predicted.columns > 1 }

  package var evaluation: any Evaluation {
    isOfClasses ? classification : regression
  }

  package var classification: ClassificationEvaluation {
    ClassificationEvaluation(actual: actual.map { Int($0) }, chances: predicted)
  }

  package var regression: RegressionEvaluation {
    RegressionEvaluation(actual: actual, predicted: predicted.column(0))
  }

  /// How many rows lie in their ranges.
  package var coverage: Double? {
    guard !low.isEmpty, !actual.isEmpty else { return nil }
    return Double(actual.indices.count { covers($0) }) / Double(actual.count)
  }

  private func covers(_ row: Int) -> Bool { low[row] <= actual[row] && actual[row] <= high[row] }

  /// The coverage within each tenth of the rows, by rising prediction.
  package var coverageByTenths: [Double] {
    guard !low.isEmpty, actual.count >= 100 else { return [] }
    let order = actual.indices.sorted { (predicted[$0, 0], $0) < (predicted[$1, 0], $1) }
    return (0..<10).map { tenth in
      let part = order[(order.count * tenth / 10)..<(order.count * (tenth + 1) / 10)]
      return Double(part.count { covers($0) }) / Double(part.count)
    }
  }
}

/// A number that says how good a model is, and between which it lies.
package struct Measurement: Sendable, Equatable {
  /// `r2`
  package let name: String
  package let value: Double
  package let interval: MetricInterval?
  /// What the baseline reaches on the same rows.
  package let baseline: Double?

  package init(_ name: String, _ value: Double, interval: MetricInterval? = nil, baseline: Double? = nil) {
    self.name = name
    self.value = value
    self.interval = interval
    self.baseline = baseline
  }
}

extension HeldOut {
  /// Every metric that exists, with the middle 95% over resamples of the rows.
  package func measurements(
    besides baseline: HeldOut? = nil, _ context: LearningContext
  ) throws -> [Measurement] {
    let evaluation = evaluation
    let intervals = try evaluation.intervals(
      seed: context.seed, workers: context.workers, cancellation: context.cancellation)
    let values = evaluation.values()
    let others = baseline?.evaluation.values()
    var found = evaluation.metrics.indices.compactMap { place -> Measurement? in
      guard let value = values[place] else { return nil }
      return Measurement(
        evaluation.metrics[place].rawValue, value, interval: intervals[place], baseline: others?[place])
    }
    if let coverage { found.append(Measurement("coverage", coverage)) }
    if let logarithmic = logR2 { found.append(Measurement("r2_log", logarithmic)) }
    return found
  }

  /// R² of the logarithms, which a few very large numbers do not rule.
  private var logR2: Double? {
    guard !isOfClasses, actual.allSatisfy({ $0 >= 0 }), TargetScale.isSkewed(actual) else { return nil }
    let learnt = TargetScale.log.learnt(.numbers(actual)).numbers
    let said = TargetScale.log.learnt(.numbers(predicted.column(0).map { max(0, $0) })).numbers
    return RegressionEvaluation(actual: learnt, predicted: said).value(.r2)
  }
}
