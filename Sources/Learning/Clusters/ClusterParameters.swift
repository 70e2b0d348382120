/// How rows are to be put into clusters.
package struct ClusterParameters: Hashable, Sendable {
  package var clusters = 4
  /// How often to begin anew; the best result is kept.
  package var restarts = 10
  package var iterations = 300
  /// The centres are at rest when they moved less than this share of the columns' mean variance.
  package var tolerance = 1e-4
  package var seed: UInt64 = 0

  package init() {}

  package func validated() throws(LearningError) -> ValidClusterParameters {
    var check = ParameterCheck()
    check.expect((1...1_000).contains(clusters), "k", clusters, "1 to 1000")
    check.expect((1...1_000).contains(restarts), "restarts", restarts, "1 to 1000")
    check.expect((1...100_000).contains(iterations), "iterations", iterations, "1 to 100000")
    check.expect(tolerance >= 0 && tolerance < 1, "tolerance", tolerance, "0 to below 1")
    try check.finish()
    return ValidClusterParameters(parameters: self)
  }
}

package struct ValidClusterParameters: Hashable, Sendable {
  package let parameters: ClusterParameters

  fileprivate init(parameters: ClusterParameters) { self.parameters = parameters }
}
