/// The nodes of all trees of a forest in flat arrays; children are counted from the first node of all.
struct ForestNodes: Sendable, Equatable {
  /// Where each tree begins, and at last where the last one ends.
  let starts: [Int32]
  /// The depth of each tree.
  let depths: [Int32]
  /// The column that a node asks about, -1 for a leaf.
  let columns: [Int32]
  /// A value up to this goes to `left`, a greater one to the node behind that.
  let thresholds: [Double]
  /// A leaf's is itself.
  let left: [Int32]
  let missingGoesLeft: [Bool]
  /// The weight of the training rows that came here.
  let cover: [Double]
  /// Numbers a leaf holds.
  let outputs: Int
  let values: [Double]
  let layouts = ForestLayouts()

  var trees: Int { depths.count }

  init(
    starts: [Int32], depths: [Int32], columns: [Int32], thresholds: [Double], left: [Int32],
    missingGoesLeft: [Bool], cover: [Double], outputs: Int, values: [Double]
  ) {
    self.starts = starts
    self.depths = depths
    self.columns = columns
    self.thresholds = thresholds
    self.left = left
    self.missingGoesLeft = missingGoesLeft
    self.cover = cover
    self.outputs = outputs
    self.values = values
  }

  init(_ trees: [GrownTree], outputs: Int) {
    var starts: [Int32] = [0]
    let count = trees.reduce(0) { $0 + $1.count }
    var left: [Int32] = []
    var cover: [Double] = []
    left.reserveCapacity(count)
    cover.reserveCapacity(count)
    for tree in trees {
      let start = starts[starts.count - 1]
      for node in 0..<tree.count {
        left.append(start + (tree.columns[node] < 0 ? Int32(node) : tree.left[node]))
      }
      var covers = tree.cover
      // Children stand behind their parents.
      for node in stride(from: tree.count - 1, through: 0, by: -1) where tree.columns[node] >= 0 {
        let child = Int(tree.left[node])
        covers[node] = covers[child] + covers[child + 1]
      }
      cover.append(contentsOf: covers)
      starts.append(start + Int32(tree.count))
    }
    // Not a flat map, which would take up to twice the room.
    func joined<Element>(_ part: (GrownTree) -> [Element]) -> [Element] {
      var all: [Element] = []
      all.reserveCapacity(trees.reduce(0) { $0 + part($1).count })
      for tree in trees { all.append(contentsOf: part(tree)) }
      return all
    }
    self.init(
      starts: starts, depths: trees.map { Int32($0.depth) }, columns: joined(\.columns),
      thresholds: joined(\.thresholds), left: left, missingGoesLeft: joined(\.missingGoesLeft), cover: cover,
      outputs: outputs, values: joined(\.values))
  }
}
