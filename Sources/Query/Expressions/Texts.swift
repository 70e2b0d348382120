import Glibc
import Tables

/// Texts as an argument of a loop.
struct TextOperand {
  let codes: ArraySlice<UInt32>
  let pool: TextPool
  let isConstant: Bool

  /// The codes alone.
  var lanes: Operand<UInt32> { Operand(lanes: codes, isConstant: isConstant) }

  /// Lends the bytes of the texts for the time of `body`.
  @inline(__always)
  func withTexts<Result>(_ body: (Texts) throws -> Result) rethrows -> Result {
    // SAFETY: the operand holds codes and pool for as long as the body runs.
    try codes.withUnsafeBufferPointer { codes in
      try pool.offsets.withUnsafeBufferPointer { offsets in
        try pool.bytes.withUnsafeBufferPointer { bytes in
          try body(Texts(codes: codes, step: isConstant ? 0 : 1, offsets: offsets, bytes: bytes))
        }
      }
    }
  }
}

/// The bytes of the texts of a morsel, row by row.
struct Texts {
  // SAFETY: made only by `withTexts`, whose callers let neither it nor a text of it leave the body.
  fileprivate let codes: UnsafeBufferPointer<UInt32>
  fileprivate let step: Int
  fileprivate let offsets: UnsafeBufferPointer<Int>
  fileprivate let bytes: UnsafeBufferPointer<UInt8>

  @inline(__always)
  // SAFETY: there is a code for every row of the morsel, or one for all.
  subscript(row: Int) -> UnsafeBufferPointer<UInt8> { text(code: codes[row &* step]) }

  @inline(__always)
  func text(code: UInt32) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: codes are of the pool, also where a row is null; in it a text ends where the next begins.
    let start = offsets[Int(code)]
    return UnsafeBufferPointer(rebasing: bytes[start..<offsets[Int(code) &+ 1]])
  }
}

/// Gathers the texts that a loop makes, one for each row.
struct TextWriter {
  private var offsets = [0, 0]
  /// What is added here belongs to the text of the row at hand.
  var bytes: [UInt8] = []
  private var codes: [UInt32] = []

  init(rows: Int) {
    offsets.reserveCapacity(rows + 2)
    codes.reserveCapacity(rows)
  }

  /// Adds to the text of the row at hand.
  mutating func write(_ part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }

  /// Ends the text of the row at hand.
  mutating func endRow() { codes.append(endText()) }

  /// Ends a text that is not a row of its own but an item of a list, and gives its code.
  mutating func endText() -> UInt32 {
    guard bytes.count > offsets[offsets.count - 1] else { return 0 }
    offsets.append(bytes.count)
    return UInt32(offsets.count - 2)
  }

  var pool: TextPool { TextPool(offsets: offsets, bytes: bytes, isDistinct: false) }

  var values: Vector.Values { .text(codes[...], pool) }
}

/// How texts compare: byte by byte, the shorter first where it begins the longer.
@inline(__always)
func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  // SAFETY: `common` bytes are in both.
  let common = min(left.count, right.count)
  if common > 0, let first = left.baseAddress, let second = right.baseAddress {
    let difference = memcmp(first, second, common)
    if difference != 0 { return Int(difference) }
  }
  return left.count - right.count
}

@inline(__always)
func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
  left.count == right.count && order(left, right) == 0
}

/// The text without the ASCII blanks around it.
func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  // SAFETY: both ends stay within the text.
  var start = 0
  var end = text.count
  while start < end, isBlank(text[start]) { start += 1 }
  while end > start, isBlank(text[end - 1]) { end -= 1 }
  return UnsafeBufferPointer(rebasing: text[start..<end])
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
