import Parallel
import Tables

/// A key of each row as a small whole number: rows with equal keys have equal codes. Null is a key too.
struct KeyCodes: Sendable {
  let codes: [UInt32]
  /// Every code is below it.
  let range: Int

  init(codes: [UInt32], range: Int) {
    self.codes = codes
    self.range = range
  }

  init(_ column: Column, loop: RowLoop) throws { try self.init([SelectedColumn(column)], loop: loop) }

  /// The codes of all keys together.
  ///
  /// - Precondition: there is a key.
  init(_ columns: [SelectedColumn], loop: RowLoop) throws {
    let rowCount = columns[0].count
    let keys = try columns.map { try SmallKey($0, loop: loop) }
    let range = keys.reduce(1 as Int?) { range, key in
      range.flatMap { KeyCodes.product($0, key.range, rows: rowCount) }
    }
    if let range {
      let codes: [UInt32] = try loop.array(rowCount) { codes, places in
        for (index, key) in keys.enumerated() { key.write(to: codes, places, isFirst: index == 0) }
      }
      self.init(codes: codes, range: range)
      return
    }
    self = try KeyCodes(keys[0], rowCount: rowCount, loop: loop)
    for key in keys.dropFirst() {
      self = try combined(with: KeyCodes(key, rowCount: rowCount, loop: loop), loop: loop)
    }
  }

  private init(_ key: SmallKey, rowCount: Int, loop: RowLoop) throws {
    let codes: [UInt32] = try loop.array(rowCount) { codes, places in
      key.write(to: codes, places, isFirst: true)
    }
    self.init(codes: codes, range: key.range)
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
    let (index, combined) = try KeyIndex.build(
      hashes: pairHashes(codes, next.codes, loop: loop), present: nil, equality: HashesDiffer(), loop: loop)
    return KeyCodes(codes: combined, range: index.firstRows.count)
  }

  /// How wide codes may spread so that arrays can be indexed with them.
  static func directRange(rows: Int) -> Int { max(1 << 16, rows * 2) }

  /// The range of pairs of codes; nil when they spread too wide for arrays.
  static func product(_ first: Int, _ second: Int, rows: Int) -> Int? {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    return !overflow && product <= directRange(rows: rows) ? product : nil
  }
}

/// One key column, in a form from which its codes can be written down in one loop.
private struct SmallKey: Sendable {
  private enum Source {
    case codes([UInt32])
    /// The code is the distance from the least number.
    case numbers([Int64], least: Int64)
  }

  private let source: Source
  private let rows: [Int32]?
  private let present: [Bool]?
  /// Every code is below it; the last one is that of null where there may be one.
  let range: Int

  private init(_ source: Source, range: Int, of column: SelectedColumn) {
    self.source = source
    rows = column.rows
    present = column.base.present
    self.range = range + (present == nil ? 0 : 1)
  }

  init(_ column: SelectedColumn, loop: RowLoop) throws {
    let widest = KeyCodes.directRange(rows: column.count)
    if case .text(let texts) = column.base.values, texts.pool.isDistinct, texts.pool.count <= widest {
      self.init(.codes(texts.codes), range: texts.pool.count, of: column)
    } else if let numbers = try KeyNumbers(column.base, loop: loop),
      let bounds = try numbers.bounds(loop: loop), let width = bounds.width(atMost: widest)
    {
      self.init(.numbers(numbers.values, least: bounds.lowerBound), range: width, of: column)
    } else {
      let dense = try column.dense(loop: loop)
      let (index, codes) = try dense.index(loop: loop)
      self.init(.codes(codes), range: index.firstRows.count, of: SelectedColumn(dense))
    }
  }

  /// Writes the codes at some places, or puts them as a further digit behind those that are there.
  func write(to codes: SharedBuffer<UInt32>, _ places: Range<Int>, isFirst: Bool) {
    switch source {
    case .codes(let values):
      write(to: codes, places, isFirst: isFirst) { values[$0] }
    case .numbers(let values, let least):
      write(to: codes, places, isFirst: isFirst) { UInt32(truncatingIfNeeded: values[$0] &- least) }
    }
  }

  @inline(__always)
  private func write(
    to codes: SharedBuffer<UInt32>, _ places: Range<Int>, isFirst: Bool, code: (Int) -> UInt32
  ) {
    let factor = UInt32(range)
    let null = UInt32(range - 1)
    @inline(__always)
    func write(_ code: UInt32, at place: Int) {
      codes[place] = isFirst ? code : codes[place] &* factor &+ code
    }
    switch (rows, present) {
    case (nil, nil):
      for place in places { write(code(place), at: place) }
    case (nil, let present?):
      for place in places { write(present[place] ? code(place) : null, at: place) }
    case (let rows?, nil):
      for place in places { write(code(Int(rows[place])), at: place) }
    case (let rows?, let present?):
      for place in places {
        let row = Int(rows[place])
        write(present[row] ? code(row) : null, at: place)
      }
    }
  }
}

extension Column {
  /// The different values of the rows that are present; the codes of the others mean nothing.
  fileprivate func index(loop: RowLoop) throws -> (index: KeyIndex, codes: [UInt32]) {
    if let numbers = try KeyNumbers(self, loop: loop) {
      return try KeyIndex.build(
        hashes: numbers.hashes(loop: loop), present: present, equality: HashesDiffer(), loop: loop)
    }
    let texts = texts ?? TextVector(codes: [], pool: .empty)
    guard texts.pool.isDistinct else {
      return try KeyIndex.build(texts, present: present, loop: loop)
    }
    let hashes: [UInt64] = try loop.array(count) { hashes, rows in
      for row in rows { hashes[row] = mixed(UInt64(texts.codes[row])) }
    }
    return try KeyIndex.build(hashes: hashes, present: present, equality: HashesDiffer(), loop: loop)
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
