import CProcessor
import Numerics
import Parallel

extension Forest {
  /// The mean of the trees for each row: a number, or the chance of every class.
  ///
  /// A value that is missing goes where the missing values of training went, or the most rows.
  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    try outputs(
      ofMeans: means(of: Array(0..<nodes.trees), features, workers: workers, cancellation: cancellation))
  }

  /// The means of some trees, `outputs` numbers a row.
  func means(
    of trees: [Int], _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> [Double] {
    let count = nodes.outputs
    let parts = try forEachBlock(features, workers: workers, cancellation: cancellation) { rows, leaves in
      var sums = Array(repeating: 0.0, count: rows.count * count)
      // SAFETY: leaves are nodes of the forest, and there are `outputs` values for each of them.
      sums.withUnsafeMutableBufferPointer { sums in
        nodes.values.withUnsafeBufferPointer { values in
          for tree in trees {
            let leaf = leaves(tree)
            if count == 1 {
              hq_add_values(values.baseAddress, leaf, rows.count, sums.baseAddress)
              continue
            }
            for row in 0..<rows.count {
              for output in 0..<count {
                sums[row &* count &+ output] += values[Int(leaf[row]) &* count &+ output]
              }
            }
          }
        }
      }
      return sums.map { $0 / Double(trees.count) }
    }
    return parts.flatMap(\.self)
  }

  /// One column of numbers, or one of each class.
  func outputs(ofMeans means: [Double]) -> Matrix {
    guard task == .classification(classes: 2) else {
      return Matrix(rows: means.count / nodes.outputs, columns: nodes.outputs, values: means)
    }
    return Matrix(rows: means.count, columns: 2, values: means.flatMap { [1 - $0, $0] })
  }

  /// Gives the leaf of each row of a block in one tree; it holds until the next tree is asked for.
  typealias LeavesOfTree = (_ tree: Int) -> UnsafeMutablePointer<Int32>

  /// The results of `body` for blocks of rows, in order.
  func forEachBlock<Result: Sendable>(
    _ features: Matrix, atMost mostRows: Int = 1024, workers: Workers, cancellation: Cancellation,
    _ body: @Sendable (_ rows: Range<Int>, _ leaves: LeavesOfTree) throws -> Result
  ) throws -> [Result] {
    try features.checkColumns(columns)
    let hasMissing = features.values.contains { $0.isNaN }
    // Laying the forest out costs as much as walking some dozen rows.
    let walk =
      features.rows < 64
      ? nil
      : try nodes.layouts.walk(
        nodes, columns: columns, hasMissing: hasMissing, workers: workers, cancellation: cancellation)
    let block = min(mostRows, walk?.blockRows ?? mostRows)
    return try workers.map((features.rows + block - 1) / block) { piece in
      try cancellation.check()
      let rows = (piece * block)..<min(features.rows, (piece + 1) * block)
      // SAFETY: the matrix has as many columns as the forest, and `rows` are rows of it; the leaves have a place for
      // each of them, and live as long as `body` runs.
      return try features.values.withUnsafeBufferPointer { values in
        let leaves = UnsafeMutablePointer<Int32>.allocate(
          capacity: ForestWalk.groups(rows.count) * ForestWalk.group)
        defer { leaves.deallocate() }
        guard let base = values.baseAddress else { return try body(0..<0) { _ in leaves } }
        guard let walk else {
          return try body(rows) { tree in
            for row in rows {
              leaves[row - rows.lowerBound] = Int32(nodes.leaf(of: tree, base + row * columns))
            }
            return leaves
          }
        }
        var walker = ForestWalk.Walker(walk, rows, of: base)
        return try body(rows) { tree in
          walker.findLeaves(of: tree, leaves)
          return leaves
        }
      }
    }
  }
}

extension ForestNodes {
  /// The leaf that a single row comes to, missing values and all.
  func leaf(of tree: Int, _ row: UnsafePointer<Double>) -> Int {
    var node = Int(starts[tree])
    while columns[node] >= 0 {
      let value = row[Int(columns[node])]
      let goesLeft = value.isNaN ? missingGoesLeft[node] : value <= thresholds[node]
      node = Int(left[node]) + (goesLeft ? 0 : 1)
    }
    return node
  }
}
