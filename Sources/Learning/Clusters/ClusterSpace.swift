import CProcessor
import Numerics

/// Rows laid out for distances: column after column, so that several rows are measured at once.
final class ClusterSpace: @unchecked Sendable {
  // SAFETY: written in `init` only, freed when nobody has a reference any more.
  private let values: UnsafeMutablePointer<Double>
  let rows: Int
  let columns: Int
  /// `rows`, and some more of zeros to make eights.
  let padded: Int

  init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    padded = (rows + 7) / 8 * 8
    // SAFETY: a place for each padded row in each column.
    values = .allocate(capacity: max(1, padded * columns))
    values.initialize(repeating: 0, count: max(1, padded * columns))
    for row in 0..<rows {
      for column in 0..<columns { values[column * padded + row] = matrix.values[row * columns + column] }
    }
  }

  deinit { values.deallocate() }

  func value(_ row: Int, _ column: Int) -> Double { values[column * padded + row] }

  func row(_ row: Int) -> [Double] { (0..<columns).map { value(row, $0) } }

  /// Whether a row goes to another centre is asked of whole fours of rows.
  private var compared: Int { (rows + 3) / 4 * 4 }

  /// Gives each row the nearest of some centres, of equally near ones the first, and its squared distance; tells
  /// whether a label became another one.
  func label(_ labels: inout [Int32], _ distances: inout [Double], byNearestOf centers: [Double]) -> Bool {
    precondition(labels.count == padded && distances.count == padded)
    // SAFETY: a label and a distance for each padded row; centres of as many columns as the rows.
    return hq_label_nearest(
      values, padded, compared, columns, centers, centers.count / columns, &labels, &distances) != 0
  }

  /// The squared distance of each row from a point, or its bound where that is less.
  func squaredDistances(from point: [Double], atMost bounds: [Double]) -> [Double] {
    precondition(point.count == columns && bounds.count == padded)
    return Array(unsafeUninitializedCapacity: padded) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: a bound and a place for each padded row; the point has as many entries as the rows.
      hq_nearer(values, padded, columns, point, bounds, base)
      filled = padded
    }
  }

  /// Adds the distances of each row from `start` on, a multiple of eight or behind the last row, to its place; gives
  /// for each point, one after the other in one array, the sum of its distances.
  func addDistances(
    from points: [Double], count: Int, startingAt start: Int, to places: inout [Double]
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    guard start < rows else { return sums }
    precondition(points.count == count * columns && places.count == padded && start % 8 == 0)
    // Four for each point: the rest of fewer than eight rows goes on where the whole eights stopped.
    var lanes = Array(repeating: 0.0, count: 4 * count)
    let whole = rows / 8 * 8
    // SAFETY: there is a place for each row, and four sums for each point.
    hq_add_distances(values, padded, columns, start, whole, points, count, &places, &lanes)
    for point in 0..<count {
      func distance(_ row: Int) -> Double {
        var square = 0.0
        for column in 0..<columns {
          let difference = value(row, column) - points[point * columns + column]
          square += difference * difference
        }
        return square.squareRoot()
      }
      for row in whole..<rows {
        let distance = distance(row)
        places[row] += distance
        if row < rows / 4 * 4 { lanes[4 * point + row % 4] += distance }
      }
      var sum = lanes[4 * point] + lanes[4 * point + 1]
      sum += lanes[4 * point + 2]
      sum += lanes[4 * point + 3]
      for row in (rows / 4 * 4)..<rows { sum += distance(row) }
      sums[point] = sum
    }
    return sums
  }
}
