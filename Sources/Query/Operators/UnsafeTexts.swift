import Glibc
import Tables

extension TextVector {
  /// Lends the texts to loops that must not count references.
  func withTexts<Result>(_ body: (UnsafeTexts) throws -> Result) rethrows -> Result {
    // SAFETY: the vector holds codes and pool for as long as the body runs.
    try codes.withUnsafeBufferPointer { codes in
      try pool.offsets.withUnsafeBufferPointer { offsets in
        try pool.bytes.withUnsafeBytes { bytes in
          try body(UnsafeTexts(codes: codes, offsets: offsets, bytes: bytes))
        }
      }
    }
  }

  func hashes(loop: RowLoop) throws -> [UInt64] {
    try withTexts { texts in
      try loop.array(codes.count) { hashes, rows in
        for row in rows { hashes[row] = texts.hash(row) }
      }
    }
  }
}

/// The texts of the rows of a column, as bytes.
struct UnsafeTexts: @unchecked Sendable {
  // SAFETY: the memory is only read, and `withTexts` keeps it alive for as long as its body runs.
  let codes: UnsafeBufferPointer<UInt32>
  let offsets: UnsafeBufferPointer<Int>
  let bytes: UnsafeRawBufferPointer

  @inline(__always)
  func range(_ row: Int) -> Range<Int> {
    // SAFETY: `row` is one of the column; its code is one of the pool, in which a text ends where the next
    // begins.
    let code = Int(codes[row])
    return offsets[code]..<offsets[code + 1]
  }

  /// Equal texts of any two columns have equal hashes.
  @inline(__always)
  func hash(_ row: Int) -> UInt64 {
    // SAFETY: words are loaded while eight bytes of the text are left, and then one byte after the other.
    let range = range(row)
    var hash = UInt64(truncatingIfNeeded: range.count)
    var next = range.lowerBound
    while next + 8 <= range.upperBound {
      hash = folded(hash, bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self))
      next += 8
    }
    var rest: UInt64 = 0
    while next < range.upperBound {
      rest = rest << 8 | UInt64(bytes[next])
      next += 1
    }
    return mixed(folded(hash, rest))
  }

  @inline(__always)
  func isEqual(_ row: Int, to other: Int, of texts: UnsafeTexts) -> Bool {
    let range = range(row)
    let otherRange = texts.range(other)
    return range.count == otherRange.count && common(range, otherRange, of: texts, range.count) == 0
  }

  /// Below 0 when the text of a row stands before that of the other by its bytes, above 0 when behind.
  @inline(__always)
  func compare(_ row: Int, to other: Int) -> Int {
    let range = range(row)
    let otherRange = self.range(other)
    let order = common(range, otherRange, of: self, min(range.count, otherRange.count))
    return order != 0 ? order : range.count - otherRange.count
  }

  @inline(__always)
  private func common(_ range: Range<Int>, _ otherRange: Range<Int>, of texts: UnsafeTexts, _ count: Int)
    -> Int
  {
    // SAFETY: `count` is at most the length of either range.
    guard count > 0, let base = bytes.baseAddress, let otherBase = texts.bytes.baseAddress else { return 0 }
    return Int(memcmp(base + range.lowerBound, otherBase + otherRange.lowerBound, count))
  }
}

@inline(__always)
private func folded(_ hash: UInt64, _ word: UInt64) -> UInt64 {
  let product = (hash ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: word ^ 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low ^ (hash &* 31)
}

/// Whether rows of one column of texts are equal.
struct TextEquality: KeyEquality {
  // SAFETY: made within `withTexts`, while an index is built, and not kept by it.
  let texts: UnsafeTexts

  @inline(__always)
  func areEqual(_ left: Int32, _ right: Int32) -> Bool { texts.isEqual(Int(left), to: Int(right), of: texts) }
}

extension ListVector {
  /// A text for each list, so that the texts are equal, and in order, just as the lists are.
  ///
  /// Each item ends with two zero bytes, and a zero byte inside becomes a zero and a one: so an item stands
  /// before every longer one that starts with it, and a list before every longer one.
  var orderedTexts: TextVector {
    var offsets = [0, 0]
    var bytes: [UInt8] = []
    let pool = items.pool
    for row in 0..<count {
      for item in starts[row]..<starts[row + 1] {
        let code = Int(items.codes[item])
        for byte in pool.bytes[pool.offsets[code]..<pool.offsets[code + 1]] {
          bytes.append(byte)
          if byte == 0 { bytes.append(1) }
        }
        bytes.append(0)
        bytes.append(0)
      }
      offsets.append(bytes.count)
    }
    return TextVector(
      codes: (0..<UInt32(count)).map { $0 + 1 },
      pool: TextPool(offsets: offsets, bytes: bytes, isDistinct: false))
  }
}
