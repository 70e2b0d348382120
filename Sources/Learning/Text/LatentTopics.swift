import Numerics
import Parallel

/// How topics are to be found.
package struct TopicParameters: Hashable, Sendable {
  package var topics = 12
  /// How often the directions are sharpened.
  package var iterations = 6
  package var seed: UInt64 = 0

  package init() {}

  package func validated() throws(LearningError) -> ValidTopicParameters {
    var check = ParameterCheck()
    check.expect((1...200).contains(topics), "topics", topics, "1 to 200")
    check.expect((1...10_000).contains(iterations), "iterations", iterations, "1 to 10000")
    try check.finish()
    return ValidTopicParameters(parameters: self)
  }
}

package struct ValidTopicParameters: Hashable, Sendable {
  package let parameters: TopicParameters

  fileprivate init(parameters: TopicParameters) { self.parameters = parameters }
}

/// A few columns in the place of thousands: words that stand in the same texts become one topic.
///
/// The truncated singular value decomposition of sparse rows, by subspace iteration from a random start (Halko,
/// Martinsson and Tropp 2011). The largest loading of each topic is positive.
package struct LatentTopics: Sendable, Equatable {
  /// A row for each column of the training rows, a column for each topic, the strongest first; topics are unit
  /// vectors at right angles. Where the rows have fewer directions, what is left are columns of 0.
  package let loadings: Matrix
  /// The singular value of each topic.
  package let strengths: [Double]

  package static func fit(
    _ valid: ValidTopicParameters, _ rows: SparseRows, workers: Workers, cancellation: Cancellation
  ) throws -> LatentTopics {
    let parameters = valid.parameters
    try rows.checkUsable()
    var loadings = Matrix(rows: rows.columns, columns: parameters.topics)
    var strengths = Array(repeating: 0.0, count: parameters.topics)
    let largest = rows.values.reduce(0) { max($0, $1.magnitude) }
    if largest > 0 {
      let scaled = SparseRows(
        columns: rows.columns, starts: rows.starts, places: rows.places,
        values: rows.values.map { $0 / largest })
      let found = try Subspace(parameters, scaled, workers, cancellation)
      for (topic, strength) in found.strengths.enumerated() {
        strengths[topic] = strength * largest
        for word in 0..<rows.columns { loadings[word, topic] = found.directions[word, topic] }
      }
    }
    return LatentTopics(loadings: loadings, strengths: strengths)
  }

  /// How much each row has of each topic.
  package func apply(_ rows: SparseRows, workers: Workers, cancellation: Cancellation) throws -> Matrix {
    guard rows.columns == loadings.rows else {
      throw LearningError.columnsDiffer(expected: loadings.rows, given: rows.columns)
    }
    try rows.checkUsable()
    return try rows.times(loadings, workers: workers, cancellation: cancellation)
  }
}

extension LatentTopics {
  package var bytes: [UInt8] {
    var writer = ByteWriter(.topics)
    writer.write(loadings)
    writer.write(strengths)
    return writer.finish()
  }

  package init(bytes: [UInt8]) throws(LearningError) {
    var reader = try ByteReader(bytes, .topics)
    loadings = try reader.readMatrix()
    strengths = try reader.readDoubles()
    guard strengths.count == loadings.columns, loadings.values.allSatisfy(\.isFinite) else {
      throw .damagedModel
    }
  }
}

extension SparseRows {
  fileprivate func checkUsable() throws(LearningError) {
    guard let entry = values.firstIndex(where: { !($0.magnitude <= largestUsableNumber) }) else { return }
    let row = starts.firstIndex { $0 > entry } ?? 1
    throw .unusableNumber(row: row - 1, column: Int(places[entry]))
  }
}
