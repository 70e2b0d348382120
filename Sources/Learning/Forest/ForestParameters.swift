/// How a random forest is to be grown; the defaults are those of scikit-learn 1.x.
package struct ForestParameters: Hashable, Sendable {
  /// How many columns a split chooses from.
  package enum Features: Hashable, Sendable {
    case all
    case squareRoot
    case count(Int)
    case share(Double)
  }

  package enum Criterion: Hashable, Sendable {
    /// For regression: the sum of squared errors.
    case squaredError
    case gini
    case entropy
  }

  package enum ClassWeight: Hashable, Sendable {
    case equal
    /// Every class weighs the same in sum.
    case balanced
  }

  package var trees = 100
  /// nil: until every leaf is pure.
  package var depth: Int?
  /// nil: all for regression, the square root for classification.
  package var features: Features?
  /// Draws of the bootstrap that a leaf has at least.
  package var minLeaf = 1
  /// The share of the rows that a tree draws.
  package var maxSamples = 1.0
  package var bootstrap = true
  /// nil: squared error for regression, gini for classification.
  package var criterion: Criterion?
  package var classWeight = ClassWeight.equal
  package var seed: UInt64 = 0

  package init() {}

  package func validated() throws(LearningError) -> ValidForestParameters {
    var check = ParameterCheck()
    check.expect((1...100_000).contains(trees), "trees", trees, "1 to 100000")
    check.expect(depth.map { (1...1_000).contains($0) } ?? true, "depth", depth ?? 0, "1 to 1000")
    check.expect(minLeaf >= 1, "min_leaf", minLeaf, "1 or more")
    check.expect(maxSamples > 0 && maxSamples <= 1, "max_samples", maxSamples, "above 0, up to 1")
    switch features {
    case .count(let count): check.expect(count >= 1, "features", count, "1 or more")
    case .share(let share): check.expect(share > 0 && share <= 1, "features", share, "above 0, up to 1")
    case .all, .squareRoot, nil: break
    }
    try check.finish()
    return ValidForestParameters(parameters: self)
  }
}

/// Parameters that a forest can be grown by.
package struct ValidForestParameters: Hashable, Sendable {
  package let parameters: ForestParameters

  fileprivate init(parameters: ForestParameters) { self.parameters = parameters }

  func triedFeatures(of columns: Int, _ task: LearningTask) -> Int {
    let choice = parameters.features ?? (task.kind == .regression ? .all : .squareRoot)
    return switch choice {
    case .all: columns
    case .squareRoot: max(1, Int(Double(columns).squareRoot()))
    case .count(let count): min(count, columns)
    case .share(let share): max(1, Int(Double(columns) * share))
    }
  }

  /// How many rows a tree draws.
  func draws(of rows: Int) -> Int {
    max(1, Int((Double(rows) * parameters.maxSamples).rounded()))
  }

  /// Throws when the criterion is one for the other task.
  func criterion(for task: LearningTask) throws(LearningError) -> ForestParameters.Criterion {
    var check = ParameterCheck()
    let fitting: [ForestParameters.Criterion] =
      task.kind == .regression ? [.squaredError] : [.gini, .entropy]
    let criterion = parameters.criterion ?? fitting[0]
    let expected = task.kind == .regression ? "squared_error" : "gini or entropy"
    check.expect(fitting.contains(criterion), "criterion", "\(criterion)", expected)
    try check.finish()
    return criterion
  }
}
