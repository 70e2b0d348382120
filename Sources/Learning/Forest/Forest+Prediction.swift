import Numerics
import Parallel

extension Forest {
  /// The mean of the trees for each row: a number, or the chance of every class.
  ///
  /// A value that is missing goes where the missing values of training went, or the most rows.
  package func predict(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Matrix {
    try features.checkColumns(columns)
    let means = try meanOutputs(features, workers: workers, cancellation: cancellation)
    guard task == .classification(classes: 2) else {
      return Matrix(rows: features.rows, columns: nodes.outputs, values: means)
    }
    return Matrix(rows: features.rows, columns: 2, values: means.flatMap { [1 - $0, $0] })
  }

  /// `outputs` numbers a row.
  func meanOutputs(_ features: Matrix, workers: Workers, cancellation: Cancellation) throws -> [Double] {
    let walk = ForestWalk(nodes)
    let block = 256
    let outputs = nodes.outputs
    let pieces = (features.rows + block - 1) / block
    let parts = try workers.map(pieces) { piece in
      try cancellation.check()
      let rows = (piece * block)..<min(features.rows, (piece + 1) * block)
      var sums = Array(repeating: 0.0, count: rows.count * outputs)
      features.values.withUnsafeBufferPointer { values in
        sums.withUnsafeMutableBufferPointer { sums in
          nodes.values.withUnsafeBufferPointer { leaves in
            // SAFETY: rows of the matrix, whose columns are as many as the forest's.
            guard let base = values.baseAddress else { return }
            let here = base + rows.lowerBound * features.columns
            let hasMissing = (0..<(rows.count * features.columns)).contains { here[$0].isNaN }
            for tree in 0..<nodes.trees {
              walk.leaves(
                of: tree, base, columns: features.columns, rows: rows, hasMissing: hasMissing
              ) { row, leaf in
                let place = (row - rows.lowerBound) &* outputs
                for output in 0..<outputs { sums[place &+ output] += leaves[leaf &* outputs &+ output] }
              }
            }
          }
        }
      }
      return sums.map { $0 / Double(nodes.trees) }
    }
    return parts.flatMap(\.self)
  }
}
