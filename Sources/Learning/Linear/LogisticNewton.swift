import Glibc
import Numerics
import Parallel

/// The steps that make a logistic model.
struct LogisticNewton {
  struct Fit {
    /// The last one is the intercept.
    let coefficients: [Double]
    let errors: [Double?]
    let dependent: [Int]
    let iterations: Int
  }

  private let scaled: Matrix
  private let classes: [Int]
  private let workers: Workers
  private let cancellation: Cancellation
  private let columns: Int

  init(scaled: Matrix, classes: [Int], workers: Workers, cancellation: Cancellation) {
    self.scaled = scaled
    self.classes = classes
    self.workers = workers
    self.cancellation = cancellation
    columns = scaled.columns
  }

  /// nil when the steps do not come to rest, as with classes that a plane parts.
  func run(ridge: Double, iterations: Int) throws -> Fit? {
    var coefficients = Array(repeating: 0.0, count: columns + 1)
    var loss = self.loss(coefficients, ridge)
    for iteration in 1...iterations {
      try cancellation.check()
      let (step, pivoted) = try newtonStep(from: coefficients, ridge)
      // Halved until the loss falls, as a full step may go too far.
      var length = 1.0
      var next = coefficients
      var nextLoss = loss
      repeat {
        next = zip(coefficients, step).map { $0 + length * $1 }
        nextLoss = self.loss(next, ridge)
        length /= 2
      } while !(nextLoss <= loss) && length > 1e-6
      let moved = zip(coefficients, next).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      let isAtRest = moved < 1e-9 || (loss - nextLoss).magnitude <= 1e-13 * (loss.magnitude + 1e-3)
      if nextLoss <= loss { (coefficients, loss) = (next, nextLoss) }
      // Nobody's coefficient for a whole deviation is e^25: the classes are being parted.
      if ridge == 0,
        coefficients.contains(where: { $0.magnitude > 25 }) || loss < 1e-6 * Double(classes.count)
      {
        return nil
      }
      if isAtRest { return fit(coefficients, pivoted, iteration) }
    }
    return nil
  }

  private func fit(_ coefficients: [Double], _ pivoted: PivotedTriangle, _ iteration: Int) -> Fit {
    var errors = Array(repeating: Double?.none, count: columns + 1)
    for (place, inverse) in pivoted.inverseDiagonal.enumerated() {
      errors[pivoted.order[place]] = inverse.squareRoot()
    }
    return Fit(
      coefficients: coefficients, errors: errors,
      dependent: pivoted.order[pivoted.rank...].filter { $0 < columns }.sorted(), iterations: iteration)
  }

  /// The step to where a parabola through the loss has its lowest point: a weighted least-squares problem.
  private func newtonStep(
    from coefficients: [Double], _ ridge: Double
  ) throws -> ([Double], PivotedTriangle) {
    var weighted = Matrix(rows: scaled.rows, columns: columns + 2)
    for row in 0..<scaled.rows {
      let chance = logistic(odds(row, coefficients))
      let weight = max(chance * (1 - chance), 1e-12).squareRoot()
      let place = row * (columns + 2)
      for column in 0..<columns { weighted.values[place + column] = weight * scaled[row, column] }
      weighted.values[place + columns] = weight
      weighted.values[place + columns + 1] = (Double(classes[row]) - chance) / weight
    }
    var triangle = try TriangularFactor.of(weighted, workers: workers, cancellation: cancellation)
    if ridge > 0 {
      var penalised = triangle.appending(diagonal: ridge.squareRoot(), columns: columns)
      for column in 0..<columns {
        penalised[triangle.rows + column, columns + 1] = -ridge.squareRoot() * coefficients[column]
      }
      triangle = try TriangularFactor.of(penalised, workers: workers, cancellation: cancellation)
    }
    let pivoted = PivotedTriangle(triangle, rightHandSides: 1)
    var step = Array(repeating: 0.0, count: columns + 1)
    for (place, value) in pivoted.solve(rightHandSide: 0).enumerated() { step[pivoted.order[place]] = value }
    return (step, pivoted)
  }

  private func odds(_ row: Int, _ coefficients: [Double]) -> Double {
    zip(scaled.row(row), coefficients).reduce(coefficients[columns]) { $0 + $1.0 * $1.1 }
  }

  private func loss(_ coefficients: [Double], _ ridge: Double) -> Double {
    var sum = 0.0
    for row in 0..<scaled.rows {
      let odds = odds(row, coefficients)
      let signed = classes[row] == 1 ? -odds : odds
      sum += signed > 0 ? signed + log1p(exp(-signed)) : log1p(exp(signed))
    }
    return sum + ridge / 2 * coefficients.dropLast().reduce(0) { $0 + $1 * $1 }
  }
}
