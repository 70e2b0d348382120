import Learning
import Numerics
import Testing

@Suite struct LinearTests {
  private func fit(_ features: Matrix, _ targets: [Double], ridge: Double = 0) throws -> LinearModel {
    var parameters = LinearParameters()
    parameters.ridge = ridge
    return try LinearModel.fit(
      parameters.validated(), features, targets, workers: workers, cancellation: cancellation)
  }

  private func fitLogistic(_ features: Matrix, _ classes: [Int], ridge: Double = 0) throws -> LogisticModel {
    var parameters = LogisticParameters()
    parameters.ridge = ridge
    return try LogisticModel.fit(
      parameters.validated(), features, .classes(classes, count: 2), workers: workers,
      cancellation: cancellation)
  }

  private func scaled(_ features: Matrix) throws -> Matrix {
    try Standardisation.fit(features, workers: workers, cancellation: cancellation).apply(features)
  }

  @Test func `least squares and their errors are those of the reference`() throws {
    let (features, targets) = try Reference.table("diabetes")
    let reference = try Reference("linear")
    let model = try fit(features, targets)
    #expect(largestDifference(model.coefficients, reference["coefficients"]) < 1e-9)
    #expect(abs(model.intercept - reference.number("intercept")) < 1e-8)
    #expect(largestDifference(model.standardErrors.map { $0! }, reference["errors"]) < 1e-8)
    #expect(abs(model.interceptError! - reference["errors"][10]) < 1e-7)
    #expect(abs(model.residualDeviation! - reference.number("deviation")) < 1e-9)
    #expect(model.dependentColumns.isEmpty)
    #expect(try LinearModel(bytes: model.bytes) == model)
  }

  @Test func `ridge is that of the reference`() throws {
    let (features, targets) = try Reference.table("diabetes")
    let reference = try Reference("linear")
    let model = try fit(scaled(features), targets, ridge: 10)
    #expect(largestDifference(model.coefficients, reference["ridge.coefficients"]) < 1e-9)
    #expect(abs(model.intercept - reference.number("ridge.intercept")) < 1e-9)
  }

  @Test func `logistic is that of the reference, with ridge and without`() throws {
    let (features, target) = try Reference.table("cancer")
    let reference = try Reference("linear")
    let classes = target.map { Int($0) }
    let scaled = try scaled(features)
    let penalised = try fitLogistic(scaled, classes, ridge: 1)
    #expect(largestDifference(penalised.coefficients, reference["logistic.ridge.coefficients"]) < 1e-7)
    #expect(abs(penalised.intercept - reference.number("logistic.ridge.intercept")) < 1e-7)
    let plain = try fitLogistic(scaled.selecting(columns: [0, 1, 4]), classes)
    #expect(!plain.isSeparated)
    #expect(largestDifference(plain.coefficients, reference["logistic.coefficients"]) < 1e-6)
    #expect(largestDifference(plain.standardErrors.map { $0! }, reference["logistic.errors"]) < 1e-6)
    #expect(try LogisticModel(bytes: plain.bytes) == plain)
  }

  @Test func `classes that a plane parts get finite coefficients, and it is told`() throws {
    let features = Matrix(rows: 6, columns: 1, values: [1, 2, 3, 10, 11, 12])
    let model = try fitLogistic(features, [0, 0, 0, 1, 1, 1])
    #expect(model.isSeparated)
    #expect(model.coefficients[0] > 0 && model.coefficients[0].isFinite)
    let chances = try model.predict(features, workers: workers, cancellation: cancellation)
    #expect((0..<6).allSatisfy { (chances[$0, 1] > 0.5) == ($0 >= 3) })
  }

  @Test func `columns that follow from others are named and change nothing`() throws {
    let (features, targets) = try Reference.table("diabetes")
    let sum = (0..<features.rows).map { features[$0, 2] + 2 * features[$0, 3] }
    let constant = Array(repeating: 3.0, count: features.rows)
    let wider = Matrix(columns: (0..<10).map { features.column($0) } + [sum, constant])
    let model = try fit(wider, targets)
    #expect(model.dependentColumns.count == 2)
    #expect(model.dependentColumns.contains(11))
    #expect(!Set(model.dependentColumns).isDisjoint(with: [2, 3, 10]))
    let narrow = try fit(features, targets)
    let first = try model.predict(wider, workers: workers, cancellation: cancellation)
    let second = try narrow.predict(features, workers: workers, cancellation: cancellation)
    #expect(largestDifference(first.values, second.values) < 1e-8)
  }

  @Test func `a plane is found again, whatever the units`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 3)
      let truth = (0..<4).map { _ in generator.normal() }
      let units = [1, 1e-8, 1e8, 1]
      let features = Matrix(
        rows: 60, columns: 4, values: (0..<240).map { generator.normal() * units[$0 % 4] })
      let targets = (0..<60).map { row in
        (0..<4).reduce(5.0) { $0 + truth[$1] / units[$1] * features[row, $1] }
      }
      let model = try fit(features, targets)
      for column in 0..<4 {
        #expect(abs(model.coefficients[column] * units[column] - truth[column]) < 1e-10)
      }
      #expect(abs(model.intercept - 5) < 1e-10)
    }
  }

  @Test(arguments: 0..<9) func `hostile tables give a sound model or an error`(table: Int) throws {
    let cases: [(Matrix, [Double], isRefused: Bool)] = [
      (Matrix(rows: 0, columns: 1), [], true),
      (Matrix(rows: 3, columns: 0), [1, 2, 3], true),
      (Matrix(rows: 1, columns: 1, values: [2]), [3], false),
      (Matrix(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]), [1, 2], false),
      (Matrix(rows: 3, columns: 1, values: [1, 1, 1]), [1, 2, 3], false),
      (Matrix(rows: 3, columns: 1, values: [1, .nan, 1]), [1, 2, 3], true),
      (Matrix(rows: 3, columns: 1, values: [1, .infinity, 1]), [1, 2, 3], true),
      (Matrix(rows: 3, columns: 1, values: [1e140, -1e140, 0]), [1e140, 2, 3], false),
      (Matrix(rows: 3, columns: 2, values: [0, 0, 0, 0, 0, 0]), [0, 0, 0], false),
    ]
    let (features, targets, isRefused) = cases[table]
    do {
      let model = try fit(features, targets)
      let predicted = try model.predict(features, workers: workers, cancellation: cancellation)
      #expect(!isRefused)
      #expect(predicted.values.allSatisfy { $0.isFinite })
    } catch is LearningError {
      #expect(isRefused)
    }
  }
}
