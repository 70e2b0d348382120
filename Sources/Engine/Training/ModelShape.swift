import Language
import Modelling
import Tables

/// What a model says of a row, as far as the columns that it adds to a table need it.
package struct ModelShape: Sendable {
  enum Answer: Sendable {
    case number(hasRange: Bool)
    case yesOrNo
    case oneOfTexts
  }

  let parts: [(target: TargetChoice, answer: Answer)]
  let hasClusters: Bool

  init(of model: TrainedModel) {
    parts = model.parts.map { part in
      switch part.reading.kind {
      case .numbers: (part.plan.target, .number(hasRange: part.hasRanges))
      case .above, .flags: (part.plan.target, .yesOrNo)
      case .texts: (part.plan.target, .oneOfTexts)
      }
    }
    hasClusters = model.clusters != nil
  }

  /// What a training of these columns will make; nil where only running can tell.
  init?(of request: TrainingRequest, over schema: Schema) {
    var parts: [(TargetChoice, Answer)] = []
    for plan in request.parts {
      switch schema[plan.target.column]?.type {
      case _ where plan.target.isAboveMedian: parts.append((plan.target, .yesOrNo))
      case .bool?: parts.append((plan.target, .yesOrNo))
      case .int?, .double?: parts.append((plan.target, .number(hasRange: plan.hasIntervals)))
      case .text?: parts.append((plan.target, .oneOfTexts))
      case .date?, .timestamp?, .list?, nil: return nil
      }
    }
    if parts.isEmpty, request.clusters == nil { return nil }
    self.parts = parts
    hasClusters = request.clusters != nil
  }
}
