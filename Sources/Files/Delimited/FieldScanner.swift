import Glibc
import Tables

/// How the rows of a text are cut into fields.
struct Dialect: Sendable, Hashable {
  var delimiter: UInt8
  /// Zero for none: no text that is read here has that byte.
  var quote: UInt8
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

/// One field as it stands in a text.
struct FieldSpan {
  enum Form {
    /// Without quotes, or with quotes that stand for themselves.
    case plain
    /// Between quotes; `start` and `length` leave them out.
    case quoted
    /// Between quotes, with doubled quotes inside or something behind the closing one: `copy` resolves it.
    case escaped
  }

  var start: Int
  var length: Int
  var form: Form
  /// Where the delimiter or the line end behind the field stands.
  var next: Int
  var damage: RowDamage?
}

/// What can be wrong with a row that is kept all the same.
enum RowDamage: Sendable, Hashable {
  case tooShort(Int)
  case tooLong(Int)
  case unclosedQuote
  case textAfterQuote
  case brokenText
}

/// Finds where fields and rows end.
///
/// The text must have a line end at `end` and eight readable bytes behind it, so that no step looks for the end.
struct FieldScanner: @unchecked Sendable {
  // SAFETY: the text is only read, and outlives the scanner: whoever makes one holds the bytes while it is used.
  let base: UnsafePointer<UInt8>
  let end: Int
  let delimiter: UInt8
  let quote: UInt8

  @inline(__always) func endsField(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == lineFeed || byte == carriageReturn
  }

  /// The first delimiter or line end from `position` on.
  @inline(__always) func fieldEnd(from position: Int) -> Int {
    let delimiters = everyByte(delimiter)
    var position = position
    while true {
      // SAFETY: the eight bytes behind `end` are readable, and the line end at `end` stops the loop.
      let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      let marks =
        zeroBytes(word ^ delimiters) | zeroBytes(word ^ everyLineFeed) | zeroBytes(word ^ everyReturn)
      if marks != 0 { return position + marks.trailingZeroBitCount >> 3 }
      position += 8
    }
  }

  /// The key of a text that ends `count` bytes into a word.
  @inline(__always) private func closedKey(_ key: UInt64, _ word: UInt64, _ count: Int, isFirst: Bool)
    -> UInt64
  {
    guard count > 0 else { return key }
    let last = word & ((1 << UInt64(count * 8)) &- 1)
    return isFirst ? last : mixedKey(key ^ last)
  }

  /// The end of the field and the `textKey` of what stands before it, each byte looked at once.
  @inline(__always) func keyedField(at start: Int) -> (end: Int, key: UInt64) {
    let delimiters = everyByte(delimiter)
    var position = start
    var key: UInt64 = 0
    while true {
      // SAFETY: the eight bytes behind `end` are readable, and the line end at `end` stops the loop.
      let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      let marks =
        zeroBytes(word ^ delimiters) | zeroBytes(word ^ everyLineFeed) | zeroBytes(word ^ everyReturn)
      guard marks != 0 else {
        key = mixedKey(key ^ word)
        position += 8
        continue
      }
      let count = marks.trailingZeroBitCount >> 3
      key = closedKey(key, word, count, isFirst: position == start)
      return (position + count, key)
    }
  }

  /// The first quote from `start` on and the `textKey` of what stands before it.
  @inline(__always) func keyedQuotedField(at start: Int) -> (close: Int, key: UInt64)? {
    let quotes = everyByte(quote)
    var position = start
    var key: UInt64 = 0
    while position < end {
      // SAFETY: the eight bytes behind `end` are readable.
      let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      let marks = zeroBytes(word ^ quotes)
      guard marks != 0 else {
        key = mixedKey(key ^ word)
        position += 8
        continue
      }
      let count = marks.trailingZeroBitCount >> 3
      key = closedKey(key, word, count, isFirst: position == start)
      return position + count < end ? (position + count, key) : nil
    }
    return nil
  }

  func field(at position: Int) -> FieldSpan {
    // SAFETY: no field begins behind `end`, where a line end stands; so every search ends there, and at most
    // one byte behind it is looked at.
    if base[position] == quote, position < end { return quotedField(at: position) }
    return plainField(at: position)
  }

  private func plainField(at position: Int, damage: RowDamage? = nil) -> FieldSpan {
    let next = fieldEnd(from: position)
    return FieldSpan(start: position, length: next - position, form: .plain, next: next, damage: damage)
  }

  /// A quote that never closes, or closes lines later in the middle of a text, stands for itself: one stray
  /// quote must not swallow the rows behind it.
  private func quotedField(at position: Int) -> FieldSpan {
    let start = position + 1
    var search = start
    var hasDoubled = false
    while let close = firstQuote(from: search) {
      let following = base[close + 1]
      if following == quote, close + 1 < end {
        hasDoubled = true
        search = close + 2
        continue
      }
      if endsField(following) {
        let form = hasDoubled ? FieldSpan.Form.escaped : .quoted
        return FieldSpan(start: start, length: close - start, form: form, next: close + 1)
      }
      if fieldHasLineEnd(start, close) { break }
      let next = fieldEnd(from: close + 1)
      return FieldSpan(
        start: start, length: next - start, form: .escaped, next: next, damage: .textAfterQuote)
    }
    return plainField(at: position, damage: .unclosedQuote)
  }

  private func firstQuote(from position: Int) -> Int? {
    // SAFETY: what is searched ends at `end`.
    guard position < end, let found = memchr(base + position, Int32(quote), end - position) else {
      return nil
    }
    return base.distance(to: found.assumingMemoryBound(to: UInt8.self))
  }

  private func fieldHasLineEnd(_ start: Int, _ end: Int) -> Bool {
    // SAFETY: both places were found within the text.
    memchr(base + start, Int32(lineFeed), end - start) != nil
      || memchr(base + start, Int32(carriageReturn), end - start) != nil
  }

  /// Writes the text of a field to `target`, which has room for `span.length` bytes; gives the bytes written.
  func copy(_ span: FieldSpan, to target: UnsafeMutablePointer<UInt8>) -> Int {
    // SAFETY: the span is of this text; no more bytes are written than read, for which the caller made room.
    guard span.form == .escaped else {
      target.update(from: base + span.start, count: span.length)
      return span.length
    }
    var written = 0
    var source = span.start
    let stop = span.start + span.length
    var isInside = true
    while source < stop {
      let byte = base[source]
      source += 1
      if isInside, byte == quote {
        if source < stop, base[source] == quote {
          source += 1
        } else {
          isInside = false
          continue
        }
      }
      target[written] = byte
      written += 1
    }
    return written
  }

  /// Behind the line end at `position`, which may be of two bytes.
  @inline(__always) func afterLineEnd(_ position: Int) -> Int {
    // SAFETY: one byte behind `end` is readable.
    base[position] == carriageReturn && base[position + 1] == lineFeed && position + 1 < end
      ? position + 2 : position + 1
  }

  /// The start of the first line at or behind `position`, were no line end quoted.
  func lineStart(from position: Int) -> Int {
    guard position > 0 else { return 0 }
    var next = position - 1
    while next < end, base[next] != lineFeed, base[next] != carriageReturn { next += 1 }
    return next >= end ? end : min(end, afterLineEnd(next))
  }

  /// Where the line at `position` ends, when there is nothing on it but blanks.
  @inline(__always) func blankLineEnd(_ position: Int) -> Int? {
    // SAFETY: the line end at `end` is no blank, and ends the loop.
    var next = position
    while isBlank(base[next]), base[next] != delimiter { next += 1 }
    return base[next] == lineFeed || base[next] == carriageReturn ? next : nil
  }
}

@inline(__always) func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

@inline(__always) func everyByte(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

private let everyLineFeed: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
private let everyReturn: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

/// Marks the bytes that are zero with their highest bit; right up to the lowest of them, which is what is asked.
@inline(__always) func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

/// How often a byte stands there.
func countBytes(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer) -> Int {
  // SAFETY: words are loaded while eight bytes are left, and the rest one by one.
  let wanted = everyByte(byte)
  let low = everyByte(0x7F)
  var count = 0
  var next = 0
  while next + 8 <= bytes.count {
    // Each of the eight counters in the word stays below 256.
    let stop = min(bytes.count - 7, next + 8 * 255)
    var counters: UInt64 = 0
    while next < stop {
      let rest = bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self) ^ wanted
      counters &+= (~(((rest & low) &+ low) | rest) & everyByte(0x80)) >> 7
      next += 8
    }
    for shift in stride(from: UInt64(0), to: 64, by: 8) { count += Int(counters >> shift & 0xFF) }
  }
  for index in next..<bytes.count where bytes[index] == byte { count += 1 }
  return count
}
