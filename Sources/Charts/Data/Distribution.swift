import Glibc

/// What can be told of numbers in order.
struct Distribution {
  let sorted: [Double]

  init(_ values: [Double]) { sorted = values.filter(\.isFinite).sorted() }

  /// Between the two nearest values, in proportion (the usual quantile of R and NumPy).
  func quantile(_ share: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    guard lower + 1 < sorted.count else { return last }
    return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (place - Double(lower))
  }

  var median: Double { quantile(0.5) }

  var mean: Double { sorted.isEmpty ? .nan : sorted.reduce(0, +) / Double(sorted.count) }

  /// Round places that cut the values into bins, about as many as asked, or as the spread suggests
  /// (Freedman and Diaconis 1981).
  func edges(bins: Int?, isLogarithmic: Bool) -> [Double] {
    guard let first = sorted.first, let last = sorted.last else { return [] }
    if isLogarithmic { return logarithmicEdges(first, last, bins ?? suggestedBins(first, last)) }
    guard last > first else {
      let half = first == 0 ? 0.5 : first.magnitude * 0.05
      return [first - half, first + half]
    }
    if let bins {
      let step = (last - first) / Double(max(1, bins))
      return (0...max(1, bins)).map { $0 == bins ? last : first + Double($0) * step }
    }
    let step = Ticks.niceStep((last - first) / Double(suggestedBins(first, last)))
    let start = (first / step).rounded(.down)
    let end = max(start + 1, (last / step).rounded(.up))
    guard end - start < 10_000 else { return [first, last] }
    // Values on the last edge belong to the last bin.
    return stride(from: start, through: end, by: 1).map { $0 * step }
  }

  private func suggestedBins(_ first: Double, _ last: Double) -> Int {
    let spread = quantile(0.75) - quantile(0.25)
    let width = 2 * spread / cbrt(Double(sorted.count))
    let bins = width > 0 ? ((last - first) / width).rounded(.up) : log2(Double(sorted.count)).rounded(.up) + 1
    return Int(min(60, max(5, bins)))
  }

  private func logarithmicEdges(_ first: Double, _ last: Double, _ bins: Int) -> [Double] {
    guard first > 0 else { return [] }
    guard last > first else { return [first / 1.2, first * 1.2] }
    return (0...bins).map { $0 == bins ? last : first * pow(last / first, Double($0) / Double(bins)) }
  }

  /// How many values lie in each bin.
  func counts(_ edges: [Double]) -> [Int] {
    guard edges.count > 1 else { return [] }
    var counts = Array(repeating: 0, count: edges.count - 1)
    var bin = 0
    for value in sorted where value >= edges[0] {
      while bin < counts.count - 1, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return counts
  }
}
