import Glibc
import Numerics
import Parallel

/// How a logistic model is to be fitted.
package struct LogisticParameters: Hashable, Sendable {
  /// What the squares of the coefficients of standardised columns cost, halved; 0 is plain maximum likelihood.
  package var ridge = 0.0
  package var iterations = 50

  package init() {}

  package func validated() throws(LearningError) -> ValidLogisticParameters {
    var check = ParameterCheck()
    check.expect(ridge >= 0 && ridge <= 1e12, "ridge", ridge, "0 to 1e12")
    check.expect((1...10_000).contains(iterations), "iterations", iterations, "1 to 10000")
    try check.finish()
    return ValidLogisticParameters(parameters: self)
  }
}

package struct ValidLogisticParameters: Recipe, Hashable {
  package let parameters: LogisticParameters

  fileprivate init(parameters: LogisticParameters) { self.parameters = parameters }

  package func fitModel(
    _ features: Matrix, _ target: Target, workers: Workers, cancellation: Cancellation
  ) throws -> any Model {
    try LogisticModel.fit(self, features, target, workers: workers, cancellation: cancellation)
  }
}

/// The chance of the second of two classes, whose log odds are a sum of the columns.
///
/// Newton's steps on standardised columns, each a least-squares problem solved by QR with pivoting. When the
/// classes can be parted by a plane, the likelihood has no greatest value: the fit is then made with a ridge of 1.
package struct LogisticModel: Model, Equatable {
  package let intercept: Double
  package let coefficients: [Double]
  /// One deviation of each coefficient; nil with a ridge and for dependent columns.
  package let standardErrors: [Double?]
  package let dependentColumns: [Int]
  /// The columns part the classes fully, so that a ridge had to be added.
  package let isSeparated: Bool
  package let ridge: Double
  package let iterations: Int

  package var task: LearningTask { .classification(classes: 2) }
  package var columns: Int { coefficients.count }

  package static func fit(
    _ valid: ValidLogisticParameters, _ features: Matrix, _ target: Target, workers: Workers,
    cancellation: Cancellation
  ) throws -> LogisticModel {
    try target.check(against: features)
    try features.checkUsable()
    guard case .classes(let classes, 2) = target else {
      throw LearningError.wrongTask(expected: .classification)
    }
    let scaling = try Standardisation.fit(features, workers: workers, cancellation: cancellation)
    let newton = LogisticNewton(
      scaled: scaling.apply(features), classes: classes, workers: workers, cancellation: cancellation)
    let parameters = valid.parameters
    if let fit = try newton.run(ridge: parameters.ridge, iterations: parameters.iterations) {
      return LogisticModel(fit, scaling, ridge: parameters.ridge, isSeparated: false)
    }
    let ridge = max(1, parameters.ridge)
    guard let fit = try newton.run(ridge: ridge, iterations: max(200, parameters.iterations)) else {
      throw LearningError.parameters([
        ParameterProblem(
          name: "iterations", given: "\(parameters.iterations)", expected: "more for these columns")
      ])
    }
    return LogisticModel(fit, scaling, ridge: ridge, isSeparated: true)
  }

  /// Back from standardised columns.
  private init(_ fit: LogisticNewton.Fit, _ scaling: Standardisation, ridge: Double, isSeparated: Bool) {
    let scaled = fit.coefficients.dropLast()
    coefficients = zip(scaled, scaling.deviations).map { $0 / $1 }
    intercept = zip(coefficients, scaling.means).reduce(fit.coefficients[scaled.count]) { $0 - $1.0 * $1.1 }
    standardErrors = (0..<scaled.count).map { column in
      ridge > 0 ? nil : fit.errors[column].map { $0 / scaling.deviations[column] }
    }
    dependentColumns = fit.dependent
    self.isSeparated = isSeparated
    self.ridge = ridge
    iterations = fit.iterations
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    try features.checkColumns(columns)
    try features.checkUsable()
    let values = (0..<features.rows).flatMap { row in
      let chance = logistic(zip(features.row(row), coefficients).reduce(intercept) { $0 + $1.0 * $1.1 })
      return [1 - chance, chance]
    }
    return Matrix(rows: features.rows, columns: 2, values: values)
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter(.logistic)
    writer.write(ridge)
    writer.write(intercept)
    writer.write(Int64(iterations))
    writer.write(isSeparated)
    writer.write(coefficients)
    writer.write(standardErrors.map { $0 ?? .nan })
    writer.write(dependentColumns.map(Int32.init))
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .logistic)
    ridge = try reader.readDouble()
    intercept = try reader.readDouble()
    iterations = try reader.readInt()
    isSeparated = try reader.readBool()
    coefficients = try reader.readDoubles()
    standardErrors = try reader.readDoubles().map { $0.isNaN ? nil : $0 }
    dependentColumns = try reader.readInts().map(Int.init)
    guard standardErrors.count == coefficients.count,
      dependentColumns.allSatisfy({ coefficients.indices.contains($0) })
    else { throw .damagedModel }
  }
}

/// The chance that belongs to log odds.
func logistic(_ odds: Double) -> Double {
  odds >= 0 ? 1 / (1 + exp(-odds)) : exp(odds) / (1 + exp(odds))
}
