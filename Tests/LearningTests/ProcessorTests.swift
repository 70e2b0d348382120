import CProcessor
import Learning
import Numerics
import Testing

/// The loops that choose their instructions give the bits of plain ones, whatever is left over at the ends.
@Suite struct ProcessorTests {
  private struct Rows {
    let padded: Int
    let columns: Int
    let values: [Double]

    init(_ padded: Int, _ columns: Int, _ generator: inout CounterGenerator) {
      self.padded = padded
      self.columns = columns
      values = (0..<(padded * columns)).map { _ in generator.normal() }
    }

    func squaredDistance(_ row: Int, _ points: [Double], _ point: Int) -> Double {
      (0..<columns).reduce(0) { sum, column in
        let difference = values[column * padded + row] - points[point * columns + column]
        return sum + difference * difference
      }
    }
  }

  @Test(arguments: 1...11) func `each row goes to the first of its nearest centres`(count: Int) {
    var generator = CounterGenerator(seed: 1, stream: UInt64(count))
    let rows = Rows(104, 1 + count % 5, &generator)
    var centers = (0..<(count * rows.columns)).map { _ in generator.normal() }
    // The last centre is the first one again: it never wins.
    let last = (count - 1) * rows.columns
    for column in 0..<rows.columns { centers[last + column] = centers[column] }
    var labels = Array(repeating: Int32(0), count: rows.padded)
    var distances = Array(repeating: 0.0, count: rows.padded)
    func label() -> Int32 {
      hq_label_nearest(
        rows.values, rows.padded, rows.padded - 3, rows.columns, centers, count, &labels, &distances)
    }
    #expect((label() != 0) == (count > 2))
    for row in 0..<rows.padded {
      let all = (0..<count).map { rows.squaredDistance(row, centers, $0) }
      #expect(distances[row] == all.min())
      #expect(Int(labels[row]) == all.firstIndex(of: distances[row]))
    }
    #expect(label() == 0)
    labels[rows.padded - 3] += 1
    #expect(label() == 0)
    labels[rows.padded - 4] += 1
    #expect(label() != 0)
  }

  @Test(arguments: [0, 1, 3, 4, 7, 64]) func `distances are added in the order of rows and points`(count: Int)
  {
    var generator = CounterGenerator(seed: 2, stream: UInt64(count))
    let rows = Rows(80, 5, &generator)
    let points = (0..<(count * rows.columns)).map { _ in generator.normal() }
    var (places, expectedPlaces) = (Array(repeating: 0.5, count: 80), Array(repeating: 0.5, count: 80))
    var (sums, expectedSums) = (
      Array(repeating: 0.0, count: 4 * count), Array(repeating: 0.0, count: 4 * count)
    )
    hq_add_distances(rows.values, 80, rows.columns, 8, 72, points, count, &places, &sums)
    for point in 0..<count {
      for row in 8..<72 {
        let distance = rows.squaredDistance(row, points, point).squareRoot()
        expectedPlaces[row] += distance
        expectedSums[4 * point + row % 4] += distance
      }
    }
    #expect(places == expectedPlaces)
    #expect(sums == expectedSums)
  }
}
