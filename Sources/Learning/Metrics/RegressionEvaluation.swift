/// How far predicted numbers are from the true ones.
package struct RegressionEvaluation: Evaluation {
  package let actual: [Double]
  package let predicted: [Double]
  /// The rows by the size of their error.
  private let byError: [Int]

  package init(actual: [Double], predicted: [Double]) {
    precondition(actual.count == predicted.count)
    self.actual = actual
    self.predicted = predicted
    let errors = zip(actual, predicted).map { ($0 - $1).magnitude }
    byError = errors.indices.sorted { (errors[$0], $0) < (errors[$1], $1) }
  }

  package var rows: Int { actual.count }
  package var metrics: [Metric] { [.mae, .rmse, .r2, .medae, .mape] }

  package func values(counts: [Double]) -> [Double?] {
    var (weight, absolute, squared, total) = (0.0, 0.0, 0.0, 0.0)
    var (relative, relativeWeight) = (0.0, 0.0)
    for row in 0..<rows where counts[row] > 0 {
      let error = actual[row] - predicted[row]
      weight += counts[row]
      absolute += counts[row] * error.magnitude
      squared += counts[row] * error * error
      total += counts[row] * actual[row]
      // What is 0 has no relative error.
      if actual[row] != 0 {
        relative += counts[row] * (error / actual[row]).magnitude
        relativeWeight += counts[row]
      }
    }
    guard weight > 0 else { return [nil, nil, nil, nil, nil] }
    let mean = total / weight
    var spread = 0.0
    for row in 0..<rows where counts[row] > 0 {
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
    for row in byError where counts[row] > 0 {
      let error = (actual[row] - predicted[row]).magnitude
      if let lower { return (lower + error) / 2 }
      below += counts[row]
      if below > weight / 2 { return error }
      if below == weight / 2 { lower = error }
    }
    return lower
  }
}
