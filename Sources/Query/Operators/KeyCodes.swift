import Tables

/// A key of each row as a small whole number: rows with equal keys have equal codes. Null is a key too.
struct KeyCodes: Sendable {
  let codes: [UInt32]
  /// Every code is below it.
  let range: Int

  /// How wide a range of codes may be that arrays are indexed with.
  static func directRange(rows: Int) -> Int { max(1 << 16, rows * 2) }

  init(codes: [UInt32], range: Int) {
    self.codes = codes
    self.range = range
  }

  init(_ column: Column, loop: RowLoop) throws {
    if let (keys, range) = try column.smallKeys(loop: loop) {
      self = try KeyCodes(keys: keys, range: range, present: column.present, loop: loop)
      return
    }
    let codes: [UInt32]
    let index: KeyIndex
    if let texts = column.texts, !texts.pool.isDistinct {
      (index, codes) = try KeyIndex.build(
        hashes: try texts.hashes(loop: loop), present: column.present, equality: TextEquality(texts: texts),
        loop: loop)
    } else {
      (index, codes) = try KeyIndex.build(
        hashes: try column.numberHashes(loop: loop), present: column.present, equality: HashesDiffer(),
        loop: loop)
    }
    self = try KeyCodes(keys: codes, range: index.firstRows.count, present: column.present, loop: loop)
  }

  /// Takes codes of the rows that are present and gives the others a code of their own, the last.
  private init(keys: [UInt32], range: Int, present: [Bool]?, loop: RowLoop) throws {
    guard let present else {
      self.init(codes: keys, range: range)
      return
    }
    let codes: [UInt32] = try loop.array(keys.count) { codes, rows in
      for row in rows { codes[row] = present[row] ? keys[row] : UInt32(range) }
    }
    self.init(codes: codes, range: range + 1)
  }

  /// The codes of both keys together.
  func combined(with next: KeyCodes, loop: RowLoop) throws -> KeyCodes {
    let product = range.multipliedReportingOverflow(by: next.range)
    if !product.overflow, product.partialValue <= KeyCodes.directRange(rows: codes.count) {
      let factor = UInt32(next.range)
      let combined: [UInt32] = try loop.array(codes.count) { combined, rows in
        for row in rows { combined[row] = codes[row] * factor + next.codes[row] }
      }
      return KeyCodes(codes: combined, range: product.partialValue)
    }
    let (index, combined) = try KeyIndex.build(
      hashes: try pairHashes(codes, next.codes, loop: loop), present: nil, equality: HashesDiffer(), loop: loop)
    return KeyCodes(codes: combined, range: index.firstRows.count)
  }
}

func pairHashes(_ first: [UInt32], _ second: [UInt32], loop: RowLoop) throws -> [UInt64] {
  try loop.array(first.count) { hashes, rows in
    for row in rows { hashes[row] = mixed(UInt64(first[row]) << 32 | UInt64(second[row])) }
  }
}

extension Column {
  /// Codes without hashing, where the values themselves are nearly that; those of null rows mean nothing.
  fileprivate func smallKeys(loop: RowLoop) throws -> (keys: [UInt32], range: Int)? {
    let widest = KeyCodes.directRange(rows: count)
    switch values {
    case .bool(let values):
      return (try loop.array(count) { keys, rows in for row in rows { keys[row] = values[row] ? 1 : 0 } }, 2)
    case .int(let values), .timestamp(let values):
      guard let bounds = try bounds(of: values, loop: loop) else { return nil }
      return try offsets(of: values, from: bounds, widest: widest, loop: loop)
    case .date(let values):
      guard let bounds = try bounds(of: values, loop: loop) else { return nil }
      return try offsets(of: values, from: bounds, widest: widest, loop: loop)
    case .text(let texts):
      return texts.pool.isDistinct && texts.pool.count <= widest ? (texts.codes, texts.pool.count) : nil
    case .double, .list:
      return nil
    }
  }

  /// The least and the greatest value that is present.
  func bounds<Number: FixedWidthInteger & Sendable>(
    of values: [Number], loop: RowLoop
  ) throws -> ClosedRange<Number>? {
    let found = try loop.map(loop.pieces(of: values.count)) { rows -> ClosedRange<Number>? in
      var least = Number.max
      var greatest = Number.min
      if let present {
        for row in rows where present[row] {
          least = min(least, values[row])
          greatest = max(greatest, values[row])
        }
      } else {
        for row in rows {
          least = min(least, values[row])
          greatest = max(greatest, values[row])
        }
      }
      return least <= greatest ? least...greatest : nil
    }
    return found.compactMap { $0 }.reduce(nil) { all, piece in
      guard let all else { return piece }
      return min(all.lowerBound, piece.lowerBound)...max(all.upperBound, piece.upperBound)
    }
  }

  private func offsets<Number: FixedWidthInteger & Sendable>(
    of values: [Number], from bounds: ClosedRange<Number>, widest: Int, loop: RowLoop
  ) throws -> (keys: [UInt32], range: Int)? {
    let (width, overflow) = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
    guard !overflow, Int(width) < widest else { return nil }
    let least = bounds.lowerBound
    let keys: [UInt32] = try loop.array(count) { keys, rows in
      for row in rows { keys[row] = UInt32(truncatingIfNeeded: values[row] &- least) }
    }
    return (keys, Int(width) + 1)
  }

  /// The texts of a column of texts, or texts that stand for its lists.
  var texts: TextVector? {
    switch values {
    case .text(let texts): texts
    case .list(let lists): lists.orderedTexts
    default: nil
    }
  }

  /// Values of 64 bits or less as hashes that are equal just as the values are.
  func numberHashes(loop: RowLoop) throws -> [UInt64] {
    switch values {
    case .bool(let values):
      try loop.array(count) { hashes, rows in for row in rows { hashes[row] = mixed(values[row] ? 1 : 0) } }
    case .int(let values), .timestamp(let values):
      try loop.array(count) { hashes, rows in
        for row in rows { hashes[row] = mixed(UInt64(bitPattern: values[row])) }
      }
    case .date(let days):
      try loop.array(count) { hashes, rows in
        for row in rows { hashes[row] = mixed(UInt64(UInt32(bitPattern: days[row]))) }
      }
    case .double(let values):
      try loop.array(count) { hashes, rows in
        // Adding zero turns -0 into 0, which it equals.
        for row in rows { hashes[row] = mixed((values[row] + 0).bitPattern) }
      }
    case .text(let texts):
      // Codes of a distinct pool are as good as its texts.
      try loop.array(count) { hashes, rows in for row in rows { hashes[row] = mixed(UInt64(texts.codes[row])) } }
    case .list:
      preconditionFailure("a list has no number")
    }
  }
}

extension TextVector {
  func hashes(loop: RowLoop) throws -> [UInt64] {
    try loop.array(codes.count) { hashes, rows in
      for row in rows { hashes[row] = pool.hash(codes[row]) }
    }
  }
}
