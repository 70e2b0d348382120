/// Rows by falling chance of a class, sorted once for any number of ways to count them.
///
/// It says of the curves what `RankedChances` says, without making their steps.
struct RankedRows: Sendable {
  let label: Int
  private let order: [Int]
  private let isTrue: [Bool]
  /// Whether the next row has another chance.
  private let isLastOfStep: [Bool]

  init(_ chances: [Double], _ actual: [Int], of label: Int) {
    self.label = label
    let order = chances.indices.sorted { (chances[$0], $1) > (chances[$1], $0) }
    self.order = order
    isTrue = order.map { actual[$0] == label }
    isLastOfStep = order.indices.map { $0 + 1 == order.count || chances[order[$0]] != chances[order[$0 + 1]] }
  }

  /// The areas below both curves, each row counted as often as asked, in whole numbers; nil for what does not exist.
  func curves(_ counts: [Double]) -> (auc: Double?, averagePrecision: Double?) {
    var (foundHits, foundMisses, area, precision) = (0.0, 0.0, 0.0, 0.0)
    var (hits, misses) = (0.0, 0.0)
    for place in order.indices {
      let count = counts[order[place]]
      hits += isTrue[place] ? count : 0
      misses += isTrue[place] ? 0 : count
      guard isLastOfStep[place] else { continue }
      area += misses * (foundHits + hits / 2)
      foundHits += hits
      foundMisses += misses
      // Of rows that do not count there may be none yet: they add 0.
      precision += hits * foundHits / max(1, foundHits + foundMisses)
      (hits, misses) = (0, 0)
    }
    return (
      foundHits > 0 && foundMisses > 0 ? area / (foundHits * foundMisses) : nil,
      foundHits > 0 ? precision / foundHits : nil
    )
  }
}
