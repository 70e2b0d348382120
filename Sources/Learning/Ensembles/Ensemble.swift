import Numerics
import Parallel

/// Several models whose predictions become one: their mean, or a model of them.
package struct Ensemble: Model {
  package let members: [any Model]
  /// How much each member's prediction counts, in sum 1; empty when stacked.
  package let weights: [Double]
  /// Predicts from the members' predictions; nil for a mean.
  package let stacked: (any Model)?

  package var task: LearningTask { members[0].task }
  package var columns: Int { members[0].columns }

  /// The weighted mean of members that predict the same from the same columns.
  package static func voting(_ members: [any Model], weights: [Double]? = nil) throws(LearningError)
    -> Ensemble
  {
    try check(members)
    let weights = weights ?? Array(repeating: 1, count: members.count)
    let sum = weights.reduce(0, +)
    var check = ParameterCheck()
    check.expect(
      weights.count == members.count && weights.allSatisfy { $0 >= 0 } && sum > 0, "weights", weights.count,
      "one for each member, none below 0")
    try check.finish()
    return Ensemble(members: members, weights: weights.map { $0 / sum }, stacked: nil)
  }

  /// A linear or logistic model of the members' predictions on rows that they have not seen; then the members
  /// are fitted on all rows.
  package static func stacking(
    _ recipes: [any Recipe], _ features: Matrix, _ target: Target, folds: [Split], workers: Workers,
    cancellation: Cancellation
  ) throws -> Ensemble {
    guard !recipes.isEmpty else { throw LearningError.tooFewRows(needed: 1, given: 0) }
    var unseen: [Matrix] = []
    for recipe in recipes {
      unseen.append(
        try predictOutOfFold(
          recipe, features, target, folds: folds, workers: workers, cancellation: cancellation))
    }
    let inputs = stackInputs(unseen)
    // A row that no fold judged has no prediction to learn from.
    let judged = (0..<inputs.rows).filter { row in inputs.row(row).allSatisfy(\.isFinite) }
    let (known, wanted) = (inputs.selecting(rows: judged), target.selecting(rows: judged))
    let stacked: any Model
    switch target.task {
    case .regression:
      var parameters = LinearParameters()
      parameters.ridge = 1e-6
      stacked = try parameters.validated().fitModel(
        known, wanted, workers: workers, cancellation: cancellation)
    case .classification(2):
      var parameters = LogisticParameters()
      parameters.ridge = 1
      stacked = try parameters.validated().fitModel(
        known, wanted, workers: workers, cancellation: cancellation)
    case .classification:
      throw LearningError.parameters([
        ParameterProblem(name: "stacking", given: "more than two classes", expected: "numbers or two classes")
      ])
    }
    let members = try recipes.map {
      try $0.fitModel(features, target, workers: workers, cancellation: cancellation)
    }
    return Ensemble(members: members, weights: [], stacked: stacked)
  }

  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    let parts = try members.map { try $0.predict(features, workers: workers, cancellation: cancellation) }
    if let stacked {
      return try stacked.predict(Ensemble.stackInputs(parts), workers: workers, cancellation: cancellation)
    }
    var mean = Matrix(rows: features.rows, columns: task.outputs)
    for (part, weight) in zip(parts, weights) {
      for place in mean.values.indices { mean.values[place] += weight * part.values[place] }
    }
    return mean
  }

  /// Side by side, of two classes the chance of the second only.
  private static func stackInputs(_ predictions: [Matrix]) -> Matrix {
    Matrix(columns: predictions.map { $0.column($0.columns - 1) })
  }

  private static func check(_ members: [any Model]) throws(LearningError) {
    guard let first = members.first else { throw .tooFewRows(needed: 1, given: 0) }
    for member in members {
      if member.task != first.task { throw .wrongTask(expected: first.task.kind) }
      if member.columns != first.columns {
        throw .columnsDiffer(expected: first.columns, given: member.columns)
      }
    }
  }
}

extension Ensemble {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.ensemble)
    writer.write(weights)
    writer.write(Int64(members.count))
    for model in members + (stacked.map { [$0] } ?? []) { writer.write(model.bytes) }
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .ensemble)
    weights = try reader.readDoubles()
    let count = try reader.readInt()
    guard count > 0, weights.isEmpty || weights.count == count else { throw .damagedModel }
    var members: [any Model] = []
    for _ in 0..<count { members.append(try loadModel(try reader.readBytes())) }
    try Ensemble.check(members)
    self.members = members
    stacked = weights.isEmpty ? try loadModel(try reader.readBytes()) : nil
    if let stacked, stacked.task != members[0].task || stacked.columns != count { throw .damagedModel }
  }
}
