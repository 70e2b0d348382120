import Learning
import Numerics
import Parallel
import Testing

@Suite struct ClusterTests {
  private func fit(_ features: Matrix, clusters: Int, seed: UInt64 = 0, threads: Int = 2) throws -> Clusters {
    var parameters = ClusterParameters()
    parameters.clusters = clusters
    parameters.seed = seed
    return try Clusters.fit(
      parameters.validated(), features, workers: Workers(count: threads), cancellation: cancellation)
  }

  private func scaled(_ name: String) throws -> Matrix {
    let features = try Reference.table(name).features
    return try Standardisation.fit(features, workers: workers, cancellation: cancellation).apply(features)
  }

  @Test(arguments: [("wine", 3), ("iris", 3), ("diabetes", 4)])
  func `ten restarts find what fifty of the reference find`(name: String, count: Int) throws {
    let clusters = try fit(scaled(name), clusters: count)
    #expect(clusters.inertia <= (try Reference("clusters").number("\(name).inertia")) * 1.001)
    #expect(try Clusters(bytes: clusters.bytes) == clusters)
  }

  @Test(arguments: ["wine", "iris", "diabetes"])
  func `silhouette and Davies-Bouldin are those of the reference`(name: String) throws {
    let reference = try Reference("clusters")
    let features = try scaled(name)
    let labels = reference["\(name).labels"].map { Int($0) }
    let silhouette = try ClusterQuality.silhouette(
      features, labels, workers: workers, cancellation: cancellation)
    #expect(abs(silhouette! - reference.number("\(name).silhouette")) < 1e-9)
    let index = try ClusterQuality.daviesBouldin(features, labels)
    #expect(abs(index! - reference.number("\(name).davies_bouldin")) < 1e-9)
  }

  @Test(arguments: ["wine", "iris", "diabetes"])
  func `components are those of the reference, but for their signs`(name: String) throws {
    let reference = try Reference("clusters")
    let features = try scaled(name)
    let found = try PrincipalComponents.fit(features, count: 3, workers: workers, cancellation: cancellation)
    #expect(largestDifference(found.variances, reference["\(name).variances"]) < 1e-9)
    #expect(largestDifference(found.shares, reference["\(name).shares"]) < 1e-9)
    let components = reference.matrix("\(name).components", columns: features.columns)
    for component in 0..<3 {
      let mine = found.components.row(component)
      let theirs = components.row(component)
      let sign: Double = zip(mine, theirs).reduce(0) { $0 + $1.0 * $1.1 } > 0 ? 1 : -1
      #expect(largestDifference(mine, theirs.map { $0 * sign }) < 1e-9)
      #expect(mine.max()! >= -mine.min()!)
    }
    let places = found.apply(features)
    #expect(
      abs(places.column(0).reduce(0) { $0 + $1 * $1 } / Double(places.rows - 1) - found.variances[0]) < 1e-9)
  }

  @Test func `inertia never rises from step to step, and threads change nothing`() throws {
    for seed in 0..<10 as Range<UInt64> {
      var generator = CounterGenerator(seed: seed, stream: 0)
      let features = Matrix(rows: 401, columns: 5, values: (0..<2005).map { _ in generator.normal() })
      let clusters = try fit(features, clusters: 6, seed: seed)
      #expect(zip(clusters.inertias, clusters.inertias.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-12) })
      #expect(clusters.sizes.reduce(0, +) == 401)
      #expect(zip(clusters.sizes, clusters.sizes.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(try fit(features, clusters: 6, seed: seed, threads: 1) == clusters)
    }
  }

  @Test func `heaps that stand apart are found, and rows are given to their heap`() throws {
    var generator = CounterGenerator(seed: 1, stream: 0)
    let heaps = [(0.0, 40), (100.0, 30), (200.0, 20)]
    let values = heaps.flatMap { heap in (0..<heap.1).map { _ in heap.0 + generator.normal() } }
    let features = Matrix(columns: [values])
    let clusters = try fit(features, clusters: 3)
    #expect(clusters.sizes == [40, 30, 20])
    let labels = try clusters.assign(features, workers: workers, cancellation: cancellation)
    #expect(
      labels == Array(repeating: 0, count: 40) + Array(repeating: 1, count: 30)
        + Array(repeating: 2, count: 20))
  }

  @Test func `rows that are all alike, and clusters without rows, are no trouble`() throws {
    let same = Matrix(rows: 20, columns: 2, repeating: 3)
    let clusters = try fit(same, clusters: 4)
    #expect(clusters.inertia == 0)
    #expect(clusters.centers.values.allSatisfy { $0 == 3 })
    #expect(try fit(Matrix(columns: [[1, 2, 9]]), clusters: 3).inertia == 0)
    #expect(throws: LearningError.tooFewRows(needed: 4, given: 3)) {
      try self.fit(Matrix(columns: [[1, 2, 3]]), clusters: 4)
    }
    #expect(throws: LearningError.unusableNumber(row: 1, column: 0)) {
      try self.fit(Matrix(columns: [[1, .nan, 3]]), clusters: 2)
    }
    let silhouette = try ClusterQuality.silhouette(
      same, Array(repeating: 1, count: 20), workers: workers, cancellation: cancellation)
    #expect(silhouette == nil)
  }

  @Test func `standardised columns have mean 0 and deviation 1, constant ones stay 0`() throws {
    let features = Matrix(columns: [[1, 2, 3, 4], [5, 5, 5, 5], [1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3]])
    let scaling = try Standardisation.fit(features, workers: workers, cancellation: cancellation)
    let scaled = scaling.apply(features)
    for column in [0, 2] {
      #expect(abs(scaled.column(column).reduce(0, +)) < 1e-9)
      #expect(abs(scaled.column(column).reduce(0) { $0 + $1 * $1 } - 4) < 1e-9)
    }
    #expect(scaled.column(1) == [0, 0, 0, 0])
    #expect(largestDifference(scaling.undo(scaled).values, features.values) < 1e-6)
    #expect(try Standardisation(bytes: scaling.bytes) == scaling)
  }
}
