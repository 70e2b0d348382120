import Language
import Learning

package enum LogisticRegression: ModelFamily {
  package static let name = "logistic"
  package static let summary = "logistic regression: the chance of a yes, with a weight for each column"
  package static let mayTakeLogarithms = false
  package static let tasks: Set<LearningTask.Kind> = [.classification]

  package static let options: [VerbSignature.Option] = [
    .init("ridge", .double(0...1e9), default: "1", "what the squares of the weights cost")
  ]

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    var parameters = LogisticParameters()
    parameters.ridge = options.double("ridge") ?? 1
    return try parameters.validated()
  }
}
