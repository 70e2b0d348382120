import Language
import Learning

package enum NearestNeighbours: ModelFamily {
  package static let name = "knn"
  package static let summary = "nearest neighbours: what the rows most like it say"

  package static let options: [VerbSignature.Option] = [
    .init("k", .int(1...10_000), default: "5", "how many neighbours are asked"),
    .init("weights", .choice(["uniform", "distance"]), default: "uniform", "whether nearer ones count more"),
    .init("standardise", .flag, default: "yes", "whether all columns are brought to one scale first"),
  ]

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    var parameters = NeighboursParameters()
    parameters.neighbours = options.int("k") ?? parameters.neighbours
    parameters.weights = options.text("weights") == "distance" ? .distance : .uniform
    parameters.standardises = options.flag("standardise") ?? parameters.standardises
    return try parameters.validated()
  }
}
