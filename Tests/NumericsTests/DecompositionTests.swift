import Numerics
import Parallel
import Testing

@Suite struct DecompositionTests {
  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = CounterGenerator(seed: seed, stream: 7)
    return Matrix(
      rows: rows, columns: columns, values: (0..<(rows * columns)).map { _ in generator.normal() })
  }

  private func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    var result = Matrix(rows: a.rows, columns: b.columns)
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        result[row, column] = (0..<a.columns).reduce(0) { $0 + a[row, $1] * b[$1, column] }
      }
    }
    return result
  }

  private func distance(_ a: Matrix, _ b: Matrix) -> Double {
    zip(a.values, b.values).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test(arguments: [1, 2, 5, 20, 60]) func `vectors and values give the matrix back`(size: Int) {
    let half = random(size + 3, size, seed: UInt64(size))
    let matrix = product(half.transposed, half)
    let eigen = SymmetricEigen(matrix)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
    var scaled = eigen.vectors
    for row in 0..<size {
      for column in 0..<size { scaled[row, column] *= eigen.values[row] }
    }
    #expect(distance(product(eigen.vectors.transposed, scaled), matrix) < 1e-11 * Double(size))
    var identity = Matrix(rows: size, columns: size)
    for place in 0..<size { identity[place, place] = 1 }
    #expect(distance(product(eigen.vectors, eigen.vectors.transposed), identity) < 1e-13 * Double(size))
  }

  @Test func `eigenvalues of a known matrix`() {
    let eigen = SymmetricEigen(Matrix(rows: 2, columns: 2, values: [2, 1, 1, 2]))
    #expect(abs(eigen.values[0] - 3) < 1e-14 && abs(eigen.values[1] - 1) < 1e-14)
    #expect(eigen.vectors.row(0).allSatisfy { abs($0 - 0.5.squareRoot()) < 1e-14 })
  }

  @Test(arguments: [1, 3, 2_048, 2_049, 9_000])
  func `the triangle has the same squares as the matrix`(rows: Int) throws {
    let matrix = random(rows, 6, seed: UInt64(rows))
    let triangle = try TriangularFactor.of(matrix, workers: Workers(count: 2), cancellation: Cancellation())
    let difference = distance(
      product(triangle.transposed, triangle), product(matrix.transposed, matrix))
    #expect(difference < 1e-10 * Double(rows))
    for row in 0..<6 {
      for column in 0..<row { #expect(triangle[row, column] == 0) }
    }
    let alone = try TriangularFactor.of(matrix, workers: Workers(count: 1), cancellation: Cancellation())
    #expect(alone == triangle)
  }

  @Test func `dependent columns are found, in small units too`() {
    let columns = random(50, 3, seed: 9)
    let first = columns.column(0)
    let second = columns.column(1).map { $0 * 1e-9 }
    let third = zip(first, second).map { 2 * $0 - 1e9 * $1 }
    let matrix = Matrix(columns: [first, second, third, columns.column(2).map { $0 * 1e12 }])
    let pivoted = PivotedTriangle(matrix, rightHandSides: 0)
    #expect(pivoted.rank == 3)
    #expect(Set(pivoted.order) == [0, 1, 2, 3])
  }

  @Test func `a system with a known answer is solved`() {
    let left = Matrix(rows: 3, columns: 3, values: [2, 1, 0, 1, 3, 1, 0, 1, 4])
    let answer = [1.0, -2, 3]
    let right = (0..<3).map { row in (0..<3).reduce(0) { $0 + left[row, $1] * answer[$1] } }
    let pivoted = PivotedTriangle(
      Matrix(columns: [left.column(0), left.column(1), left.column(2), right]), rightHandSides: 1)
    let solution = pivoted.solve(rightHandSide: 0)
    for (place, column) in pivoted.order.enumerated() {
      #expect(abs(solution[place] - answer[column]) < 1e-12)
    }
  }
}
