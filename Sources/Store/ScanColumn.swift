import Glibc
import Parallel
import SQLite
import Tables

/// The values of one column of the store while its rows come in: of the type that the table has there.
///
/// A plain value with memory of its own, so that a cell costs no more than what SQLite does for it. Whoever made
/// it frees it.
struct ScanColumn {
  let type: DataType
  private(set) var count = 0
  private var capacity = 1024
  /// Whole numbers, days or instants as they are, numbers by their bits, texts by their codes.
  private(set) var words: UnsafeMutablePointer<Int64>
  private(set) var present: UnsafeMutablePointer<Bool>
  private(set) var hasNull = false
  private(set) var texts: TextGatherer

  init(_ type: DataType) {
    self.type = type
    words = resized(nil, to: capacity)
    present = resized(nil, to: capacity)
    // Titles and prose are seen to be all different soon.
    texts = TextGatherer(patience: 256)
  }

  func free() {
    // SAFETY: called once, by the owner.
    Glibc.free(words)
    Glibc.free(present)
    texts.free()
  }

  /// Takes the value of a row; false when it is of another type.
  @inline(__always)
  mutating func append(_ row: some SQLiteRow, _ index: Int) -> Bool {
    if count == capacity { grow() }
    let word: Int64?
    switch type {
    case .int, .bool:
      let value = row.int(index)
      // Nothing else than a whole number is read as one that is not 0.
      if value == 0, row.stored(index) != .int {
        if !row.isNull(index) { return false }
        word = nil
      } else {
        word = value
      }
    case .double:
      let value = row.double(index)
      if value == 0, row.isNull(index) {
        word = nil
      } else {
        guard value.isFinite,
          value != 0 || row.stored(index) == .double || row.stored(index) == .int
        else { return false }
        word = Int64(bitPattern: value.bitPattern)
      }
    case .text, .list, .date, .timestamp:
      let bytes = row.bytes(index)
      if bytes.baseAddress == nil || (bytes.isEmpty && row.isNull(index)) {
        word = nil
      } else {
        guard let value = textWord(bytes) else { return false }
        word = value
      }
    }
    // SAFETY: there is room for one more.
    words[count] = word ?? 0
    present[count] = word != nil
    if word == nil { hasNull = true }
    count += 1
    return true
  }

  /// What stands for a text: what it says, or its code; nil when it is no date in a column of dates.
  private mutating func textWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    // SAFETY: the bytes are copied before the statement steps on.
    switch type {
    case .date: return ValueReading.date(bytes).map { Int64($0.days) }
    case .timestamp: return ValueReading.timestamp(bytes)?.microseconds
    default:
      guard let text = bytes.baseAddress, bytes.count > 0 else { return 0 }
      return Int64(texts.code(unpadded: text, bytes.count, row: count))
    }
  }

  private mutating func grow() {
    capacity *= 2
    words = resized(words, to: capacity)
    present = resized(present, to: capacity)
  }

  /// Whether every text is UTF-8: the bytes all together, and no text begins within a character.
  var isValid: Bool {
    // SAFETY: as many bytes and ends as the gatherer has, which are only read.
    let bytes = UnsafeBufferPointer(start: texts.bytes, count: texts.byteCount)
    guard (try? UTF8Span(validating: bytes.span)) != nil else { return false }
    return UnsafeBufferPointer(start: texts.ends, count: texts.count).allSatisfy {
      $0 == bytes.count || bytes[$0] & 0xC0 != 0x80
    }
  }
}
