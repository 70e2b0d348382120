import Language
import Learning
import Numerics
import Parallel
import Tables

/// How a model of tables is made: a family with its options, or several of them together.
package indirect enum TableRecipe: Sendable, Hashable {
  case single(family: String, ModelOptions)
  /// The mean of several, or a model of what they say.
  case ensemble([TableRecipe], stacks: Bool)

  package var family: String {
    switch self {
    case .single(let family, _): family
    case .ensemble: "ensemble"
    }
  }

  /// `rf depth=10`, as a script would say it.
  package var text: String {
    switch self {
    case .single(let family, let options): options.text.isEmpty ? family : "\(family) \(options.text)"
    case .ensemble(let members, let stacks):
      "ensemble \(members.map { "(\($0.text))" }.joined(separator: ", ")) combine=\(stacks ? "stack" : "mean")"
    }
  }

  var mayTakeLogarithms: Bool {
    switch self {
    case .single(let family, _): ModelFamilies.named(family)?.mayTakeLogarithms ?? false
    case .ensemble(let members, _): members.allSatisfy(\.mayTakeLogarithms)
    }
  }

  /// The same with far fewer and smaller trees: enough to tell which of two ways is better.
  var lighter: TableRecipe {
    switch self {
    case .single(let family, var options):
      let names = ModelFamilies.named(family)?.options.map(\.name) ?? []
      if names.contains("trees") { options["trees"] = .int(min(16, options.int("trees") ?? 16)) }
      if names.contains("depth") { options["depth"] = .int(min(6, options.int("depth") ?? 6)) }
      return .single(family: family, options)
    case .ensemble(let members, let stacks): return .ensemble(members.map(\.lighter), stacks: stacks)
    }
  }
}

/// A fitted model with the way from a table to its numbers.
package indirect enum TableModel: Sendable {
  case single(FeatureEncoding, any Model)
  case mean([TableModel])
  /// The last one predicts from what the others say.
  case stacked([TableModel], any Model)
}

/// What learning needs beside the data.
package struct LearningContext: Sendable {
  package let workers: Workers
  package let cancellation: Cancellation
  package let seed: UInt64

  package init(workers: Workers, cancellation: Cancellation, seed: UInt64) {
    self.workers = workers
    self.cancellation = cancellation
    self.seed = seed
  }
}

extension TableModel {
  /// A column of numbers, or the chance of each class in a column of its own.
  package func predict(_ table: Table, _ context: LearningContext) throws -> Matrix {
    switch self {
    case .single(let encoding, let model):
      return try model.predict(
        encoding.apply(table, context), workers: context.workers, cancellation: context.cancellation)
    case .mean(let members):
      return TableModel.mean(try members.map { try $0.predict(table, context) })
    case .stacked(let members, let last):
      let said = try members.map { try $0.predict(table, context) }
      return try last.predict(
        TableModel.beside(said), workers: context.workers, cancellation: context.cancellation)
    }
  }

  static func mean(_ predictions: [Matrix]) -> Matrix {
    var sum = predictions[0]
    for place in sum.values.indices {
      sum.values[place] = predictions.reduce(0) { $0 + $1.values[place] } / Double(predictions.count)
    }
    return sum
  }

  /// What each member says in a column; of two classes the chance of the second.
  static func beside(_ predictions: [Matrix]) -> Matrix {
    Matrix(columns: predictions.map { $0.column($0.columns - 1) })
  }

  /// The numbers that a forest or another single model sees.
  package var encoding: FeatureEncoding? {
    if case .single(let encoding, _) = self { encoding } else { nil }
  }

  package var forest: Forest? {
    if case .single(_, let model) = self { model as? Forest } else { nil }
  }

  /// What each number of the encoding weighs in a sum, and how far off that may be; nil for what is no sum.
  package var weights: (weights: [Double], errors: [Double?])? {
    guard case .single(_, let model) = self else { return nil }
    if let line = model as? LinearModel { return (line.coefficients, line.standardErrors) }
    if let line = model as? LogisticModel { return (line.coefficients, line.standardErrors) }
    return nil
  }

  package func problem(with schema: Schema) -> String? {
    switch self {
    case .single(let encoding, _): encoding.problem(with: schema)
    case .mean(let members), .stacked(let members, _):
      members.lazy.compactMap { $0.problem(with: schema) }.first
    }
  }
}

/// Fits recipes on tables.
struct TableFitting {
  let columns: [String]
  /// The column that says what was earlier.
  let dates: String?
  let context: LearningContext
  private(set) var leftOut: [(column: String, reason: String)] = []
  /// The numbers of the rows that the last single model learnt from.
  private(set) var matrix = Matrix(rows: 0, columns: 0)
  /// Milliseconds that the fitting itself took, without making numbers of the columns.
  private(set) var milliseconds = 0.0
  private let clock: () -> Double

  init(_ plan: PartPlan, _ context: LearningContext, clock: @escaping () -> Double = { 0 }) {
    self.clock = clock
    columns = plan.features
    dates = plan.timeColumn
    self.context = context
  }

  /// Fits on all rows of a table.
  mutating func fit(_ recipe: TableRecipe, _ table: Table, _ target: Target) throws -> TableModel {
    switch recipe {
    case .single(let name, let options):
      guard let family = ModelFamilies.named(name) else { throw LearningError.damagedModel }
      let fitted = try FeatureEncoding.fit(
        table, columns: columns, target: target.numbers, dates: dates,
        needsEveryNumber: family.needsEveryNumber, context)
      leftOut = fitted.leftOut
      matrix = fitted.matrix
      guard matrix.columns > 0 else { throw LearningError.noColumns }
      let made = try family.recipe(options, for: target.task, seed: context.seed)
      let start = clock()
      let model = try made.fitModel(
        fitted.matrix, target, workers: context.workers, cancellation: context.cancellation)
      milliseconds += clock() - start
      return .single(fitted.encoding, model)
    case .ensemble(let members, let stacks):
      if !stacks { return .mean(try members.map { try fit($0, table, target) }) }
      let said = try members.map { try outOfFold($0, table, target, folds: stackFolds(target)) }
      let last = try stackRecipe(target.task).fitModel(
        TableModel.beside(said), target, workers: context.workers, cancellation: context.cancellation)
      return .stacked(try members.map { try fit($0, table, target) }, last)
    }
  }

  /// Predicts each row by a model that has not seen it.
  mutating func outOfFold(
    _ recipe: TableRecipe, _ table: Table, _ target: Target, folds: [Split]
  ) throws -> Matrix {
    var said = Matrix(rows: table.rowCount, columns: target.task.outputs, repeating: .nan)
    for fold in folds {
      try context.cancellation.check()
      let model = try fit(
        recipe, try table.selecting(rows: fold.train, context: context.query),
        target.selecting(rows: fold.train))
      let part = try model.predict(try table.selecting(rows: fold.test, context: context.query), context)
      for (place, row) in fold.test.enumerated() {
        for output in 0..<said.columns { said[row, output] = part[place, output] }
      }
    }
    return said
  }

  private func stackFolds(_ target: Target) throws -> [Split] {
    switch target {
    case .numbers(let numbers): try Split.folds(rows: numbers.count, count: 5, seed: context.seed)
    case .classes(let classes, _): try Split.stratifiedFolds(classes, count: 5, seed: context.seed)
    }
  }

  private func stackRecipe(_ task: LearningTask) throws -> any Recipe {
    switch task {
    case .regression:
      var parameters = LinearParameters()
      parameters.ridge = 1e-6
      return try parameters.validated()
    case .classification(classes: 2):
      var parameters = LogisticParameters()
      parameters.ridge = 1
      return try parameters.validated()
    case .classification:
      throw LearningError.parameters([
        ParameterProblem(
          name: "combine", given: "stack", expected: "mean, where there are more than two classes")
      ])
    }
  }
}

extension Target {
  /// The target as numbers: of two classes 1 for the second, of more the number of the class.
  var numbers: [Double] {
    switch self {
    case .numbers(let numbers): numbers
    case .classes(let classes, _): classes.map(Double.init)
    }
  }
}
