import Numerics
import Parallel

/// What a forest says of its own training rows by the trees that have not seen them.
package struct OutOfBag: Sendable, Equatable {
  /// The rows that at least one tree has not seen, ascending.
  package let rows: [Int]
  /// For each of them a number, or the chance of every class.
  package let predictions: Matrix
}

extension Forest {
  /// Predicts each training row by the trees that did not draw it; `features` are the rows of the fit.
  ///
  /// Empty for a forest without a bootstrap, whose trees have seen every row.
  package func outOfBag(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> OutOfBag {
    let drawn = try DrawnRows(self, rows: features.rows, workers: workers, cancellation: cancellation)
    let count = nodes.outputs
    let parts = try forEachBlock(features, workers: workers, cancellation: cancellation) { rows, leaves in
      var sums = Array(repeating: 0.0, count: rows.count * count)
      var trees = Array(repeating: 0, count: rows.count)
      for tree in 0..<nodes.trees {
        let leaf = leaves(tree)
        for row in 0..<rows.count where !drawn.contains(rows.lowerBound + row, tree) {
          trees[row] += 1
          for output in 0..<count {
            sums[row * count + output] += nodes.values[Int(leaf[row]) * count + output]
          }
        }
      }
      let seen = (0..<rows.count).filter { trees[$0] > 0 }
      let means = seen.flatMap { row in
        (0..<count).map { sums[row * count + $0] / Double(trees[row]) }
      }
      return (rows: seen.map { $0 + rows.lowerBound }, means: means)
    }
    return OutOfBag(rows: parts.flatMap(\.rows), predictions: outputs(ofMeans: parts.flatMap(\.means)))
  }
}

/// Which rows each tree of a forest drew, drawn again from the seed.
struct DrawnRows: Sendable {
  private let words: [[UInt64]]

  init(_ forest: Forest, rows: Int, workers: Workers, cancellation: Cancellation) throws {
    guard rows == forest.trainingRows else {
      throw LearningError.lengthsDiffer(rows: rows, targets: forest.trainingRows)
    }
    let parameters = forest.parameters
    let draws = parameters.bootstrap ? try parameters.validated().draws(of: rows) : nil
    let bootstrap = Bootstrap(seed: parameters.seed, rows: rows, draws: draws)
    words = try workers.map(forest.nodes.trees) { tree in
      try cancellation.check()
      var counts = Array(repeating: UInt16(0), count: rows)
      counts.withUnsafeMutableBufferPointer { counts in
        // SAFETY: a place for every row.
        if let base = counts.baseAddress { bootstrap.draw(tree: tree, into: base) }
      }
      var words = Array(repeating: UInt64(0), count: (rows + 63) / 64)
      for row in 0..<rows where counts[row] > 0 { words[row >> 6] |= 1 << UInt64(row & 63) }
      return words
    }
  }

  func contains(_ row: Int, _ tree: Int) -> Bool {
    words[tree][row >> 6] >> UInt64(row & 63) & 1 == 1
  }
}
