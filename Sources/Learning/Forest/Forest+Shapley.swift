import Glibc
import Numerics
import Parallel

/// What moved a prediction: the Shapley values of the columns, which add up to it.
package struct ShapleyValues: Sendable, Equatable {
  /// The prediction when nothing is known of the row.
  package let base: Double
  /// What knowing each column adds.
  package let values: [Double]
}

extension Forest {
  /// Exact Shapley values of one row for the prediction of a number, or for the chance of class `output`.
  ///
  /// What a tree says when only some columns are known is the mean over both children, by the rows that went
  /// there in training, wherever an unknown column is asked (Lundberg 2020). In Owen's form a Shapley value is an
  /// integral over the chance of every other column to be known; for a leaf it is that of a polynomial of as
  /// low a degree as the leaf is deep, which a few Gauss points give exactly, without differences that cancel.
  package func shapley(
    _ row: [Double], output: Int = 0, workers: Workers, cancellation: Cancellation
  ) throws -> ShapleyValues {
    guard row.count == columns else {
      throw LearningError.columnsDiffer(expected: columns, given: row.count)
    }
    let isFirstOfTwo = task == .classification(classes: 2) && output == 0
    let stored = task == .classification(classes: 2) ? 0 : output
    precondition(stored < nodes.outputs)
    let deepest = Int(nodes.depths.max() ?? 0)
    let points = GaussLegendre(points: max(1, (min(deepest, columns) + 1) / 2))
    let treesAPiece = 8
    let parts = try workers.map((nodes.trees + treesAPiece - 1) / treesAPiece) { piece in
      var walk = ShapleyWalk(nodes, row: row, output: stored, points: points, depth: deepest)
      for tree in (piece * treesAPiece)..<min(nodes.trees, (piece + 1) * treesAPiece) {
        try cancellation.check()
        walk.add(tree: tree)
      }
      return walk.result
    }
    var sums = Array(repeating: 0.0, count: columns)
    var base = 0.0
    for part in parts {
      base += part.base
      for column in 0..<columns { sums[column] += part.values[column] }
    }
    let trees = Double(nodes.trees)
    guard isFirstOfTwo else { return ShapleyValues(base: base / trees, values: sums.map { $0 / trees }) }
    return ShapleyValues(base: 1 - base / trees, values: sums.map { -$0 / trees })
  }
}

/// Goes through trees and sums up what each column moves.
private struct ShapleyWalk {
  private let nodes: ForestNodes
  private let row: [Double]
  private let output: Int
  private let points: GaussLegendre
  private(set) var result: ShapleyValues
  private var values: [Double]
  private var base = 0.0
  /// Of each column on the way to the node at hand: whether the row takes all turns, and the share of the
  /// training rows that did.
  private var known: [(follows: Double, share: Double)]
  /// The product of the factors of all columns on the way, at each point; one line a level.
  private var products: [Double]
  /// The sum over the leaves below, one line a level.
  private var sums: [Double]

  init(_ nodes: ForestNodes, row: [Double], output: Int, points: GaussLegendre, depth: Int) {
    self.nodes = nodes
    self.row = row
    self.output = output
    self.points = points
    values = Array(repeating: 0, count: row.count)
    known = Array(repeating: (follows: 1, share: 1), count: row.count)
    products = Array(repeating: 1, count: (depth + 2) * points.count)
    sums = products
    result = ShapleyValues(base: 0, values: values)
  }

  mutating func add(tree: Int) {
    let root = Int(nodes.starts[tree])
    for point in 0..<points.count { products[point] = 1 }
    visit(root, level: 0, share: 1)
    result = ShapleyValues(base: base, values: values)
  }

  /// Leaves the sum of the leaves below in the level's line of `sums`.
  private mutating func visit(_ node: Int, level: Int, share: Double) {
    let count = points.count
    guard nodes.columns[node] >= 0 else {
      let value = nodes.values[node * nodes.outputs + output]
      base += value * share
      for point in 0..<count { sums[level * count + point] = value * products[level * count + point] }
      return
    }
    let column = Int(nodes.columns[node])
    let value = row[column]
    let left = Int(nodes.left[node])
    let goesLeft = value.isNaN ? nodes.missingGoesLeft[node] : value <= nodes.thresholds[node]
    let before = known[column]
    for point in 0..<count { sums[level * count + point] = 0 }
    for child in left...(left + 1) {
      let childShare = nodes.cover[child] / nodes.cover[node]
      let after = (
        follows: (child == left) == goesLeft ? before.follows : 0, share: before.share * childShare
      )
      // A column that was not asked before has the factor 1, which (1, 1) gives.
      for point in 0..<count {
        products[(level + 1) * count + point] =
          products[level * count + point] / points.factor(before, point) * points.factor(after, point)
      }
      known[column] = after
      visit(child, level: level + 1, share: share * childShare)
      var moved = 0.0
      for point in 0..<count {
        let sum = sums[(level + 1) * count + point]
        sums[level * count + point] += sum
        moved +=
          points.weights[point] * sum
          * ((after.follows - after.share) / points.factor(after, point)
            - (before.follows - before.share) / points.factor(before, point))
      }
      values[column] += moved
    }
    known[column] = before
  }
}

/// Points and weights that integrate polynomials over 0...1 exactly, up to twice as many degrees less one.
struct GaussLegendre: Sendable {
  let points: [Double]
  let weights: [Double]

  var count: Int { points.count }

  /// The roots of a Legendre polynomial, by Newton's steps from a close guess.
  init(points count: Int) {
    var points: [Double] = []
    var weights: [Double] = []
    for index in 0..<count {
      var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var (before, here) = (1.0, x)
        for degree in 2..<max(2, count + 1) {
          let next = (Double(2 * degree - 1) * x * here - Double(degree - 1) * before) / Double(degree)
          (before, here) = (here, next)
        }
        slope = Double(count) * (x * here - before) / (x * x - 1)
        let step = here / slope
        x -= step
        if step.magnitude < 1e-16 { break }
      }
      points.append((1 - x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    self.points = points
    self.weights = weights
  }

  @inline(__always)
  func factor(_ known: (follows: Double, share: Double), _ point: Int) -> Double {
    points[point] * known.follows + (1 - points[point]) * known.share
  }
}
