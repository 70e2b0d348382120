import Numerics
import Parallel

/// Between which numbers a metric lies, were the rows drawn again.
package struct MetricInterval: Sendable, Equatable {
  package let low: Double
  package let high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

extension Evaluation {
  /// For each metric the middle `level` of its values over resamples of the rows; nil where it seldom exists.
  package func intervals(
    level: Double = 0.95, resamples: Int = 500, seed: UInt64, workers: Workers, cancellation: Cancellation
  ) throws -> [MetricInterval?] {
    let drawn = try resample(resamples, seed: seed, workers: workers, cancellation: cancellation) { counts in
      values(counts: counts)
    }
    return metrics.indices.map { metric in interval(of: drawn.compactMap { $0[metric] }, level, resamples) }
  }

  /// The interval of how much better this is than `other` on the same rows: this one's metric less the other's.
  package func differences(
    to other: some Evaluation, level: Double = 0.95, resamples: Int = 500, seed: UInt64, workers: Workers,
    cancellation: Cancellation
  ) throws -> [MetricInterval?] {
    precondition(rows == other.rows && metrics == other.metrics)
    let drawn = try resample(resamples, seed: seed, workers: workers, cancellation: cancellation) { counts in
      zip(values(counts: counts), other.values(counts: counts)).map { mine, others in
        mine.flatMap { mine in others.map { mine - $0 } }
      }
    }
    return metrics.indices.map { metric in interval(of: drawn.compactMap { $0[metric] }, level, resamples) }
  }

  private func resample(
    _ resamples: Int, seed: UInt64, workers: Workers, cancellation: Cancellation,
    _ body: @Sendable ([Double]) -> [Double?]
  ) throws -> [[Double?]] {
    guard rows > 0 else { return [] }
    return try workers.map(resamples) { piece in
      try cancellation.check()
      var generator = CounterGenerator(seed: seed, stream: UInt64(piece))
      var counts = Array(repeating: 0.0, count: rows)
      for _ in 0..<rows { counts[generator.below(rows)] += 1 }
      return body(counts)
    }
  }

  private func interval(of values: [Double], _ level: Double, _ resamples: Int) -> MetricInterval? {
    guard values.count * 2 > resamples else { return nil }
    let sorted = values.sorted()
    let tail = (1 - level) / 2
    return MetricInterval(low: quantile(tail, of: sorted), high: quantile(1 - tail, of: sorted))
  }
}

/// The value below which a share of sorted values lies, between neighbours in proportion.
func quantile(_ share: Double, of sorted: [Double]) -> Double {
  let place = share * Double(sorted.count - 1)
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}
