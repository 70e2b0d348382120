import Numerics
import Parallel

/// How a linear model is to be fitted.
package struct LinearParameters: Hashable, Sendable {
  /// What the squares of the coefficients cost; 0 is plain least squares.
  package var ridge = 0.0

  package init() {}

  package func validated() throws(LearningError) -> ValidLinearParameters {
    var check = ParameterCheck()
    check.expect(ridge >= 0 && ridge <= 1e12, "ridge", ridge, "0 to 1e12")
    try check.finish()
    return ValidLinearParameters(parameters: self)
  }
}

package struct ValidLinearParameters: Recipe, Hashable {
  package let parameters: LinearParameters

  fileprivate init(parameters: LinearParameters) { self.parameters = parameters }

  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    guard case .numbers(let numbers) = target else {
      throw LearningError.wrongTask(expected: .regression)
    }
    return try LinearModel.fit(self, features, numbers, workers: workers, cancellation: cancellation)
  }
}

/// A sum of the columns, each times its coefficient, fitted by least squares.
///
/// By QR with pivoting on centred columns. Columns that follow from others get the coefficient 0 and are named.
package struct LinearModel: Model, Equatable {
  package let intercept: Double
  package let coefficients: [Double]
  /// How far off each coefficient may be (one deviation); nil with a ridge, without rows to spare, and for
  /// dependent columns.
  package let standardErrors: [Double?]
  package let interceptError: Double?
  /// Columns that say nothing that the others do not say.
  package let dependentColumns: [Int]
  /// The deviation of the targets from the fitted numbers, over the rows to spare.
  package let residualDeviation: Double?
  package let ridge: Double

  package var task: LearningTask { .regression }
  package var columns: Int { coefficients.count }

  package static func fit(
    _ valid: ValidLinearParameters, _ features: Matrix, _ targets: [Double], workers: Workers,
    cancellation: Cancellation
  ) throws -> LinearModel {
    try Target.numbers(targets).check(against: features)
    try features.checkUsable()
    let columns = features.columns
    let joined = Matrix(features, with: targets)
    let means = try columnMeans(joined, workers: workers, cancellation: cancellation)
    var triangle = try TriangularFactor.of(
      joined.subtracting(means), workers: workers, cancellation: cancellation)
    let ridge = valid.parameters.ridge
    if ridge > 0 {
      triangle = try TriangularFactor.of(
        triangle.appending(diagonal: ridge.squareRoot(), columns: columns), workers: workers,
        cancellation: cancellation)
    }
    let pivoted = PivotedTriangle(triangle, rightHandSides: 1)
    let solution = pivoted.solve(rightHandSide: 0)
    var coefficients = Array(repeating: 0.0, count: columns)
    for place in 0..<pivoted.rank { coefficients[pivoted.order[place]] = solution[place] }
    let intercept = (0..<columns).reduce(means[columns]) { $0 - coefficients[$1] * means[$1] }

    let spare = features.rows - pivoted.rank - 1
    var errors = Array(repeating: Double?.none, count: columns)
    var interceptError: Double?
    var deviation: Double?
    if ridge == 0, spare > 0 {
      // What of the target none of the columns explains stands below the rank in its own column.
      let left = (pivoted.rank..<triangle.rows).reduce(0.0) {
        let entry = pivoted.triangle[$1, columns]
        return $0 + entry * entry
      }
      let variance = left / Double(spare)
      deviation = variance.squareRoot()
      for (place, inverse) in pivoted.inverseDiagonal.enumerated() {
        errors[pivoted.order[place]] = (variance * inverse).squareRoot()
      }
      let leverage = pivoted.leverage(of: (0..<pivoted.rank).map { means[pivoted.order[$0]] })
      interceptError = (variance * (1 / Double(features.rows) + leverage)).squareRoot()
    }
    return LinearModel(
      intercept: intercept, coefficients: coefficients, standardErrors: errors,
      interceptError: interceptError, dependentColumns: pivoted.order[pivoted.rank...].sorted(),
      residualDeviation: deviation, ridge: ridge)
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    try features.checkColumns(columns)
    try features.checkUsable()
    let values = (0..<features.rows).map { row in
      zip(features.row(row), coefficients).reduce(intercept) { $0 + $1.0 * $1.1 }
    }
    return Matrix(rows: features.rows, columns: 1, values: values)
  }
}

extension LinearModel {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.linear)
    writer.write(ridge)
    writer.write([intercept, interceptError ?? .nan, residualDeviation ?? .nan])
    writer.write(coefficients)
    writer.write(standardErrors.map { $0 ?? .nan })
    writer.write(dependentColumns.map(Int32.init))
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .linear)
    ridge = try reader.readDouble()
    let numbers = try reader.readDoubles()
    coefficients = try reader.readDoubles()
    standardErrors = try reader.readDoubles().map { $0.isNaN ? nil : $0 }
    dependentColumns = try reader.readInts().map(Int.init)
    guard numbers.count == 3 else { throw .damagedModel }
    intercept = numbers[0]
    interceptError = numbers[1].isNaN ? nil : numbers[1]
    residualDeviation = numbers[2].isNaN ? nil : numbers[2]
    guard standardErrors.count == coefficients.count,
      dependentColumns.allSatisfy({ coefficients.indices.contains($0) })
    else { throw .damagedModel }
  }
}

extension Matrix {
  /// With one more column behind the others.
  init(_ features: Matrix, with column: [Double]) {
    self.init(rows: features.rows, columns: features.columns + 1)
    for row in 0..<rows {
      for place in 0..<features.columns { self[row, place] = features[row, place] }
      self[row, features.columns] = column[row]
    }
  }

  func subtracting(_ means: [Double]) -> Matrix {
    var result = self
    for row in 0..<rows {
      for column in 0..<columns { result.values[row * columns + column] -= means[column] }
    }
    return result
  }

  /// With a row below for each of the first `count` columns, that is 0 but for one entry in the column.
  func appending(diagonal value: Double, columns count: Int) -> Matrix {
    var result = Matrix(rows: rows + count, columns: columns)
    result.values.replaceSubrange(0..<values.count, with: values)
    for place in 0..<count { result[rows + place, place] = value }
    return result
  }
}
