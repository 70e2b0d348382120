import Glibc
import Learning
import Numerics
import Parallel
import Tables

/// Rows put into clusters, with the plane that shows them and what sets each apart.
package struct ClusterPart: Sendable {
  package let encoding: FeatureEncoding
  /// The numbers of the encoding that are counted on a logarithmic scale, since a few are far above the others.
  package let logarithmic: [Int]
  package let scaling: Standardisation
  package let clusters: Clusters
  package let plane: PrincipalComponents
  package let measurements: [Measurement]
  /// What sets each cluster apart, in a few words.
  package let names: [String]
  /// The mean of each number of the encoding in each cluster, on its own scale.
  package let profiles: Matrix
  /// What other numbers of clusters would have given; empty when one was asked for.
  package let elbow: [ElbowPoint]
  package let rows: Int

  package struct ElbowPoint: Sendable, Equatable {
    package let clusters: Int
    package let inertia: Double
    package let silhouette: Double?
  }

  /// Where rows lie: the cluster from 1, and the place in the plane.
  package struct Said: Sendable {
    package let clusters: [Int]
    package let places: Matrix
  }

  package var count: Int { clusters.centers.rows }

  func scaled(_ table: Table, _ context: LearningContext) throws -> Matrix {
    scaling.apply(ClusterPart.compressed(try encoding.apply(table, context), logarithmic))
  }

  package func predict(_ table: Table, _ context: LearningContext) throws -> Said {
    let numbers = try scaled(table, context)
    let labels = try clusters.assign(
      numbers, workers: context.workers, cancellation: context.cancellation)
    return Said(clusters: labels.map { $0 + 1 }, places: plane.apply(numbers))
  }

  /// How well each row lies in its cluster, from -1 to 1, and the cluster from 0.
  package func silhouettes(
    _ table: Table, _ context: LearningContext
  ) throws -> (widths: [Double], labels: [Int]) {
    let numbers = try scaled(table, context)
    let labels = try clusters.assign(
      numbers, workers: context.workers, cancellation: context.cancellation)
    return (
      try ClusterQuality.silhouettes(
        numbers, labels, workers: context.workers, cancellation: context.cancellation), labels
    )
  }

  static func compressed(_ matrix: Matrix, _ logarithmic: [Int]) -> Matrix {
    var matrix = matrix
    for column in logarithmic {
      for row in 0..<matrix.rows { matrix[row, column] = log1p(max(0, matrix[row, column])) }
    }
    return matrix
  }
}

/// How rows are to be put into clusters.
package struct ClusterTraining: Sendable {
  package var features: [String]
  /// One number, or those to choose from by their silhouette.
  package var counts = [4]
  package var restarts = 10
  /// How a number of the encoding is said in words: when it is high, and when it is low.
  package var words: @Sendable (String) -> Words?

  /// What is said of a number that is high in a cluster, and of one that is low; nil for what tells nothing.
  package typealias Words = (high: String?, low: String?)

  /// A silhouette looks at every pair: of more rows than this, as many are drawn.
  private static let silhouetteRows = 5_000

  package init(features: [String], words: @escaping @Sendable (String) -> Words?) {
    self.features = features
    self.words = words
  }

  /// What came of it, what whoever uses it should know, and how many milliseconds each piece of work took.
  package struct Result: Sendable {
    package let part: ClusterPart
    package let remarks: [String]
    package let milliseconds: [String: Double]
  }

  package func run(
    _ table: Table, _ context: LearningContext, clock: () -> Double = { 0 }
  ) throws -> Result {
    var milliseconds: [String: Double] = [:]
    func timed<Work>(_ name: String, _ work: () throws -> Work) rethrows -> Work {
      let start = clock()
      defer { milliseconds[name, default: 0] += clock() - start }
      return try work()
    }
    // What is missing is no likeness: told in columns of its own, it would make the farthest group.
    let fitted = try FeatureEncoding.fit(
      table, columns: features, target: Array(repeating: 0, count: table.rowCount), dates: nil,
      needsEveryNumber: true, tellsMissing: false, context)
    let matrix = fitted.matrix
    guard matrix.columns > 0 else { throw LearningError.noColumns }
    let logarithmic = (0..<matrix.columns).filter { isMeasured(matrix.column($0)) }
    let compressed = ClusterPart.compressed(matrix, logarithmic)
    let scaling = try Standardisation.fit(
      compressed, workers: context.workers, cancellation: context.cancellation)
    let scaled = scaling.apply(compressed)
    var elbow: [ClusterPart.ElbowPoint] = []
    var best: (clusters: Clusters, labels: [Int], silhouette: Double?)?
    for count in counts {
      let clusters = try timed("fit") { try fit(scaled, count, context) }
      let labels = try clusters.assign(
        scaled, workers: context.workers, cancellation: context.cancellation)
      let quality = try timed("silhouette") { try silhouette(scaled, labels, context) }
      if counts.count > 1 {
        elbow.append(.init(clusters: count, inertia: clusters.inertia, silhouette: quality))
      }
      if best.map({ (quality ?? -1) > ($0.silhouette ?? -1) }) ?? true {
        best = (clusters, labels, quality)
      }
    }
    guard let best else { throw ModellingError.noRows }
    let plane: PrincipalComponents = try timed("plane") {
      try PrincipalComponents.fit(
        scaled, count: min(2, matrix.columns), workers: context.workers, cancellation: context.cancellation)
    }
    var measurements = [Measurement("inertia", best.clusters.inertia)]
    if let silhouette = best.silhouette { measurements.append(Measurement("silhouette", silhouette)) }
    if let index = try ClusterQuality.daviesBouldin(scaled, best.labels) {
      measurements.append(Measurement("davies_bouldin", index))
    }
    for (place, share) in plane.shares.enumerated() {
      measurements.append(Measurement("pc\(place + 1)", share))
    }
    let profiles = means(matrix, best.labels, count: best.clusters.centers.rows)
    let flags = Set((0..<matrix.columns).filter { matrix.column($0).allSatisfy { $0 == 0 || $0 == 1 } })
    let part = ClusterPart(
      encoding: fitted.encoding, logarithmic: logarithmic, scaling: scaling, clusters: best.clusters,
      plane: plane, measurements: measurements,
      names: names(best.clusters.centers, profiles, fitted.encoding.outputs, flags: flags),
      profiles: profiles, elbow: elbow, rows: table.rowCount)
    return Result(
      part: part, remarks: fitted.leftOut.map { "`\($0.column)` is left out: \($0.reason)" },
      milliseconds: milliseconds)
  }

  /// Skewed, and more than a yes or a no.
  private func isMeasured(_ numbers: [Double]) -> Bool {
    TargetScale.isSkewed(numbers) && Set(numbers).count > 10
  }

  private func fit(_ scaled: Matrix, _ count: Int, _ context: LearningContext) throws -> Clusters {
    var parameters = ClusterParameters()
    parameters.clusters = count
    parameters.restarts = restarts
    parameters.seed = context.seed
    return try Clusters.fit(
      try parameters.validated(), scaled, workers: context.workers, cancellation: context.cancellation)
  }

  private func silhouette(_ scaled: Matrix, _ labels: [Int], _ context: LearningContext) throws -> Double? {
    guard scaled.rows > Self.silhouetteRows else {
      return try ClusterQuality.silhouette(
        scaled, labels, workers: context.workers, cancellation: context.cancellation)
    }
    var generator = CounterGenerator(seed: context.seed, stream: 0)
    let rows = Array(generator.permutation(scaled.rows).prefix(Self.silhouetteRows)).sorted()
    return try ClusterQuality.silhouette(
      scaled.selecting(rows: rows), rows.map { labels[$0] }, workers: context.workers,
      cancellation: context.cancellation)
  }

  private func means(_ matrix: Matrix, _ labels: [Int], count: Int) -> Matrix {
    var sums = Matrix(rows: count, columns: matrix.columns)
    var sizes = Array(repeating: 0.0, count: count)
    for (row, label) in labels.enumerated() {
      sizes[label] += 1
      for column in 0..<matrix.columns { sums[label, column] += matrix[row, column] }
    }
    for label in 0..<count where sizes[label] > 0 {
      for column in 0..<matrix.columns { sums[label, column] /= sizes[label] }
    }
    return sums
  }

  // MARK: Names

  /// The two numbers by which a cluster lies farthest from the middle, in words; no two clusters have one name.
  ///
  /// - Parameter flags: the numbers that are a yes or a no.
  private func names(
    _ centers: Matrix, _ profiles: Matrix, _ outputs: [String], flags: Set<Int>
  ) -> [String] {
    var names: [String] = []
    for cluster in 0..<centers.rows {
      let ranked = (0..<centers.columns).sorted { one, other in
        (centers[cluster, other].magnitude, one) < (centers[cluster, one].magnitude, other)
      }
      let telling = ranked.filter { centers[cluster, $0].magnitude >= 0.35 }
      var words: [String] = []
      for column in telling where words.count < 4 {
        let isHigh = centers[cluster, column] > 0
        let share = flags.contains(column) ? profiles[cluster, column] : nil
        guard let word = word(outputs[column], isHigh: isHigh, share: share) else { continue }
        if !words.contains(word) { words.append(word) }
      }
      var length = min(2, words.count)
      var name = words.prefix(length).joined(separator: ", ")
      while names.contains(name), length < words.count {
        length += 1
        name = words.prefix(length).joined(separator: ", ")
      }
      if name.isEmpty { name = "ordinary" }
      names.append(names.contains(name) ? "\(name) (\(cluster + 1))" : name)
    }
    return names
  }

  /// - Parameter share: of a yes or a no, how many rows of the cluster have a yes.
  private func word(_ output: String, isHigh: Bool, share: Double?) -> String? {
    if let words = words(output) { return isHigh ? words.high : words.low }
    guard let share else { return (isHigh ? "high " : "low ") + output }
    if isHigh { return share >= 0.5 ? output : "more \(output)" }
    return share <= 0.1 ? "not \(output)" : "less \(output)"
  }
}

extension ClusterPart {
  func write(to writer: inout ByteWriter) {
    encoding.write(to: &writer)
    writer.write(logarithmic.map(Int32.init))
    writer.write(scaling.bytes)
    writer.write(clusters.bytes)
    writer.write(plane.bytes)
    writer.write(names)
    writer.write(profiles)
    writer.write(Int64(rows))
    measurements.write(to: &writer)
    writer.write(elbow.map { Double($0.clusters) })
    writer.write(elbow.map(\.inertia))
    writer.write(elbow.map { $0.silhouette ?? .nan })
  }

  init(from reader: inout ByteReader) throws(LearningError) {
    encoding = try FeatureEncoding(from: &reader)
    logarithmic = try reader.readInts().map(Int.init)
    scaling = try Standardisation(bytes: try reader.readBytes())
    clusters = try Clusters(bytes: try reader.readBytes())
    plane = try PrincipalComponents(bytes: try reader.readBytes())
    names = try reader.readTexts()
    profiles = try reader.readMatrix()
    rows = try reader.readInt()
    measurements = try [Measurement](from: &reader)
    let (counts, inertias, silhouettes) = (
      try reader.readDoubles(), try reader.readDoubles(), try reader.readDoubles()
    )
    let columns = encoding.outputs.count
    guard names.count == clusters.centers.rows, profiles.rows == names.count, profiles.columns == columns,
      scaling.means.count == columns, plane.means.count == columns, clusters.centers.columns == columns,
      logarithmic.allSatisfy({ (0..<columns).contains($0) }), counts.count == inertias.count,
      counts.count == silhouettes.count
    else { throw .damagedModel }
    elbow = counts.indices.map {
      ElbowPoint(
        clusters: Int(exactly: counts[$0]) ?? 0, inertia: inertias[$0],
        silhouette: silhouettes[$0].isNaN ? nil : silhouettes[$0])
    }
  }
}
