import Glibc
import Parallel
import Tables

/// The values of one column while its rows come in, all of them of its type or null.
///
/// A plain value with memory of its own, so that a cell costs no more than what SQLite does for it. Whoever made
/// it frees it.
struct TypedColumn {
  let type: DataType
  /// Whole numbers, days or instants as they are, numbers by their bits, texts by their codes.
  private(set) var words: UnsafeMutablePointer<Int64>
  private(set) var present: UnsafeMutablePointer<Bool>
  private(set) var hasNull = false
  /// Only of columns that hold texts or lists.
  private(set) var texts: TextGatherer?
  private var instants = InstantReading()

  init(_ type: DataType, capacity: Int) {
    self.type = type
    words = resized(nil, to: capacity)
    present = resized(nil, to: capacity)
    // Titles and prose are seen to be all different soon.
    if type == .text || type == .list { texts = TextGatherer(patience: 256) }
  }

  func free() {
    // SAFETY: called once, by the owner.
    Glibc.free(words)
    Glibc.free(present)
    texts?.free()
  }

  mutating func grow(to capacity: Int) {
    words = resized(words, to: capacity)
    present = resized(present, to: capacity)
  }

  /// Takes the value of a row; false when it is of another type.
  @inline(__always)
  mutating func take(_ row: some SQLiteRow, _ column: Int, at place: Int) -> Bool {
    let word: Int64?
    switch type {
    case .int, .bool:
      switch row.stored(column) {
      case .int: word = row.int(column)
      case .null: word = nil
      case .double, .text, .blob: return false
      }
    case .double:
      switch row.stored(column) {
      case .int, .double:
        let value = row.double(column)
        guard value.isFinite else { return false }
        word = Int64(bitPattern: value.bitPattern)
      case .null: word = nil
      case .text, .blob: return false
      }
    case .text, .list, .date, .timestamp:
      let bytes = row.bytes(column)
      if bytes.baseAddress == nil || (bytes.isEmpty && row.stored(column) == .null) {
        word = nil
      } else {
        guard let value = textWord(bytes, at: place) else { return false }
        word = value
      }
    }
    // SAFETY: the caller has room for the place.
    words[place] = word ?? 0
    present[place] = word != nil
    if word == nil { hasNull = true }
    return true
  }

  /// What stands for a text: what it says, or its code; nil when it is no date in a column of dates.
  @inline(__always)
  private mutating func textWord(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int64? {
    // SAFETY: the bytes are copied before the statement steps on.
    switch type {
    case .date: return ValueReading.date(bytes).map { Int64($0.days) }
    case .timestamp: return instants.microseconds(bytes)
    default:
      guard let text = bytes.baseAddress, bytes.count > 0 else { return 0 }
      return (texts?.code(unpadded: text, bytes.count, row: place)).map { Int64($0) }
    }
  }
}

/// Reads instants one behind another: those of rows that were written together are the same, and read once.
private struct InstantReading {
  /// The text that was read last, in words, and its length.
  private var former = SIMD4<UInt64>()
  private var microseconds: Int64?

  @inline(__always)
  mutating func microseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let length = bytes.count
    guard (16...24).contains(length) else { return ValueReading.timestamp(bytes)?.microseconds }
    // SAFETY: the text has sixteen bytes at least; the third word overlaps the others.
    let text = UnsafeRawBufferPointer(bytes)
    func word(_ offset: Int) -> UInt64 { text.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    let words = SIMD4(word(0), word(8), word(length - 8), UInt64(length))
    if words != former { (former, microseconds) = (words, ValueReading.timestamp(bytes)?.microseconds) }
    return microseconds
  }
}
