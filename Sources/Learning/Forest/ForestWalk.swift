import Numerics

/// The nodes of a forest laid out for walking many rows through them.
///
/// Sixteen rows go through a tree side by side, always as many steps as the tree is deep, so that no step waits
/// for the one before and nothing has to be guessed: a leaf leads to itself.
final class ForestWalk: @unchecked Sendable {
  // SAFETY: written in `init` only, freed when nobody has a reference any more.
  private let steps: UnsafeMutablePointer<Step>
  private let nodes: ForestNodes

  private struct Step {
    let threshold: Double
    /// A leaf asks about the first column, whatever it holds.
    let column: Int32
    let left: Int32
  }

  static let lanes = 16

  init(_ nodes: ForestNodes) {
    self.nodes = nodes
    let count = nodes.columns.count
    // SAFETY: a step for every node; `left` of a node stays below their number.
    steps = .allocate(capacity: max(1, count))
    for node in 0..<count {
      (steps + node).initialize(
        to: Step(
          threshold: nodes.thresholds[node], column: max(0, nodes.columns[node]), left: nodes.left[node]))
    }
  }

  deinit { steps.deallocate() }

  /// Calls `body` with the leaf of each of the rows in one tree, rows in order.
  @inline(__always)
  func leaves(
    of tree: Int, _ features: UnsafePointer<Double>, columns: Int, rows: Range<Int>, hasMissing: Bool,
    _ body: (_ row: Int, _ leaf: Int) -> Void
  ) {
    var row = rows.lowerBound
    if !hasMissing {
      while row + ForestWalk.lanes <= rows.upperBound {
        let places = walk(tree, features + row * columns, columns)
        for lane in 0..<ForestWalk.lanes { body(row + lane, Int(places[lane])) }
        row += ForestWalk.lanes
      }
    }
    while row < rows.upperBound {
      body(row, leaf(of: tree, features + row * columns))
      row += 1
    }
  }

  /// The leaf of a single row, missing values and all.
  func leaf(of tree: Int, _ row: UnsafePointer<Double>) -> Int {
    var node = Int(nodes.starts[tree])
    while nodes.columns[node] >= 0 {
      let value = row[Int(nodes.columns[node])]
      let goesLeft = value.isNaN ? nodes.missingGoesLeft[node] : value <= nodes.thresholds[node]
      node = Int(nodes.left[node]) + (goesLeft ? 0 : 1)
    }
    return node
  }

  @inline(__always)
  private func walk(_ tree: Int, _ block: UnsafePointer<Double>, _ columns: Int) -> SIMD16<Int32> {
    var places = SIMD16<Int32>(repeating: nodes.starts[tree])
    for _ in 0..<nodes.depths[tree] {
      for lane in 0..<ForestWalk.lanes {
        let step = steps[Int(places[lane])]
        let value = block[lane &* columns &+ Int(step.column)]
        places[lane] = step.left &+ (value > step.threshold ? 1 : 0)
      }
    }
    return places
  }
}
