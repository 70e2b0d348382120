import CProcessor

/// Counting rows into histograms over all columns.
// SAFETY: a node's places are below the number of drawn rows, every row's bin is below its column's number of
// bins, and a histogram has room for all bins of all columns.
extension TreeGrower {
  /// Histograms that do not fit into the cache are made column by column.
  private static let mostBins = 1 << 16

  /// Few rows are looked at one by one.
  func isCounted(rows: Int) -> Bool {
    rows > hq_scanned_rows && features.totalBins <= TreeGrower.mostBins
      && training.triedFeatures >= features.columns.count
  }

  /// Only the root comes without a histogram that it should have.
  func countRoot(_ node: inout Node) {
    guard node.histogram == nil, isCounted(rows: node.range.count) else { return }
    let histogram = memory.takeHistogram()
    count(node.range, into: histogram)
    node.histogram = histogram
  }

  /// Gives the children of a node their histograms: one is counted, the other is what is left of the node's.
  func shareHistogram(of node: Node, _ left: inout Node, _ right: inout Node) {
    guard let histogram = node.histogram else { return }
    let isLast = training.parameters.depth.map { node.depth + 1 >= $0 } ?? false
    let leftIsSmaller = left.range.count < right.range.count
    let (smaller, larger) = leftIsSmaller ? (left.range, right.range) : (right.range, left.range)
    guard !isLast, isCounted(rows: larger.count) else { return memory.give(back: histogram) }
    var counted: UnsafeMutablePointer<Int64>?
    if isCounted(rows: smaller.count) {
      let taken = memory.takeHistogram()
      count(smaller, into: taken)
      hq_subtract(loops, histogram, taken, features.histogramCount)
      counted = taken
    } else {
      count(smaller, into: histogram, sign: -1)
    }
    left.histogram = leftIsSmaller ? counted : histogram
    right.histogram = leftIsSmaller ? histogram : counted
  }

  /// Adds the rows of a node to a histogram over all columns, or takes them out.
  private func count(_ range: Range<Int>, into histogram: UnsafeMutablePointer<Int64>, sign: Int64 = 1) {
    let (rows, entries) = (rows + range.lowerBound, entries + range.lowerBound)
    hq_count_lines(
      features.lines, features.lined.count, rows, entries, range.count, sign, features.offsets,
      features.lined.count, histogram)
    for group in 0..<features.flagGroups {
      hq_count_flags(
        loops, features.flags + group * features.rows, rows, entries, range.count, sign,
        histogram + features.flagOffset + group * BinnedFeatures.lanes)
    }
  }
}
