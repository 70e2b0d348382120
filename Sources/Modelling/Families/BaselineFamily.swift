import Language
import Learning

package enum BaselineFamily: ModelFamily {
  package static let name = "baseline"
  package static let summary = "the mean, or how frequent each class is: what any model must beat"
  package static let needsEveryNumber = false
  package static let mayTakeLogarithms = false
  package static let options: [VerbSignature.Option] = []

  package static func recipe(
    _ options: ModelOptions, for task: LearningTask, seed: UInt64
  ) throws -> any Recipe {
    BaselineRecipe()
  }
}
