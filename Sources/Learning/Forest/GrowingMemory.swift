import CProcessor

/// The memory in which trees are grown, kept from tree to tree. Belongs to one worker at a time.
final class GrowingMemory {
  /// The rows that were drawn, in the order of the nodes: a node is a range of them.
  let rows: UnsafeMutablePointer<UInt32>
  /// What each of these rows adds to a sum.
  let entries: UnsafeMutablePointer<Int64>
  let otherRows: UnsafeMutablePointer<UInt32>
  let otherEntries: UnsafeMutablePointer<Int64>
  /// How often each row was drawn.
  let counts: UnsafeMutablePointer<UInt16>
  /// The splittable columns, in the order in which the node at hand looks at them.
  let order: UnsafeMutablePointer<Int32>
  /// Which of equal splits wins: a number for each lined column, and after those for each flagged one.
  let keys: UnsafeMutablePointer<Int64>
  let splits: UnsafeMutablePointer<hq_splits>
  /// The bins of one column, all zero between two uses; also the codes of two of its bins.
  let columnBins: UnsafeMutablePointer<Int64>
  let classCounts: ClassCounts
  /// The most nodes that a tree had: the next one will have about as many.
  var mostNodes = 0
  private let histogramCount: Int
  private var unusedHistograms: [UnsafeMutablePointer<Int64>] = []
  private var allHistograms: [UnsafeMutablePointer<Int64>] = []

  init(_ training: ForestTraining) {
    let (features, rowCount) = (training.features, training.rows)
    let mostBins = features.bins.reduce(0) { max($0, $1.count, 2 * $1.mostCodes) }
    let keyCount = features.lined.count + features.flagGroups * BinnedFeatures.lanes
    // SAFETY: a tree never has more entries than there are rows; all of it is freed in `deinit`.
    rows = .allocate(capacity: rowCount)
    entries = .allocate(capacity: rowCount)
    // Sixteen rows are written at a time.
    otherRows = .allocate(capacity: rowCount + 16)
    otherEntries = .allocate(capacity: rowCount + 16)
    counts = .allocate(capacity: rowCount)
    counts.initialize(repeating: 0, count: rowCount)
    order = .allocate(capacity: max(1, training.splittable.count))
    keys = .allocate(capacity: max(1, keyCount))
    keys.initialize(repeating: 0, count: max(1, keyCount))
    splits = .allocate(capacity: 1)
    columnBins = .allocate(capacity: mostBins + 16)
    columnBins.initialize(repeating: 0, count: mostBins + 16)
    classCounts = ClassCounts(training, bins: mostBins + 1)
    histogramCount = features.histogramCount
  }

  deinit {
    rows.deallocate()
    entries.deallocate()
    otherRows.deallocate()
    otherEntries.deallocate()
    counts.deallocate()
    order.deallocate()
    keys.deallocate()
    splits.deallocate()
    columnBins.deallocate()
    classCounts.free()
    for histogram in allHistograms { histogram.deallocate() }
  }

  /// A histogram over all columns with zeros in it, until it is given back.
  func takeHistogram() -> UnsafeMutablePointer<Int64> {
    let histogram: UnsafeMutablePointer<Int64>
    if let unused = unusedHistograms.popLast() {
      histogram = unused
    } else {
      histogram = .allocate(capacity: histogramCount)
      allHistograms.append(histogram)
    }
    histogram.initialize(repeating: 0, count: histogramCount)
    return histogram
  }

  func give(back histogram: UnsafeMutablePointer<Int64>) { unusedHistograms.append(histogram) }
}
