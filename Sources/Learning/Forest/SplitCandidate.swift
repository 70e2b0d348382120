/// The best split of a node that was found so far.
struct SplitCandidate {
  /// -1: none yet.
  var column = -1
  /// Rows whose bin (or rank) is up to this go left.
  var bound = 0
  /// The next bin (or rank) that occurs in the node, -1 when nothing but missing values is left.
  var following = -1
  var usesRanks = false
  var missingGoesLeft = false
  /// Missing values were among the rows, so that the data decided where they go.
  var sawMissing = false
  /// The score is `numerator / denominator`; compared without dividing, so that equal splits are exactly equal.
  var numerator = -1.0
  var denominator = 1.0
  /// The sum that goes left.
  var left: Int64 = 0
}

/// What the scan of a node's columns compares sums with.
struct PackedNode {
  let total: Int64
  let packing: PackedSum
  let minLeaf: Int64
  /// The weight of a draw is `plain + extra × target`: of classes with weights of their own, `plain` is that of
  /// the first class, and `plain + extra` that of the second.
  let plainWeight: Double
  let extraWeight: Double
  let targetWeight: Double

  func weight(_ sum: Int64) -> Double {
    plainWeight * Double(packing.draws(sum)) + extraWeight * Double(packing.targets(sum))
  }

  func sum(_ sum: Int64) -> Double { targetWeight * Double(packing.targets(sum)) }

  /// Takes the split that sends `left` to the left, when it is better than what was found so far.
  @inline(__always)
  func consider(_ left: Int64, bound: Int, column: Int, _ best: inout SplitCandidate) -> Bool {
    let right = total &- left
    let (leftWeight, leftSum) = (weight(left), sum(left))
    let (rightWeight, rightSum) = (weight(right), sum(right))
    let numerator = leftSum * leftSum * rightWeight + rightSum * rightSum * leftWeight
    let denominator = leftWeight * rightWeight
    // A side without rows has a denominator of 0 and never wins.
    guard numerator * best.denominator > best.numerator * denominator,
      packing.draws(left) >= minLeaf, packing.draws(right) >= minLeaf
    else { return false }
    best.numerator = numerator
    best.denominator = denominator
    best.column = column
    best.bound = bound
    best.left = left
    return true
  }
}
