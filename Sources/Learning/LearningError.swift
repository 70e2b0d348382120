import Numerics

/// Why a model cannot be made of what was given; data for whoever words it.
package enum LearningError: Error, Hashable, Sendable {
  case parameters([ParameterProblem])
  case tooFewRows(needed: Int, given: Int)
  case tooManyRows(limit: Int, given: Int)
  case noColumns
  /// So many rows of features, but so many targets.
  case lengthsDiffer(rows: Int, targets: Int)
  /// A target, or a feature of a model that needs every number, is NaN, infinite or beyond 1e150.
  case unusableNumber(row: Int, column: Int?)
  case oneClassOnly
  case unknownClass(row: Int)
  /// The model was fitted on so many columns.
  case columnsDiffer(expected: Int, given: Int)
  case wrongTask(expected: LearningTask.Kind)
  case damagedModel
  case newerModel(version: Int)
  /// The Debian package of a library that is not installed.
  case libraryMissing(String)
  /// What a library says of its own failure.
  case library(String, String)
}

/// A parameter that a model cannot use, with what would do.
package struct ParameterProblem: Hashable, Sendable {
  package let name: String
  package let given: String
  package let expected: String

  package init(name: String, given: String, expected: String) {
    self.name = name
    self.given = given
    self.expected = expected
  }
}

/// What is to be predicted: a number, or one of some classes, which are numbered from 0.
package enum LearningTask: Hashable, Sendable {
  case regression
  case classification(classes: Int)

  package enum Kind: Hashable, Sendable { case regression, classification }

  package var kind: Kind {
    switch self {
    case .regression: .regression
    case .classification: .classification
    }
  }
}

/// What a model learns to predict, one entry a row.
package enum Target: Sendable, Equatable {
  case numbers([Double])
  /// The class of each row, from 0 to below `count`.
  case classes([Int], count: Int)

  package var count: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .classes(let classes, _): classes.count
    }
  }

  package var task: LearningTask {
    switch self {
    case .numbers: .regression
    case .classes(_, let count): .classification(classes: count)
    }
  }

  package func selecting(rows: [Int]) -> Target {
    switch self {
    case .numbers(let numbers): .numbers(rows.map { numbers[$0] })
    case .classes(let classes, let count): .classes(rows.map { classes[$0] }, count: count)
    }
  }
}

/// Numbers beyond this would overflow when they are squared and summed.
let largestUsableNumber = 1e150

extension Target {
  /// Throws what is wrong with it as the target of `features`.
  func check(against features: Matrix, minimumRows: Int = 1) throws(LearningError) {
    guard features.columns > 0 else { throw .noColumns }
    guard features.rows == count else { throw .lengthsDiffer(rows: features.rows, targets: count) }
    guard count >= minimumRows else { throw .tooFewRows(needed: minimumRows, given: count) }
    switch self {
    case .numbers(let numbers):
      if let row = numbers.firstIndex(where: { !($0.magnitude <= largestUsableNumber) }) {
        throw .unusableNumber(row: row, column: nil)
      }
    case .classes(let classes, let count):
      if let row = classes.firstIndex(where: { $0 < 0 || $0 >= count }) { throw .unknownClass(row: row) }
      if classes.allSatisfy({ $0 == classes[0] }) { throw .oneClassOnly }
    }
  }
}

extension Matrix {
  /// For models that need every number: none may be NaN, infinite or beyond what can be squared.
  func checkUsable() throws(LearningError) {
    if let place = values.firstIndex(where: { !($0.magnitude <= largestUsableNumber) }) {
      throw .unusableNumber(row: place / columns, column: place % columns)
    }
  }

  func checkColumns(_ expected: Int) throws(LearningError) {
    if columns != expected { throw .columnsDiffer(expected: expected, given: columns) }
  }
}
