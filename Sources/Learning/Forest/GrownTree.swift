/// One tree as flat arrays; the right child of a node stands behind its left one.
struct GrownTree: Sendable {
  /// The column that a node asks about, -1 for a leaf.
  var columns: [Int32] = []
  /// A value up to this goes left.
  var thresholds: [Double] = []
  /// The left child of a node.
  var left: [Int32] = []
  var missingGoesLeft: [Bool] = []
  /// The weight of the training rows that came here.
  var cover: [Double] = []
  /// `outputs` numbers a node; all 0 but for leaves.
  var values: [Double] = []
  /// How much the splits on each column lowered the impurity.
  var importance: [Double] = []
  var depth = 0

  var count: Int { columns.count }

  mutating func reserve(_ nodes: Int, outputs: Int) {
    columns.reserveCapacity(nodes)
    thresholds.reserveCapacity(nodes)
    left.reserveCapacity(nodes)
    missingGoesLeft.reserveCapacity(nodes)
    cover.reserveCapacity(nodes)
    values.reserveCapacity(nodes * outputs)
  }

  mutating func appendLeaf(outputs: Int) {
    columns.append(-1)
    thresholds.append(.infinity)
    left.append(0)
    missingGoesLeft.append(true)
    cover.append(0)
    for _ in 0..<outputs { values.append(0) }
  }
}
