import Tables

/// One of the columns that rows are sorted by.
struct SortColumn: Sendable {
  let column: Column
  let descending: Bool
}

/// The numbers of the rows in the order of the columns. Equal rows stay in order, and nulls come last.
///
/// - Parameter limit: how many of the first rows are wanted; more may come.
func sortedRows(
  by columns: [SortColumn], rowCount: Int, limit: Int? = nil, loop: RowLoop
) throws -> [Int32] {
  var words: [SortWord] = []
  for column in columns {
    for key in try column.words(loop: loop) where key.bits > 0 {
      if let last = words.last, last.bits + key.bits <= 64 {
        try words[words.count - 1].append(key, loop: loop)
      } else {
        words.append(key)
      }
    }
  }
  guard let limit, let first = words.first, rowCount > loop.pieceSize,
    let candidates = try candidates(for: limit, in: first, loop: loop)
  else { return try stableOrder(of: words, count: rowCount, loop: loop) }
  let narrowed = words.map { word in
    SortWord(values: candidates.map { word.values[Int($0)] }, bits: word.bits)
  }
  return try stableOrder(of: narrowed, count: candidates.count, loop: loop).map { candidates[Int($0)] }
}

extension SortWord {
  /// Puts a further key behind what is here, which counts more.
  ///
  /// - Precondition: both together fit.
  fileprivate mutating func append(_ key: SortWord, loop: RowLoop) throws {
    try values.shared { values in
      try loop.forEach(rowsBelow: key.values.count) { rows in
        for row in rows { values[row] = values[row] << UInt64(key.bits) | key.values[row] }
      }
    }
    bits += key.bits
  }
}

/// The rows, in order, among which the first `limit` are to be found; nil when they are not much fewer.
private func candidates(for limit: Int, in word: SortWord, loop: RowLoop) throws -> [Int32]? {
  let shift = UInt64(max(0, word.bits - 12))
  let pieces = loop.pieces(of: word.values.count)
  let counts = try loop.map(pieces) { rows in
    var counts = [Int](repeating: 0, count: 1 << 12)
    for row in rows { counts[Int(truncatingIfNeeded: word.values[row] >> shift)] += 1 }
    return counts
  }
  var total = 0
  var greatest = 0
  while greatest < 1 << 12 {
    for piece in counts { total += piece[greatest] }
    if total >= limit { break }
    greatest += 1
  }
  guard total < word.values.count / 4 else { return nil }
  let bound = UInt64(greatest)
  return try loop.map(pieces) { rows in
    rows.lazy.filter { word.values[$0] >> shift <= bound }.map { Int32(truncatingIfNeeded: $0) } as [Int32]
  }.flatMap { $0 }
}

extension SortColumn {
  /// Numbers that are in order just as the values are; null is the greatest either way.
  fileprivate func words(loop: RowLoop) throws -> [SortWord] {
    guard let numbers = try KeyNumbers(column, loop: loop) else {
      return try words(of: column.texts ?? TextVector(codes: [], pool: .empty), loop: loop)
    }
    guard let bounds = try numbers.bounds(loop: loop) else { return [] }
    let least = bounds.lowerBound
    return try words(greatest: UInt64(bitPattern: bounds.upperBound &- least), loop: loop) {
      UInt64(bitPattern: numbers.values[$0] &- least)
    }
  }

  private func words(of texts: TextVector, loop: RowLoop) throws -> [SortWord] {
    guard texts.pool.isDistinct else {
      let ranks = try texts.ranks(loop: loop)
      return try words(greatest: UInt64(ranks.max() ?? 0), loop: loop) { UInt64(ranks[$0]) }
    }
    let groups = try Grouping(KeyCodes(Column(.text(texts)), loop: loop), loop: loop)
    let distinct = TextVector(codes: groups.firstRows.map { texts.codes[Int($0)] }, pool: texts.pool)
    var rankOfGroup = [UInt32](repeating: 0, count: groups.count)
    for (group, rank) in zip(groups.groupsWithRows, try distinct.ranks(loop: loop)) {
      rankOfGroup[Int(group)] = rank
    }
    let ranks = rankOfGroup
    return try words(greatest: UInt64(ranks.count), loop: loop) { UInt64(ranks[Int(groups.codes[$0])]) }
  }

  /// Turns the order round where it descends, and puts null behind all.
  ///
  /// - Parameter key: of a row that is present, a number that is at most `greatest`.
  private func words(
    greatest: UInt64, loop: RowLoop, key: @Sendable (Int) -> UInt64
  ) throws -> [SortWord] {
    let present = column.present
    // Where all 64 bits are in use, null needs a word of its own.
    let isFull = greatest == .max
    let null = isFull ? 0 : greatest + 1
    let values: [UInt64] = try loop.array(column.count) { values, rows in
      for row in rows {
        if let present, !present[row] {
          values[row] = null
        } else {
          values[row] = descending ? greatest - key(row) : key(row)
        }
      }
    }
    guard let present else { return [SortWord(values: values, bits: bitWidth(greatest))] }
    guard isFull else { return [SortWord(values: values, bits: bitWidth(null))] }
    return [SortWord(values: present.map { $0 ? 0 : 1 }, bits: 1), SortWord(values: values, bits: 64)]
  }
}
