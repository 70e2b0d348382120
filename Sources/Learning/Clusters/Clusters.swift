import Numerics
import Parallel

/// Rows put into clusters around centres (k-means), numbered by size, the largest first.
package struct Clusters: Sendable, Equatable {
  /// A centre a row.
  package let centers: Matrix
  /// How many training rows each cluster has.
  package let sizes: [Int]
  /// The squared distances of the training rows from their centres, in sum.
  package let inertia: Double
  /// Steps of the best restart.
  package let iterations: Int
  /// The inertia after each step of the best restart; it never rises.
  package let inertias: [Double]

  /// The rows are taken as they are: columns should be of one scale.
  package static func fit(
    _ valid: ValidClusterParameters, _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> Clusters {
    let parameters = valid.parameters
    guard features.columns > 0 else { throw LearningError.noColumns }
    guard features.rows >= parameters.clusters else {
      throw LearningError.tooFewRows(needed: parameters.clusters, given: features.rows)
    }
    try features.checkUsable()
    let (space, labelled) = (ClusterSpace(features), LabelledRows(features))
    let means = try columnMeans(features, workers: workers, cancellation: cancellation)
    var variance = 0.0
    for row in 0..<features.rows {
      for column in 0..<features.columns {
        let difference = features[row, column] - means[column]
        variance += difference * difference
      }
    }
    let atRest = parameters.tolerance * variance / Double(features.values.count)
    cancellation.progress.begin("restarts", total: parameters.restarts)
    let runs = try workers.map(parameters.restarts) { restart in
      var run = LloydRun(space, labelled, parameters, stream: UInt64(restart))
      try run.run(atRest: atRest, cancellation: cancellation)
      cancellation.progress.advance()
      return run.result
    }
    // The earliest of equally good ones.
    let best = runs.indices.reduce(0) { runs[$1].inertia < runs[$0].inertia ? $1 : $0 }
    return runs[best].sorted(columns: features.columns)
  }

  /// The cluster of each row: that of the nearest centre, of equally near ones the first.
  package func assign(
    _ features: Matrix, workers: Workers, cancellation: Cancellation
  ) throws -> [Int] {
    try features.checkColumns(centers.columns)
    try features.checkUsable()
    let block = 1024
    let parts = try workers.map((features.rows + block - 1) / block) { piece in
      try cancellation.check()
      let rows = Array((piece * block)..<min(features.rows, (piece + 1) * block))
      let space = ClusterSpace(features.selecting(rows: rows))
      var labels = Array(repeating: Int32(0), count: space.padded)
      var distances = Array(repeating: 0.0, count: space.padded)
      _ = space.label(&labels, &distances, byNearestOf: centers.values)
      return labels.prefix(rows.count).map(Int.init)
    }
    return parts.flatMap(\.self)
  }
}

extension Clusters {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.clusters)
    writer.write(centers)
    writer.write(sizes.map(Double.init))
    writer.write(inertia)
    writer.write(Int64(iterations))
    writer.write(inertias)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .clusters)
    centers = try reader.readMatrix()
    let sizes = try reader.readDoubles().map { Int(exactly: $0) }
    self.sizes = sizes.compactMap(\.self)
    inertia = try reader.readDouble()
    iterations = try reader.readInt()
    inertias = try reader.readDoubles()
    guard self.sizes.count == centers.rows, sizes.count == centers.rows, centers.columns > 0 else {
      throw .damagedModel
    }
  }
}
