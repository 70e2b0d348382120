/// The groups that an aggregate is computed over.
struct RowGroups: Sendable {
  let rowCount: Int
  /// How many groups there are; without keys there is one, even of no rows.
  let count: Int
  /// The group of each row; nil when there are no keys.
  let codes: [UInt32]?
  /// The rows of each group side by side, where the work is laid out so.
  let members: GroupMembers?

  init(rowCount: Int, grouping: Grouping?, readsGroups: Bool, loop: RowLoop) throws {
    self.rowCount = rowCount
    count = grouping?.count ?? 1
    codes = grouping?.codes
    // Partial results of every piece of rows cost too much where there are many groups.
    let isWide = rowCount > loop.pieceSize && count > rowCount / 8
    members = readsGroups || isWide ? try GroupMembers(of: rowCount, in: grouping, loop: loop) : nil
  }
}

/// The rows of each group side by side, in their order: those of group `g` are `rows[starts[g]..<starts[g + 1]]`.
struct GroupMembers: Sendable {
  let rows: [Int32]
  let starts: [Int]

  init(of rowCount: Int, in grouping: Grouping?, loop: RowLoop) throws {
    guard let grouping else {
      rows = try loop.array(rowCount) { rows, range in
        for row in range { rows[row] = Int32(truncatingIfNeeded: row) }
      }
      starts = [0, rowCount]
      return
    }
    let values: [UInt64] = try loop.array(rowCount) { values, range in
      for row in range { values[row] = UInt64(grouping.codes[row]) }
    }
    let word = SortWord(values: values, bits: bitWidth(UInt64(max(0, grouping.count - 1))))
    let sorted = try stableOrder(of: [word], count: rowCount, loop: loop)
    var starts = [Int](repeating: 0, count: grouping.count + 1)
    for code in grouping.codes { starts[Int(code) + 1] += 1 }
    for group in 0..<grouping.count { starts[group + 1] += starts[group] }
    rows = sorted
    self.starts = starts
  }

  subscript(group: Int) -> ArraySlice<Int32> { rows[starts[group]..<starts[group + 1]] }

  /// Runs the body for stretches of groups that have together about as many rows as a piece.
  func forEach(loop: RowLoop, _ body: @Sendable (Range<Int>) throws -> Void) throws {
    let pieces = loop.pieces(of: max(rows.count, 1))
    var bounds = [0]
    for piece in 1..<max(1, pieces.count) { bounds.append(firstGroup(startingAt: pieces[piece].lowerBound)) }
    bounds.append(starts.count - 1)
    let cuts = bounds
    try loop.workers.forEach(cuts.count - 1) { piece in
      try loop.cancellation.check()
      if cuts[piece] < cuts[piece + 1] { try body(cuts[piece]..<cuts[piece + 1]) }
    }
  }

  private func firstGroup(startingAt place: Int) -> Int {
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
