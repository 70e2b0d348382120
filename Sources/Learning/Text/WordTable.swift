/// Words and their numbers: 0 for the first that was added, 1 for the next.
///
/// Words are equal when their bytes are. A dictionary of `String` would make each word a value, and take far longer.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  /// Word `n` has the bytes from `starts[n]` up to `starts[n + 1]`.
  private var starts = [0]
  /// The number of a word, or -1, at the first free place from where its hash points.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { starts.count - 1 }

  /// The number of a word, which is a new one when it was not there.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    let slot = slot(of: word)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: word)
    starts.append(bytes.count)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  func number(of word: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = slots[slot(of: word)]
    return number < 0 ? nil : Int(number)
  }

  func withWord<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    // SAFETY: the bytes of one word, read during the call only.
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[starts[number]..<starts[number + 1]]))
    }
  }

  func text(_ number: Int) -> String { withWord(number) { String(decoding: $0, as: UTF8.self) } }

  /// Whether one word stands before another, by their bytes.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    bytes[starts[first]..<starts[first + 1]].lexicographicallyPrecedes(
      bytes[starts[second]..<starts[second + 1]])
  }

  private func slot(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: WordTable.hash(word)) & mask
    while slots[slot] >= 0, !isWord(Int(slots[slot]), word) { slot = (slot + 1) & mask }
    return slot
  }

  private func isWord(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == word.count else { return false }
    for place in 0..<word.count where bytes[start + place] != word[place] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 4 * slots.count)
    for number in 0..<count {
      slots[withWord(number) { slot(of: $0) }] = Int32(number)
    }
  }

  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}
