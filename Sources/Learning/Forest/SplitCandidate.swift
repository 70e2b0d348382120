/// The best split of a node.
struct SplitCandidate {
  /// -1: none.
  var column = -1
  /// Rows whose code is up to this go left.
  var bound = 0
  var missingGoesLeft = false
  var score = -1.0
  /// The sum that goes left, of splits that are scored by sums.
  var left: Int64 = 0
}

/// What the sums of a node weigh.
struct SumWeights: Sendable {
  let packing: PackedSum
  /// The weight of a draw is `plain + extra × target`: of classes with weights of their own, `plain` is that of
  /// the first class, and `plain + extra` that of the second.
  let plain: Double
  let extra: Double
  let target: Double

  init(_ packing: PackedSum, classWeights: [Double]) {
    self.packing = packing
    plain = classWeights.first ?? 1
    extra = classWeights.count > 1 ? classWeights[1] - classWeights[0] : 0
    target = classWeights.count > 1 ? classWeights[1] : 1
  }

  func weight(_ sum: Int64) -> Double {
    plain * Double(packing.draws(sum)) + extra * Double(packing.targets(sum))
  }

  func sum(_ sum: Int64) -> Double { target * Double(packing.targets(sum)) }
}
