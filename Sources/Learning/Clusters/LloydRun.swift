import Glibc
import Numerics
import Parallel

/// One restart of k-means: greedy k-means++ for the first centres (Arthur and Vassilvitskii 2007), then Lloyd's
/// steps until the centres are at rest.
struct LloydRun {
  private let space: ClusterSpace
  private let count: Int
  private let iterations: Int
  private var generator: CounterGenerator
  /// A centre after the other.
  private var centers: [Double] = []
  private var labels: [Int32]
  /// The squared distance of each row from its centre.
  private var distances: [Double]
  private var inertias: [Double] = []

  struct Result: Sendable {
    let centers: [Double]
    let labels: [Int32]
    let inertia: Double
    let inertias: [Double]
  }

  init(_ space: ClusterSpace, _ parameters: ClusterParameters, stream: UInt64) {
    self.space = space
    count = parameters.clusters
    iterations = parameters.iterations
    generator = CounterGenerator(seed: parameters.seed, stream: stream)
    labels = Array(repeating: 0, count: space.padded)
    distances = Array(repeating: .infinity, count: space.padded)
  }

  var result: Result {
    Result(centers: centers, labels: Array(labels.prefix(space.rows)), inertia: inertia, inertias: inertias)
  }

  private var inertia: Double { distances.prefix(space.rows).reduce(0, +) }

  mutating func run(atRest: Double, cancellation: Cancellation) throws {
    chooseCenters()
    for _ in 0..<iterations {
      try cancellation.check()
      let before = labels
      assign()
      inertias.append(inertia)
      if inertias.count > 1, before == labels { return }
      let moved = moveCenters()
      if moved <= atRest { break }
    }
    assign()
    inertias.append(inertia)
  }

  /// Each next centre is a row, the likelier the farther it is from the ones before; the best of a few draws.
  private mutating func chooseCenters() {
    centers = space.row(generator.below(space.rows))
    distances = distancesFrom(centers)
    let trials = 2 + Int(log(Double(count)))
    while centers.count < count * space.columns {
      var best: (sum: Double, center: [Double], distances: [Double])?
      for _ in 0..<trials {
        let center = space.row(drawByDistance())
        let nearer = zip(distancesFrom(center), distances).map { min($0, $1) }
        let sum = nearer.prefix(space.rows).reduce(0, +)
        if sum < best?.sum ?? .infinity { best = (sum, center, nearer) }
      }
      guard let best else { return }
      centers.append(contentsOf: best.center)
      distances = best.distances
    }
  }

  private mutating func drawByDistance() -> Int {
    var left = generator.uniform() * inertia
    for row in 0..<space.rows {
      left -= distances[row]
      if left < 0 { return row }
    }
    // All rows are on centres already.
    return generator.below(space.rows)
  }

  private func distancesFrom(_ point: [Double]) -> [Double] {
    Array(unsafeUninitializedCapacity: space.padded) { buffer, filled in
      point.withUnsafeBufferPointer { point in
        // SAFETY: a place for each padded row; the point has as many entries as the rows.
        guard let base = point.baseAddress else { return }
        for row in stride(from: 0, to: space.padded, by: 4) {
          let four = space.squaredDistances(row, from: base)
          for lane in 0..<4 { buffer.initializeElement(at: row + lane, to: four[lane]) }
        }
      }
      filled = space.padded
    }
  }

  /// Gives each row the nearest centre, of equally near ones the first.
  private mutating func assign() {
    let (space, count) = (space, count)
    // SAFETY: `count` centres of as many columns as the rows have; a label and a distance for each padded row.
    centers.withUnsafeBufferPointer { centers in
      labels.withUnsafeMutableBufferPointer { labels in
        distances.withUnsafeMutableBufferPointer { distances in
          guard let base = centers.baseAddress else { return }
          for row in stride(from: 0, to: space.padded, by: 4) {
            var nearest = space.squaredDistances(row, from: base)
            var label = SIMD4<Int64>()
            for center in 1..<max(1, count) {
              let other = space.squaredDistances(row, from: base + center &* space.columns)
              let isNearer = other .< nearest
              nearest.replace(with: other, where: isNearer)
              label.replace(with: SIMD4(repeating: Int64(center)), where: isNearer)
            }
            for lane in 0..<4 {
              labels[row &+ lane] = Int32(truncatingIfNeeded: label[lane])
              distances[row &+ lane] = nearest[lane]
            }
          }
        }
      }
    }
  }

  /// Puts each centre amid its rows; gives how far they moved, squared. A centre without rows goes to the row that
  /// is farthest from its own.
  private mutating func moveCenters() -> Double {
    let columns = space.columns
    var sums = Array(repeating: 0.0, count: count * columns)
    var sizes = Array(repeating: 0.0, count: count)
    for row in 0..<space.rows { sizes[Int(labels[row])] += 1 }
    for column in 0..<columns {
      for row in 0..<space.rows { sums[Int(labels[row]) &* columns &+ column] += space.value(row, column) }
    }
    for center in 0..<count where sizes[center] == 0 {
      let farthest = (0..<space.rows).reduce(0) { distances[$1] > distances[$0] ? $1 : $0 }
      let from = Int(labels[farthest])
      guard sizes[from] > 1 else { continue }
      for column in 0..<columns {
        let value = space.value(farthest, column)
        sums[from * columns + column] -= value
        sums[center * columns + column] = value
      }
      sizes[from] -= 1
      sizes[center] = 1
      labels[farthest] = Int32(center)
      distances[farthest] = 0
    }
    var moved = 0.0
    for center in 0..<count where sizes[center] > 0 {
      for column in 0..<columns {
        let place = center * columns + column
        let mean = sums[place] / sizes[center]
        moved += (mean - centers[place]) * (mean - centers[place])
        centers[place] = mean
      }
    }
    return moved
  }
}

extension LloydRun.Result {
  /// The clusters by falling size, of equally large ones the one that comes first in the columns.
  func sorted(columns: Int) -> Clusters {
    let count = centers.count / columns
    var sizes = Array(repeating: 0, count: count)
    for label in labels { sizes[Int(label)] += 1 }
    let rows = (0..<count).map { Array(centers[($0 * columns)..<(($0 + 1) * columns)]) }
    let order = (0..<count).sorted { first, second in
      if sizes[first] != sizes[second] { return sizes[first] > sizes[second] }
      return rows[first].lexicographicallyPrecedes(rows[second])
    }
    return Clusters(
      centers: Matrix(rows: count, columns: columns, values: order.flatMap { rows[$0] }),
      sizes: order.map { sizes[$0] }, inertia: inertia, iterations: inertias.count, inertias: inertias)
  }
}
