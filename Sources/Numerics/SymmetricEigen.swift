/// The eigenvalues of a symmetric matrix, largest first, and a unit vector for each.
///
/// By Jacobi's rotations: at up to some hundred columns they take milliseconds, find small eigenvalues to full
/// accuracy and give the same bits everywhere. Linking OpenBLAS for it would cost 10 ms at each start.
///
/// - Complexity: some ten sweeps of O(n³).
package struct SymmetricEigen: Sendable {
  package let values: [Double]
  /// One eigenvector a row, its largest entry positive.
  package let vectors: Matrix

  /// Only the upper triangle is read.
  package init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns)
    let size = matrix.rows
    var work = matrix
    for row in 0..<size {
      for column in 0..<row { work[row, column] = work[column, row] }
    }
    var rotations = Matrix(rows: size, columns: size)
    for place in 0..<size { rotations[place, place] = 1 }

    for _ in 0..<60 where SymmetricEigen.sweep(&work, &rotations) == false { break }

    let order = (0..<size).sorted { (work[$0, $0], $1) > (work[$1, $1], $0) }
    values = order.map { work[$0, $0] }
    var sorted = rotations.selecting(rows: order)
    for row in 0..<size { SymmetricEigen.makeLargestPositive(&sorted, row: row) }
    vectors = sorted
  }

  /// Turns every pair of axes once; false when there was nothing left to turn.
  private static func sweep(_ work: inout Matrix, _ rotations: inout Matrix) -> Bool {
    let size = work.rows
    var didTurn = false
    // SAFETY: rows and columns below `size` of two matrices of size × size that nothing else uses meanwhile.
    work.values.withUnsafeMutableBufferPointer { a in
      rotations.values.withUnsafeMutableBufferPointer { v in
        for p in 0..<max(0, size - 1) {
          for q in (p + 1)..<size {
            let off = a[p * size + q]
            let (first, second) = (a[p * size + p], a[q * size + q])
            // Below this the element changes neither eigenvalue.
            guard off.magnitude > 1e-17 * (first.magnitude * second.magnitude).squareRoot(),
              off.magnitude > Double.leastNormalMagnitude
            else { continue }
            didTurn = true
            let ratio = (second - first) / (2 * off)
            let tangent = (ratio < 0 ? -1 : 1) / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
            let cosine = 1 / (1 + tangent * tangent).squareRoot()
            let sine = tangent * cosine
            for k in 0..<size {
              let (x, y) = (a[k * size + p], a[k * size + q])
              a[k * size + p] = cosine * x - sine * y
              a[k * size + q] = sine * x + cosine * y
            }
            for k in 0..<size {
              let (x, y) = (a[p * size + k], a[q * size + k])
              a[p * size + k] = cosine * x - sine * y
              a[q * size + k] = sine * x + cosine * y
              let (s, t) = (v[p * size + k], v[q * size + k])
              v[p * size + k] = cosine * s - sine * t
              v[q * size + k] = sine * s + cosine * t
            }
            a[p * size + q] = 0
            a[q * size + p] = 0
          }
        }
      }
    }
    return didTurn
  }

  private static func makeLargestPositive(_ matrix: inout Matrix, row: Int) {
    let entries = matrix.row(row)
    // Entries that are equal but for rounding must not let the sign depend on it: the first of them decides.
    let largest = entries.reduce(0) { max($0, $1.magnitude) }
    guard let deciding = entries.first(where: { $0.magnitude >= largest * (1 - 1e-9) }), deciding < 0 else {
      return
    }
    for column in 0..<matrix.columns { matrix[row, column] = -matrix[row, column] }
  }
}
