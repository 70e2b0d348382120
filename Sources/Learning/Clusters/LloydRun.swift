import Glibc
import Numerics
import Parallel

/// One restart of k-means: greedy k-means++ for the first centres (Arthur and Vassilvitskii 2007), then Lloyd's
/// steps until the centres are at rest.
struct LloydRun {
  private let space: ClusterSpace
  private let labelled: LabelledRows
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

  init(_ space: ClusterSpace, _ labelled: LabelledRows, _ parameters: ClusterParameters, stream: UInt64) {
    self.space = space
    self.labelled = labelled
    count = parameters.clusters
    iterations = parameters.iterations
    generator = CounterGenerator(seed: parameters.seed, stream: stream)
    labels = Array(repeating: 0, count: space.padded)
    distances = Array(repeating: .infinity, count: space.padded)
  }

  var result: Result {
    Result(
      centers: centers, labels: Array(labels.prefix(space.rows)), inertia: sum(of: distances),
      inertias: inertias)
  }

  /// The distances of the rows, without those that fill them up.
  private func sum(of distances: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<space.rows { sum += distances[row] }
    return sum
  }

  mutating func run(atRest: Double, cancellation: Cancellation) throws {
    chooseCenters()
    for _ in 0..<iterations {
      try cancellation.check()
      let isNew = space.label(&labels, &distances, byNearestOf: centers)
      var sums = labelled.sums(labels, distances, count: count)
      inertias.append(sums.distance)
      if inertias.count > 1, !isNew { return }
      let moved = moveCenters(&sums)
      if moved <= atRest { break }
    }
    _ = space.label(&labels, &distances, byNearestOf: centers)
    inertias.append(sum(of: distances))
  }

  /// Each next centre is a row, the likelier the farther it is from the ones before; the best of a few draws.
  private mutating func chooseCenters() {
    centers = space.row(generator.below(space.rows))
    distances = space.squaredDistances(from: centers, atMost: distances)
    var sum = sum(of: distances)
    let trials = 2 + Int(log(Double(count)))
    while centers.count < count * space.columns {
      var best: (sum: Double, center: [Double], distances: [Double])?
      for _ in 0..<trials {
        let center = space.row(drawByDistance(of: sum))
        let nearer = space.squaredDistances(from: center, atMost: distances)
        let sum = self.sum(of: nearer)
        if sum < best?.sum ?? .infinity { best = (sum, center, nearer) }
      }
      guard let best else { return }
      centers.append(contentsOf: best.center)
      distances = best.distances
      sum = best.sum
    }
  }

  private mutating func drawByDistance(of sum: Double) -> Int {
    var left = generator.uniform() * sum
    for row in 0..<space.rows {
      left -= distances[row]
      if left < 0 { return row }
    }
    // All rows are on centres already.
    return generator.below(space.rows)
  }

  /// Puts each centre amid its rows; gives how far they moved, squared. A centre without rows goes to the row that
  /// is farthest from its own.
  private mutating func moveCenters(_ found: inout LabelledRows.Sums) -> Double {
    let columns = space.columns
    for center in 0..<count where found.size(center) == 0 {
      let farthest = (0..<space.rows).reduce(0) { distances[$1] > distances[$0] ? $1 : $0 }
      let from = Int(labels[farthest])
      guard found.size(from) > 1 else { continue }
      found.move(labelled, farthest, from: from, to: center)
      labels[farthest] = Int32(center)
      distances[farthest] = 0
    }
    var moved = 0.0
    for center in 0..<count where found.size(center) > 0 {
      for column in 0..<columns {
        let place = center * columns + column
        let mean = found.sum(center, column) / found.size(center)
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
