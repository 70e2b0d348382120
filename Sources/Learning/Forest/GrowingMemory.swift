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
  let sparse: SparseHistogram
  let classCounts: ClassCounts
  private let histogramBins: Int
  private var unusedHistograms: [UnsafeMutablePointer<Int64>] = []
  private var allHistograms: [UnsafeMutablePointer<Int64>] = []

  init(_ training: ForestTraining) {
    let rowCount = training.rows
    // SAFETY: a tree never has more entries than there are rows; all of it is freed in `deinit`.
    rows = .allocate(capacity: rowCount)
    entries = .allocate(capacity: rowCount)
    otherRows = .allocate(capacity: rowCount)
    otherEntries = .allocate(capacity: rowCount)
    counts = .allocate(capacity: rowCount)
    counts.initialize(repeating: 0, count: rowCount)
    order = .allocate(capacity: max(1, training.splittable.count))
    sparse = SparseHistogram(bins: training.features.totalBins, columns: training.features.columns.count)
    classCounts = ClassCounts(training)
    histogramBins = training.features.totalBins
  }

  deinit {
    rows.deallocate()
    entries.deallocate()
    otherRows.deallocate()
    otherEntries.deallocate()
    counts.deallocate()
    order.deallocate()
    sparse.free()
    classCounts.free()
    for histogram in allHistograms { histogram.deallocate() }
  }

  /// A histogram over all columns with zeros in it, until it is given back.
  func takeHistogram() -> UnsafeMutablePointer<Int64> {
    let histogram: UnsafeMutablePointer<Int64>
    if let unused = unusedHistograms.popLast() {
      histogram = unused
    } else {
      histogram = .allocate(capacity: histogramBins)
      allHistograms.append(histogram)
    }
    histogram.initialize(repeating: 0, count: histogramBins)
    return histogram
  }

  func give(back histogram: UnsafeMutablePointer<Int64>) { unusedHistograms.append(histogram) }
}
