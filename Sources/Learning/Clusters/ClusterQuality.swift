import Numerics
import Parallel

/// How well rows are parted into clusters.
package enum ClusterQuality {
  /// How much nearer rows are to their own cluster than to the next, from -1 to 1 (Rousseeuw 1987), as the mean
  /// over the rows; nil with fewer than two clusters that have rows.
  ///
  /// - Complexity: O(n²).
  package static func silhouette(
    _ features: Matrix, _ labels: [Int], workers: Workers, cancellation: Cancellation
  ) throws -> Double? {
    let members = rowsOf(labels)
    guard members.count > 1 else { return nil }
    try features.checkUsable()
    // Row after row of the same cluster, each cluster filled up to fours: what is measured at once belongs together.
    let spaces = members.map { ClusterSpace(features.selecting(rows: $0)) }
    let block = 64
    let blocks = members.enumerated().flatMap { cluster, rows in
      stride(from: 0, to: rows.count, by: block).map { (cluster, $0..<min(rows.count, $0 + block)) }
    }
    let sums = try workers.map(blocks.count) { piece in
      try cancellation.check()
      let (own, rows) = blocks[piece]
      return rows.reduce(0.0) { sum, row in
        let point = spaces[own].row(row)
        guard members[own].count > 1 else { return sum }
        var inside = 0.0
        var outside = Double.infinity
        for (cluster, space) in spaces.enumerated() {
          let distance = space.distanceSum(from: point)
          if cluster == own {
            inside = distance / Double(space.rows - 1)
          } else {
            outside = min(outside, distance / Double(space.rows))
          }
        }
        let larger = max(inside, outside)
        return larger > 0 ? sum + (outside - inside) / larger : sum
      }
    }
    return sums.reduce(0, +) / Double(labels.count)
  }

  /// How much of each other's room the two nearest clusters take up, as the mean over the clusters (Davies and
  /// Bouldin 1979); smaller is better. nil with fewer than two clusters that have rows.
  package static func daviesBouldin(_ features: Matrix, _ labels: [Int]) throws -> Double? {
    let members = rowsOf(labels)
    guard members.count > 1 else { return nil }
    try features.checkUsable()
    let centers = Matrix(
      rows: members.count, columns: features.columns,
      values: members.flatMap { rows in
        (0..<features.columns).map { column in
          rows.reduce(0) { $0 + features[$1, column] } / Double(rows.count)
        }
      })
    let spreads = members.enumerated().map { cluster, rows in
      rows.reduce(0) { sum, row in
        sum
          + (0..<features.columns).reduce(0) { square, column in
            let difference = features[row, column] - centers[cluster, column]
            return square + difference * difference
          }.squareRoot()
      } / Double(rows.count)
    }
    var sum = 0.0
    for cluster in members.indices {
      let distances = squaredDistances(from: centers, cluster, to: centers)
      var worst = 0.0
      for other in members.indices where other != cluster && distances[other] > 0 {
        worst = max(worst, (spreads[cluster] + spreads[other]) / distances[other].squareRoot())
      }
      sum += worst
    }
    return sum / Double(members.count)
  }

  /// The rows of each label that occurs, by rising label.
  private static func rowsOf(_ labels: [Int]) -> [[Int]] {
    var places: [Int: Int] = [:]
    for label in Set(labels).sorted() { places[label] = places.count }
    var rows = Array(repeating: [Int](), count: places.count)
    for (row, label) in labels.enumerated() { rows[places[label, default: 0]].append(row) }
    return rows
  }
}

extension ClusterSpace {
  /// The distances of all rows from a point, in sum.
  fileprivate func distanceSum(from point: [Double]) -> Double {
    point.withUnsafeBufferPointer { point in
      // SAFETY: the point has as many entries as the rows; `rows` at most are measured.
      guard let base = point.baseAddress else { return 0 }
      var sums = SIMD4<Double>()
      let whole = rows / 4 * 4
      for row in stride(from: 0, to: whole, by: 4) {
        sums += squaredDistances(row, from: base).squareRoot()
      }
      var sum = sums.sum()
      if whole < rows {
        let rest = squaredDistances(whole, from: base).squareRoot()
        for lane in 0..<(rows - whole) { sum += rest[lane] }
      }
      return sum
    }
  }
}
