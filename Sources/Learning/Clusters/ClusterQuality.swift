import Numerics
import Parallel

/// How well rows are parted into clusters.
package enum ClusterQuality {
  /// How much nearer rows are to their own cluster than to the next, from -1 to 1 (Rousseeuw 1987), as the mean
  /// over the rows; nil with fewer than two clusters that have rows.
  ///
  /// - Complexity: O(n²), each pair measured once.
  package static func silhouette(
    _ features: Matrix, _ labels: [Int], workers: Workers, cancellation: Cancellation
  ) throws -> Double? {
    guard Set(labels).count > 1 else { return nil }
    let widths = try silhouettes(features, labels, workers: workers, cancellation: cancellation)
    return widths.reduce(0, +) / Double(labels.count)
  }

  /// The same for each row; 0 for one alone in its cluster, and for all where there is one cluster only.
  package static func silhouettes(
    _ features: Matrix, _ labels: [Int], workers: Workers, cancellation: Cancellation
  ) throws -> [Double] {
    let members = rowsOf(labels)
    var widths = Array(repeating: 0.0, count: labels.count)
    guard members.count > 1 else { return widths }
    try features.checkUsable()
    let distances = try DistanceSums(
      members.map { ClusterSpace(features.selecting(rows: $0)) }, workers: workers,
      cancellation: cancellation)
    for (own, rows) in members.enumerated() where rows.count > 1 {
      for (place, row) in rows.enumerated() {
        let inside = distances.of(place, in: own, to: own) / Double(rows.count - 1)
        var outside = Double.infinity
        for other in members.indices where other != own {
          outside = min(outside, distances.of(place, in: own, to: other) / Double(members[other].count))
        }
        let larger = max(inside, outside)
        if larger > 0 { widths[row] = (outside - inside) / larger }
      }
    }
    return widths
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
