import CProcessor
import Numerics

/// Rows laid out for sums by label: row after row, behind the numbers of each a 1 that counts it, filled up with zeros.
final class LabelledRows: @unchecked Sendable {
  // SAFETY: written in `init` only, freed when nobody has a reference any more.
  private let values: UnsafeMutablePointer<Double>
  private let rows: Int
  private let columns: Int
  /// Numbers in a row: a multiple of eight.
  private let width: Int

  /// What the rows of each label add up to.
  struct Sums {
    fileprivate var values: [Double]
    fileprivate let width: Int
    fileprivate let columns: Int
    /// Of all rows, in their order.
    fileprivate(set) var distance = 0.0

    func sum(_ label: Int, _ column: Int) -> Double { values[label * width + column] }

    /// How many rows have the label.
    func size(_ label: Int) -> Double { values[label * width + columns] }

    /// Makes a row the only one of a label that had none.
    mutating func move(_ rows: LabelledRows, _ row: Int, from: Int, to label: Int) {
      for column in 0...columns {
        let value = rows.value(row, column)
        values[from * width + column] -= value
        values[label * width + column] = value
      }
    }
  }

  init(_ matrix: Matrix) {
    rows = matrix.rows
    columns = matrix.columns
    width = (columns + 8) / 8 * 8
    // SAFETY: a place for each number of the filled up rows.
    values = .allocate(capacity: max(1, rows * width))
    values.initialize(repeating: 0, count: max(1, rows * width))
    for row in 0..<rows {
      for column in 0..<columns { values[row * width + column] = matrix.values[row * columns + column] }
      values[row * width + columns] = 1
    }
  }

  deinit { values.deallocate() }

  private func value(_ row: Int, _ column: Int) -> Double { values[row * width + column] }

  /// - Precondition: labels are below `count`; a label and a distance for each row.
  func sums(_ labels: [Int32], _ distances: [Double], count: Int) -> Sums {
    precondition(labels.count >= rows && distances.count >= rows)
    var sums = Sums(values: Array(repeating: 0, count: count * width), width: width, columns: columns)
    // SAFETY: labels are places of centres, of which there are `count`.
    sums.distance = hq_sum_by_label(values, width, rows, labels, distances, &sums.values)
    return sums
  }
}
