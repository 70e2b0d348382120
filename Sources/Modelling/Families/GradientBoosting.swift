import Language
import Learning

package enum GradientBoosting: ModelFamily {
  package static let name = "xgb"
  package static let summary =
    "gradient boosting by libxgboost: each tree mends what the ones before got wrong"
  package static let needsEveryNumber = false

  package static let options: [VerbSignature.Option] = [
    .init("trees", .int(1...10_000), default: "300", "how many trees at most"),
    .init("depth", .int(1...64), default: "6", "how many questions a tree asks at most"),
    .init("rate", .double(0.0001...1), default: "0.1", "how much of each tree counts"),
    .init("min_weight", .double(0...1e9), default: "1", "how much a leaf must hold"),
    .init("row_share", .double(0.001...1), default: "1", "the share of the rows that a tree sees"),
    .init("column_share", .double(0.001...1), default: "1", "the share of the columns that a tree sees"),
    .init("ridge", .double(0...1e9), default: "1", "what the squares of the leaves cost"),
    .init(
      "patience", .int(0...10_000), default: "20",
      "stop when so many trees brought nothing on rows held back; 0: never"),
  ]

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    var parameters = BoostingParameters()
    parameters.trees = options.int("trees") ?? parameters.trees
    parameters.depth = options.int("depth") ?? parameters.depth
    parameters.learningRate = options.double("rate") ?? parameters.learningRate
    parameters.minWeight = options.double("min_weight") ?? parameters.minWeight
    parameters.rowShare = options.double("row_share") ?? parameters.rowShare
    parameters.columnShare = options.double("column_share") ?? parameters.columnShare
    parameters.ridge = options.double("ridge") ?? parameters.ridge
    parameters.patience = options.int("patience").map { $0 == 0 ? nil : $0 } ?? parameters.patience
    parameters.seed = seed
    return try parameters.validated()
  }
}
