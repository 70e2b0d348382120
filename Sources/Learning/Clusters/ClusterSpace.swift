import Numerics

/// Rows laid out for distances: column after column in blocks of rows, so that four rows are measured at once.
final class ClusterSpace: @unchecked Sendable {
  // SAFETY: written in `init` only, freed when nobody has a reference any more.
  private let values: UnsafeMutablePointer<Double>
  let rows: Int
  let columns: Int
  /// `rows`, and some more of zeros to make fours.
  let padded: Int

  init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    padded = (rows + 3) / 4 * 4
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

  /// The squared distances of rows `row..<row + 4` from a point; `row` must be a multiple of four.
  @inline(__always)
  func squaredDistances(_ row: Int, from point: UnsafePointer<Double>) -> SIMD4<Double> {
    var sum = SIMD4<Double>()
    var place = values + row
    for column in 0..<columns {
      // SAFETY: four rows of one column, within the padded ones.
      let four = UnsafeRawPointer(place).loadUnaligned(as: SIMD4<Double>.self)
      let difference = four - SIMD4(repeating: point[column])
      sum += difference * difference
      place += padded
    }
    return sum
  }
}
