/// Counting rows into histograms.
// SAFETY: a node's places are below the number of drawn rows, every row's bin is below its column's number of
// bins, and a histogram has room for all bins of all columns.
extension TreeGrower {
  /// A histogram over all bins pays when the node has rows for a good part of them.
  private func isDense(rows: Int) -> Bool { rows * orderCount * 2 >= features.totalBins }

  /// Only the root comes without a histogram that it should have.
  func countRoot(_ node: inout Node) {
    guard node.histogram == nil, isDense(rows: node.range.count) else { return }
    let histogram = memory.takeHistogram()
    fill(histogram, node.range)
    node.histogram = histogram
  }

  /// Gives the children of a node their histograms: one is counted, the other is what is left of the node's.
  func shareHistogram(of node: Node, _ left: inout Node, _ right: inout Node) {
    guard let histogram = node.histogram else { return }
    let isLast = training.parameters.depth.map { node.depth + 1 >= $0 } ?? false
    guard !isLast, isDense(rows: max(left.range.count, right.range.count)) else {
      return memory.give(back: histogram)
    }
    let leftIsSmaller = left.range.count < right.range.count
    let counted = memory.takeHistogram()
    fill(counted, leftIsSmaller ? left.range : right.range)
    for bin in 0..<features.totalBins { histogram[bin] &-= counted[bin] }
    let isCountedUsed = isDense(rows: min(left.range.count, right.range.count))
    if !isCountedUsed { memory.give(back: counted) }
    let smaller = isCountedUsed ? counted : nil
    left.histogram = leftIsSmaller ? smaller : histogram
    right.histogram = leftIsSmaller ? histogram : smaller
  }

  /// Adds the rows of a node to a histogram over all columns.
  private func fill(_ histogram: UnsafeMutablePointer<Int64>, _ range: Range<Int>) {
    let (rows, entries, lines, stride) = (rows, entries, features.rowMajor, features.stride)
    let (shapes, columns) = (shapes, features.columns.count)
    for place in range {
      let line = lines + Int(rows[place]) &* stride
      let entry = entries[place]
      for column in 0..<columns { histogram[shapes[column].offset &+ Int(line[column])] &+= entry }
    }
  }

  func fillSparse(_ range: Range<Int>) {
    let (rows, entries, lines, stride) = (rows, entries, features.rowMajor, features.stride)
    let (shapes, columns, sparse) = (shapes, features.columns.count, sparse)
    for place in range {
      let line = lines + Int(rows[place]) &* stride
      let entry = entries[place]
      for column in 0..<columns {
        sparse.add(entry, bin: line[column], column: column, offset: shapes[column].offset)
      }
    }
  }

  func fillSparse(column: Int, _ range: Range<Int>) {
    let (rows, entries, bins) = (rows, entries, features.columnMajor + column * features.rows)
    let (offset, sparse) = (shapes[column].offset, sparse)
    for place in range {
      sparse.add(entries[place], bin: bins[Int(rows[place])], column: column, offset: offset)
    }
  }
}
