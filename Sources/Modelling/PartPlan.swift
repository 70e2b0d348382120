import Learning
import Tables

/// What is to be fitted: everything that, with the same rows, makes the same model again.
package struct PartPlan: Sendable {
  package var recipe: TableRecipe
  package var target: TargetChoice
  /// Columns of the table.
  package var features: [String]
  package var split = SplitChoice.share(0.75)
  package var scale = TargetScale.Choice.auto
  /// The column that says what was earlier, for `split=time`.
  package var timeColumn: String?
  /// Whether ranges are wanted in which the numbers will lie.
  package var hasIntervals = true
  /// Rows with fewer votes than this are left out; for ratings, which few votes make chance.
  package var minVotes = 0

  package init(_ recipe: TableRecipe, target: TargetChoice, features: [String]) {
    self.recipe = recipe
    self.target = target
    self.features = features
  }
}

/// Which rows a model learns from, and which it is judged by.
package enum SplitChoice: Sendable, Hashable {
  /// A random share to learn from, of each class alike.
  case share(Double)
  /// The oldest share to learn from.
  case time(Double)
  /// Learns from all rows; judged by as many models that have each not seen a part.
  case folds(Int)
  /// Learns from all rows, and is not judged.
  case none

  package var text: String {
    switch self {
    case .share(let share): "split=\(NumberText.shortest(share))"
    case .time(let share): share == 0.75 ? "split=time" : "split=time share=\(NumberText.shortest(share))"
    case .folds(let count): "cv=\(count)"
    case .none: "split=none"
    }
  }

  /// Nil when all rows are learnt from.
  func split(_ target: Target, times: [Double]?, seed: UInt64) throws -> Split? {
    switch self {
    case .share(let share):
      if case .classes(let classes, _) = target {
        return try Split.stratified(classes, share: share, seed: seed)
      }
      return try Split.shuffled(rows: target.count, share: share, seed: seed)
    case .time(let share):
      guard let times else { throw ModellingError.noTimeColumn }
      return try Split.byTime(times, share: share)
    case .folds, .none: return nil
    }
  }

  package static func folds(_ target: Target, count: Int, seed: UInt64) throws -> [Split] {
    switch target {
    case .classes(let classes, _): try Split.stratifiedFolds(classes, count: count, seed: seed)
    case .numbers(let numbers): try Split.folds(rows: numbers.count, count: count, seed: seed)
    }
  }
}
