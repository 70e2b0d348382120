import Tables

/// A key of each row as a small whole number: rows with equal keys have equal codes. Null is a key too.
struct KeyCodes: Sendable {
  let codes: [UInt32]
  /// Every code is below it.
  let range: Int

  /// How wide codes may spread so that arrays can be indexed with them.
  static func directRange(rows: Int) -> Int { max(1 << 16, rows * 2) }

  init(codes: [UInt32], range: Int) {
    self.codes = codes
    self.range = range
  }

  init(_ column: Column, loop: RowLoop) throws {
    if let numbers = try KeyNumbers(column, loop: loop) {
      try self.init(numbers, loop: loop)
    } else {
      try self.init(column.texts ?? TextVector(codes: [], pool: .empty), present: column.present, loop: loop)
    }
  }

  private init(_ numbers: KeyNumbers, loop: RowLoop) throws {
    let rowCount = numbers.values.count
    if let bounds = try numbers.bounds(loop: loop),
      let width = bounds.width(atMost: KeyCodes.directRange(rows: rowCount))
    {
      let least = bounds.lowerBound
      let keys: [UInt32] = try loop.array(rowCount) { keys, rows in
        for row in rows { keys[row] = UInt32(truncatingIfNeeded: numbers.values[row] &- least) }
      }
      try self.init(keys: keys, range: width, present: numbers.present, loop: loop)
    } else {
      try self.init(
        hashes: try numbers.hashes(loop: loop), present: numbers.present, equality: HashesDiffer(), loop: loop
      )
    }
  }

  private init(_ texts: TextVector, present: [Bool]?, loop: RowLoop) throws {
    if !texts.pool.isDistinct {
      let equality = TextEquality(texts: texts)
      try self.init(hashes: texts.hashes(loop: loop), present: present, equality: equality, loop: loop)
    } else if texts.pool.count <= KeyCodes.directRange(rows: texts.codes.count) {
      try self.init(keys: texts.codes, range: texts.pool.count, present: present, loop: loop)
    } else {
      let hashes: [UInt64] = try loop.array(texts.codes.count) { hashes, rows in
        for row in rows { hashes[row] = mixed(UInt64(texts.codes[row])) }
      }
      try self.init(hashes: hashes, present: present, equality: HashesDiffer(), loop: loop)
    }
  }

  private init(
    hashes: [UInt64], present: [Bool]?, equality: some KeyEquality, loop: RowLoop
  ) throws {
    let (index, codes) = try KeyIndex.build(hashes: hashes, present: present, equality: equality, loop: loop)
    try self.init(keys: codes, range: index.firstRows.count, present: present, loop: loop)
  }

  /// Takes codes of the rows that are present and gives the others a code of their own, the last.
  private init(keys: [UInt32], range: Int, present: [Bool]?, loop: RowLoop) throws {
    guard let present else {
      self.init(codes: keys, range: range)
      return
    }
    let null = UInt32(range)
    let codes: [UInt32] = try loop.array(keys.count) { codes, rows in
      for row in rows { codes[row] = present[row] ? keys[row] : null }
    }
    self.init(codes: codes, range: range + 1)
  }

  /// The codes of both keys together.
  func combined(with next: KeyCodes, loop: RowLoop) throws -> KeyCodes {
    if let range = KeyCodes.product(range, next.range, rows: codes.count) {
      let factor = UInt32(next.range)
      let combined: [UInt32] = try loop.array(codes.count) { combined, rows in
        for row in rows { combined[row] = codes[row] * factor + next.codes[row] }
      }
      return KeyCodes(codes: combined, range: range)
    }
    let hashes = try pairHashes(codes, next.codes, loop: loop)
    return try KeyCodes(hashes: hashes, present: nil, equality: HashesDiffer(), loop: loop)
  }

  /// The range of pairs of codes; nil when they spread too wide for arrays.
  static func product(_ first: Int, _ second: Int, rows: Int) -> Int? {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    return !overflow && product <= directRange(rows: rows) ? product : nil
  }
}

func pairHashes(_ first: [UInt32], _ second: [UInt32], loop: RowLoop) throws -> [UInt64] {
  try loop.array(first.count) { hashes, rows in
    for row in rows { hashes[row] = mixed(UInt64(first[row]) << 32 | UInt64(second[row])) }
  }
}

extension ClosedRange<Int64> {
  /// How many numbers these are, unless they are too many.
  func width(atMost widest: Int) -> Int? {
    let (distance, overflow) = upperBound.subtractingReportingOverflow(lowerBound)
    return !overflow && distance < widest ? Int(distance) + 1 : nil
  }
}

extension TextVector {
  func hashes(loop: RowLoop) throws -> [UInt64] {
    try loop.array(codes.count) { hashes, rows in
      for row in rows { hashes[row] = pool.hash(codes[row]) }
    }
  }
}
