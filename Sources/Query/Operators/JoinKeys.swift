import Tables

/// The keys of both sides of a join as codes: a row of the left and one of the right match when they have the
/// same code. A row that matches nothing for sure has `noCode`.
struct JoinKeys: Sendable {
  let left: [UInt32]
  let right: [UInt32]
  /// Every code is below it.
  let range: Int

  private init(left: [UInt32], right: [UInt32], range: Int) {
    self.left = left
    self.right = right
    self.range = range
  }

  /// Without keys every row matches every other.
  init(allOf leftRows: Int, and rightRows: Int) {
    self.init(
      left: Array(repeating: 0, count: leftRows), right: Array(repeating: 0, count: rightRows), range: 1)
  }

  /// - Precondition: both columns are of one type.
  init(left: Column, right: Column, loop: RowLoop) throws {
    if let leftNumbers = try KeyNumbers(left, loop: loop),
      let rightNumbers = try KeyNumbers(right, loop: loop)
    {
      try self.init(leftNumbers, rightNumbers, loop: loop)
    } else if let leftTexts = left.texts, let rightTexts = right.texts {
      try self.init(
        leftTexts, present: left.present, rightTexts, present: right.present, loop: loop)
    } else {
      preconditionFailure("the keys of a join are of one type")
    }
  }

  private init(_ left: KeyNumbers, _ right: KeyNumbers, loop: RowLoop) throws {
    if let bounds = try right.bounds(loop: loop),
      let width = bounds.width(atMost: KeyCodes.directRange(rows: right.values.count))
    {
      func codes(_ numbers: KeyNumbers) throws -> [UInt32] {
        let least = bounds.lowerBound
        return try loop.array(numbers.values.count) { codes, rows in
          for row in rows {
            let offset = UInt64(bitPattern: numbers.values[row] &- least)
            let isHere = offset < UInt64(width) && numbers.present?[row] ?? true
            codes[row] = isHere ? UInt32(truncatingIfNeeded: offset) : noCode
          }
        }
      }
      self.init(left: try codes(left), right: try codes(right), range: width)
      return
    }
    let (index, rightCodes) = try KeyIndex.build(
      hashes: try right.hashes(loop: loop), present: right.present, equality: HashesDiffer(), loop: loop)
    let lookup = KeyLookup(index)
    let leftCodes: [UInt32] = try loop.array(left.values.count) { codes, rows in
      for row in rows {
        let isPresent = left.present?[row] ?? true
        let hash = mixed(UInt64(bitPattern: left.values[row]))
        codes[row] = isPresent ? lookup.code(of: hash) : noCode
      }
    }
    self.init(left: leftCodes, right: rightCodes, range: index.firstRows.count)
  }

  /// Looks every distinct text up once, and then only moves codes.
  private init(
    _ left: TextVector, present leftPresent: [Bool]?, _ right: TextVector, present rightPresent: [Bool]?,
    loop: RowLoop
  ) throws {
    let leftTexts = left.entries
    let rightTexts = right.entries
    let (index, rightCodes) = try KeyIndex.build(rightTexts, present: nil, loop: loop)
    let lookup = KeyLookup(index)
    let leftCodes: [UInt32] = try leftTexts.withTexts { left in
      try rightTexts.withTexts { right in
        try loop.array(leftTexts.codes.count) { codes, entries in
          for entry in entries {
            codes[entry] = lookup.code(of: left.hash(entry)) { left.isEqual(entry, to: Int($0), of: right) }
          }
        }
      }
    }
    self.init(
      left: try left.spread(leftCodes, present: leftPresent, loop: loop),
      right: try right.spread(rightCodes, present: rightPresent, loop: loop), range: index.firstRows.count)
  }

  /// The codes of both keys together.
  func combined(with next: JoinKeys, loop: RowLoop) throws -> JoinKeys {
    if let range = KeyCodes.product(range, next.range, rows: right.count) {
      let factor = UInt32(next.range)
      func pairs(_ first: [UInt32], _ second: [UInt32]) throws -> [UInt32] {
        try loop.array(first.count) { codes, rows in
          for row in rows {
            let isHere = first[row] != noCode && second[row] != noCode
            codes[row] = isHere ? first[row] * factor + second[row] : noCode
          }
        }
      }
      return JoinKeys(
        left: try pairs(left, next.left), right: try pairs(right, next.right), range: range)
    }
    func isHere(_ first: [UInt32], _ second: [UInt32]) throws -> [Bool] {
      try loop.array(first.count) { isHere, rows in
        for row in rows { isHere[row] = first[row] != noCode && second[row] != noCode }
      }
    }
    let (index, rightCodes) = try KeyIndex.build(
      hashes: try pairHashes(right, next.right, loop: loop), present: try isHere(right, next.right),
      equality: HashesDiffer(), loop: loop)
    let lookup = KeyLookup(index)
    let leftHashes = try pairHashes(left, next.left, loop: loop)
    let isLeftHere = try isHere(left, next.left)
    let leftCodes: [UInt32] = try loop.array(left.count) { codes, rows in
      for row in rows {
        codes[row] = isLeftHere[row] ? lookup.code(of: leftHashes[row]) : noCode
      }
    }
    return JoinKeys(left: leftCodes, right: rightCodes, range: index.firstRows.count)
  }
}

extension TextVector {
  /// Whether it pays to look at the pool's texts instead of at each row's.
  private var looksAtPool: Bool { pool.count <= codes.count }

  /// The texts that must be looked at to know those of all rows.
  fileprivate var entries: TextVector {
    looksAtPool ? TextVector(codes: (0..<UInt32(pool.count)).map { $0 }, pool: pool) : self
  }

  /// Gives every row what was found for its entry; a null row gets `noCode`.
  fileprivate func spread(_ entryCodes: [UInt32], present: [Bool]?, loop: RowLoop) throws -> [UInt32] {
    let looksAtPool = looksAtPool
    return try loop.array(codes.count) { spread, rows in
      // SAFETY: there is an entry for each text of the pool, or else for each row; a code is of a text of the
      // pool.
      entryCodes.withUnsafeBufferPointer { entryCodes in
        for row in rows {
          let isPresent = present?[row] ?? true
          spread[row] = isPresent ? entryCodes[looksAtPool ? Int(codes[row]) : row] : noCode
        }
      }
    }
  }
}
