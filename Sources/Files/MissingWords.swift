/// The words that stand for a missing value where they are not quoted. An empty field is missing anyway.
struct MissingWords: Sendable {
  // SAFETY: a buffer is only walked through from end to end, and no pointer is kept.
  static let usual = ["NA", "N/A", "NaN", "nan", "null", "NULL"]

  let words: [String]
  private let bytes: [[UInt8]]
  private let firstBytes: [Bool]
  private let longest: Int

  init(_ words: [String]) {
    self.words = words.filter { !$0.isEmpty }
    bytes = self.words.map { Array($0.utf8) }
    var firstBytes = [Bool](repeating: false, count: 256)
    for word in bytes { firstBytes[Int(word[0])] = true }
    self.firstBytes = firstBytes
    longest = bytes.map(\.count).max() ?? 0
  }

  /// A quick no for almost every field.
  @inline(__always) func mayBe(first: UInt8, length: Int) -> Bool {
    length <= longest && firstBytes[Int(first)]
  }

  func index(of field: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = field.first, mayBe(first: first, length: field.count) else { return nil }
    return bytes.firstIndex { $0.elementsEqual(field) }
  }
}
