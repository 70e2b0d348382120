import Tables

extension TextVector {
  /// By row, how many texts stand before it in the order of their bytes; equal texts have one rank.
  ///
  /// A few bytes are looked at in each round, and only of those texts that are not yet told apart.
  func ranks(loop: RowLoop) throws -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: codes.count)
    var open: [Int32] = (0..<Int32(codes.count)).map { $0 }
    var depth = 0
    while open.count > 1 {
      try loop.cancellation.check()
      open = try refine(&ranks, of: open, depth: depth, loop: loop)
      depth += UnsafeTexts.stretchLength
    }
    return ranks
  }

  /// Tells rows of one rank apart by their next bytes; gives those of which the rest must be seen.
  private func refine(_ ranks: inout [UInt32], of rows: [Int32], depth: Int, loop: RowLoop) throws -> [Int32]
  {
    let stretches: [UInt64] = try withTexts { texts in
      try loop.array(rows.count) { stretches, places in
        for place in places { stretches[place] = texts.stretch(Int(rows[place]), from: depth) }
      }
    }
    let rankedSoFar = ranks
    let classes: [UInt64] = try loop.array(rows.count) { classes, places in
      for place in places { classes[place] = UInt64(rankedSoFar[Int(rows[place])]) }
    }
    var words = [SortWord(values: stretches, bits: 64)]
    if depth > 0 { words.insert(SortWord(values: classes, bits: bitWidth(UInt64(ranks.count))), at: 0) }
    let order = try stableOrder(of: words, count: rows.count, loop: loop)

    var open: [Int32] = []
    var classStart = 0
    var start = 0
    while start < order.count {
      let first = Int(order[start])
      if classes[first] != classes[Int(order[classStart])] { classStart = start }
      var end = start + 1
      while end < order.count, stretches[Int(order[end])] == stretches[first],
        classes[Int(order[end])] == classes[first]
      {
        end += 1
      }
      let goesOn = end - start > 1 && UnsafeTexts.goesOn(stretches[first])
      for place in start..<end {
        let row = rows[Int(order[place])]
        ranks[Int(row)] = UInt32(classes[first]) + UInt32(start - classStart)
        if goesOn { open.append(row) }
      }
      start = end
    }
    return open
  }
}

/// How many bits it takes to write the number.
func bitWidth(_ number: UInt64) -> Int { UInt64.bitWidth - number.leadingZeroBitCount }

extension UnsafeTexts {
  /// How many bytes a stretch holds.
  fileprivate static let stretchLength = 7

  /// Whether the text of a stretch has bytes behind it.
  fileprivate static func goesOn(_ stretch: UInt64) -> Bool { stretch & 0xFF > stretchLength }

  /// The next bytes of a text, the first one highest, and in the lowest byte how many there are; so stretches
  /// compare as the texts do.
  @inline(__always)
  fileprivate func stretch(_ row: Int, from depth: Int) -> UInt64 {
    // SAFETY: a word is loaded only where eight bytes of the text are left, and else one byte after the
    // other.
    let range = range(row)
    let start = range.lowerBound + depth
    let rest = range.upperBound - start
    if rest > UnsafeTexts.stretchLength {
      let word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return word & ~0xFF | UInt64(UnsafeTexts.stretchLength + 1)
    }
    var word: UInt64 = 0
    for index in 0..<max(0, rest) { word |= UInt64(bytes[start + index]) << UInt64(56 - 8 * index) }
    return word | UInt64(max(0, rest))
  }
}
