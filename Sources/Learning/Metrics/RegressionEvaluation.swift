/// How far predicted numbers are from the true ones.
package struct RegressionEvaluation: Evaluation {
  package let actual: [Double]
  package let predicted: [Double]
  /// The true number less the predicted one.
  private let errors: [Double]
  /// The errors by the numbers that were true; 0 for a 0, which has no relative error.
  private let relativeErrors: [Double]
  /// The rows by the size of their error.
  private let byError: [Int]

  package init(actual: [Double], predicted: [Double]) {
    precondition(actual.count == predicted.count)
    self.actual = actual
    self.predicted = predicted
    let errors = zip(actual, predicted).map { $0 - $1 }
    self.errors = errors
    relativeErrors = zip(errors, actual).map { $1 == 0 ? 0 : ($0 / $1).magnitude }
    byError = errors.indices.sorted { (errors[$0].magnitude, $0) < (errors[$1].magnitude, $1) }
  }

  package var rows: Int { actual.count }
  package var metrics: [Metric] { [.mae, .rmse, .r2, .medae, .mape] }

  package func values(counts: [Double]) -> [Double?] {
    var (weight, absolute, squared, total) = (0.0, 0.0, 0.0, 0.0)
    var (relative, relativeWeight) = (0.0, 0.0)
    let drawn = places(drawnBy: counts)
    for row in drawn {
      let (count, error) = (counts[row], errors[row])
      weight += count
      absolute += count * error.magnitude
      squared += count * error * error
      total += count * actual[row]
      relative += count * relativeErrors[row]
      relativeWeight += actual[row] == 0 ? 0 : count
    }
    guard weight > 0 else { return [nil, nil, nil, nil, nil] }
    let mean = total / weight
    var spread = 0.0
    for row in drawn {
      spread += counts[row] * (actual[row] - mean) * (actual[row] - mean)
    }
    return [
      absolute / weight, (squared / weight).squareRoot(), spread > 0 ? 1 - squared / spread : nil,
      medianError(counts, weight), relativeWeight > 0 ? relative / relativeWeight : nil,
    ]
  }

  /// The error in the middle, or the mean of the two that share it.
  private func medianError(_ counts: [Double], _ weight: Double) -> Double? {
    var below = 0.0
    var lower: Double?
    for row in byError {
      below += counts[row]
      // Most rows end here, whether they count or not: nothing has to be guessed.
      guard below >= weight / 2, counts[row] > 0 else { continue }
      let error = errors[row].magnitude
      if let lower { return (lower + error) / 2 }
      if below > weight / 2 { return error }
      lower = error
    }
    return lower
  }
}
