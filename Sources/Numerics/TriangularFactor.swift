import Parallel

/// The triangle R of a QR decomposition, by Householder's reflections.
///
/// A tall matrix is cut into blocks of rows of fixed size; each becomes its triangle, and the triangles, stacked,
/// become one. So the work is parallel, stays in the cache, and gives the same bits on any number of threads.
package enum TriangularFactor {
  private static let blockRows = 2048

  /// R of `matrix`, square, with one row per column of it.
  package static func of(_ matrix: Matrix, workers: Workers, cancellation: Cancellation) throws -> Matrix {
    let columns = matrix.columns
    let block = max(blockRows, 4 * columns)
    let blocks = max(1, (matrix.rows + block - 1) / block)
    let triangles = try workers.map(blocks) { piece in
      try cancellation.check()
      let from = piece * block
      let to = min(matrix.rows, from + block)
      var part = ColumnMajor(matrix, rows: from..<to)
      part.reflect()
      return part.triangle
    }
    guard triangles.count > 1 else { return triangles[0] }
    let stacked = Matrix(
      rows: columns * triangles.count, columns: columns, values: triangles.flatMap(\.values))
    // Halving by levels would be no faster: a stack of some hundred triangles is one small block.
    return try of(stacked, workers: workers, cancellation: cancellation)
  }
}

/// The working copy of some rows, column after column, so that a reflection runs over neighbours.
struct ColumnMajor {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(_ matrix: Matrix, rows range: Range<Int>) {
    rows = range.count
    columns = matrix.columns
    values = Array(repeating: 0, count: rows * columns)
    for column in 0..<columns {
      for row in 0..<rows {
        values[column * rows + row] = matrix.values[(range.lowerBound + row) * columns + column]
      }
    }
  }

  /// Makes every column zero below the diagonal.
  mutating func reflect() {
    let (rows, columns) = (rows, columns)
    // SAFETY: all places are below rows × columns of an array that only this function uses.
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for step in 0..<min(rows, columns) {
        reflectColumn(
          base + step * rows + step, length: rows - step, stride: rows, others: columns - step - 1)
      }
    }
  }

  var triangle: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for row in 0...column where row < rows { result[row, column] = values[column * rows + row] }
    }
    return result
  }
}

/// Turns the column at `pivot` onto its first entry, and the `others` behind it along.
func reflectColumn(_ pivot: UnsafeMutablePointer<Double>, length: Int, stride: Int, others: Int) {
  var largest = 0.0
  for row in 0..<length { largest = max(largest, pivot[row].magnitude) }
  guard largest > 0, largest.isFinite else { return }
  // Scaled, so that squares of tiny or huge entries neither vanish nor overflow.
  var square = 0.0
  for row in 0..<length {
    let scaled = pivot[row] / largest
    square += scaled * scaled
  }
  let norm = square.squareRoot() * largest
  let alpha = pivot[0] > 0 ? -norm : norm
  let head = pivot[0] - alpha
  for row in 1..<max(1, length) { pivot[row] /= head }
  let tau = -head / alpha
  pivot[0] = alpha
  for other in 0..<others {
    let column = pivot + (other + 1) * stride
    let along = (column[0] + dot(pivot + 1, column + 1, length - 1)) * tau
    column[0] -= along
    subtract(along, times: pivot + 1, from: column + 1, length - 1)
  }
}

/// Four sums at once, added in one fixed order.
@inline(__always)
func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
  var sums = (SIMD4<Double>(), SIMD4<Double>())
  var place = 0
  while place + 8 <= count {
    let first = UnsafeRawPointer(a + place).loadUnaligned(as: SIMD4<Double>.self)
    let second = UnsafeRawPointer(b + place).loadUnaligned(as: SIMD4<Double>.self)
    let third = UnsafeRawPointer(a + place + 4).loadUnaligned(as: SIMD4<Double>.self)
    let fourth = UnsafeRawPointer(b + place + 4).loadUnaligned(as: SIMD4<Double>.self)
    sums.0 += first * second
    sums.1 += third * fourth
    place += 8
  }
  var rest = 0.0
  while place < count {
    rest += a[place] * b[place]
    place += 1
  }
  return (sums.0 + sums.1).sum() + rest
}

@inline(__always)
func dot(_ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
  dot(UnsafePointer(a), UnsafePointer(b), count)
}

@inline(__always)
func subtract(
  _ factor: Double, times a: UnsafeMutablePointer<Double>, from b: UnsafeMutablePointer<Double>, _ count: Int
) {
  for place in 0..<count { b[place] -= factor * a[place] }
}
