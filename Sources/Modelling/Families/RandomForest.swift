import Language
import Learning

package enum RandomForest: ModelFamily {
  package static let name = "rf"
  package static let summary =
    "a random forest: the mean of many trees, each grown on its own draw of the rows"
  package static let needsEveryNumber = false

  package static let options: [VerbSignature.Option] = [
    .init("depth", .int(1...64), default: "no limit", "how many questions a tree asks at most"),
    .init("trees", .int(1...10_000), default: "100", "how many trees"),
    .init("min_leaf", .int(1...1_000_000), default: "1", "how many draws a leaf has at least"),
    .init("max_samples", .double(0.001...1), default: "1", "the share of the rows that a tree draws"),
    .init("bootstrap", .flag, default: "yes", "whether each tree draws its rows, or sees all"),
    .init(
      "criterion", .choice(["squared_error", "gini", "entropy"]), default: "squared_error or gini",
      "what a split makes smaller"),
    .init("class_weight", .choice(["equal", "balanced"]), default: "equal", "how much rare classes count"),
    .init(
      "tried", .numberOrWord(0...1_000_000, ["all", "sqrt"]), default: "all for numbers, sqrt for classes",
      "how many columns a split chooses from; below 1 a share of them"),
  ]

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    var parameters = ForestParameters()
    parameters.depth = options.int("depth")
    parameters.trees = options.int("trees") ?? parameters.trees
    parameters.minLeaf = options.int("min_leaf") ?? parameters.minLeaf
    parameters.maxSamples = options.double("max_samples") ?? parameters.maxSamples
    parameters.bootstrap = options.flag("bootstrap") ?? parameters.bootstrap
    parameters.criterion = options.text("criterion").map { word in
      switch word {
      case "gini": .gini
      case "entropy": .entropy
      default: .squaredError
      }
    }
    parameters.classWeight = options.text("class_weight") == "balanced" ? .balanced : .equal
    parameters.features = triedColumns(options)
    parameters.seed = seed
    return try parameters.validated()
  }

  private static func triedColumns(_ options: ModelOptions) -> ForestParameters.Features? {
    switch options.text("tried") {
    case "all": return .all
    case "sqrt": return .squareRoot
    default: break
    }
    guard let number = options.double("tried") else { return nil }
    return number < 1 ? .share(number) : .count(Int(number))
  }
}
