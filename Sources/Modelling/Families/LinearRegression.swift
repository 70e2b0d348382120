import Language
import Learning

package enum LinearRegression: ModelFamily {
  package static let name = "linear"
  package static let summary = "least squares, or ridge: a weight for each column"
  package static let tasks: Set<LearningTask.Kind> = [.regression]

  package static let options: [VerbSignature.Option] = [
    .init("ridge", .double(0...1e9), default: "0", "what the squares of the weights cost")
  ]

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    var parameters = LinearParameters()
    parameters.ridge = options.double("ridge") ?? parameters.ridge
    return try parameters.validated()
  }
}
