import Glibc
import Parallel

/// The texts of one column in one piece of a file, end to end, each under a code from 1 on.
///
/// A text that comes again gets the code it has, by an open-addressing table; when most texts are new the table
/// is given up and every row gets a code of its own. Owned and freed by the piece.
package struct TextGatherer: @unchecked Sendable {
  // SAFETY: filled by the worker that has the piece, and only read after the loop over the pieces has joined.
  package private(set) var bytes: UnsafeMutablePointer<UInt8>
  package private(set) var byteCount = 0
  private var byteCapacity: Int
  /// `ends[code]` is where the text of `code` ends; that of code 0, the empty text, at 0.
  package private(set) var ends: UnsafeMutablePointer<Int>
  package private(set) var count = 1
  private var capacity: Int
  package private(set) var isDistinct = true
  /// Of each code what tells its text from others, mostly or for certain.
  private var keys: UnsafeMutablePointer<UInt64>
  private var slots: UnsafeMutablePointer<UInt32>
  private var slotMask: Int
  /// So many texts are looked at before the table is given up where half of them are new, and a quarter of that where
  /// nearly all are.
  private let patience: Int

  package init(patience: Int = 1024) {
    self.patience = patience
    byteCapacity = 1024
    capacity = 64
    slotMask = 127
    bytes = resized(nil, to: byteCapacity)
    ends = resized(nil, to: capacity)
    keys = resized(nil, to: capacity)
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: 0, count: slotMask + 1)
    ends[0] = 0
  }

  /// Whether every text is UTF-8.
  package var isValid: Bool {
    // SAFETY: as many bytes and ends as there are, which are only read.
    let all = UnsafeBufferPointer(start: bytes, count: byteCount)
    return all.isASCII
      || (1..<count).allSatisfy { UnsafeBufferPointer(rebasing: all[ends[$0 - 1]..<ends[$0]]).isUTF8 }
  }

  package func free() {
    // SAFETY: called once, by the owner; the table went when texts ceased to be distinct.
    Glibc.free(bytes)
    Glibc.free(ends)
    if isDistinct {
      Glibc.free(keys)
      slots.deallocate()
    }
  }

  /// A pool of the texts, for when each stands here once.
  package func pool() -> TextPool {
    // SAFETY: that many bytes and ends were written.
    let texts = Array(UnsafeBufferPointer(start: bytes, count: byteCount))
    let offsets = [Int](unsafeUninitializedCapacity: count + 1) { buffer, initialized in
      buffer[0] = 0
      for code in 0..<count { buffer[code + 1] = ends[code] }
      initialized = count + 1
    }
    return TextPool(offsets: offsets, bytes: texts, isDistinct: isDistinct)
  }

  /// The code of the `length` bytes at `text`, of which eight more can be read; `key` is `textKey` of them.
  @inline(__always)
  package mutating func code(_ text: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, row: Int) -> UInt32 {
    // SAFETY: slots are taken below the mask, and more than half of them are empty, so that the search ends;
    // their codes are below `count`, and the end before each is there too.
    guard isDistinct else { return append(text, length) }
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & slotMask
    while true {
      let code = slots[slot]
      if code == 0 { return insert(text, length, key, slot, row: row) }
      if keys[Int(code)] == key {
        let start = ends[Int(code) - 1]
        if ends[Int(code)] - start == length, length < 8 || memcmp(bytes + start, text, length) == 0 {
          return code
        }
      }
      slot = (slot + 1) & slotMask
    }
  }

  /// The code of a text behind which nothing may be read.
  package mutating func code(unpadded text: UnsafePointer<UInt8>, _ length: Int, row: Int) -> UInt32 {
    if !isDistinct { return appendUnpadded(text, length) }
    let key = unpaddedTextKey(text, length)
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & slotMask
    while true {
      // SAFETY: as in `code`.
      let code = slots[slot]
      if code == 0 { break }
      if keys[Int(code)] == key {
        let start = ends[Int(code) - 1]
        if ends[Int(code)] - start == length, memcmp(bytes + start, text, length) == 0 { return code }
      }
      slot = (slot + 1) & slotMask
    }
    let code = appendUnpadded(text, length)
    settle(code, key, slot, row: row)
    return code
  }

  /// The code of a text that is looked up whatever came before.
  mutating func code(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let text = bytes.baseAddress, bytes.count > 0 else { return 0 }
    return code(unpadded: text, bytes.count, row: .max)
  }

  @inline(__always)
  private mutating func appendUnpadded(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    if byteCount + length + 8 > byteCapacity { growBytes(by: length) }
    if count == capacity { growEntries() }
    // SAFETY: there is room for the text and the entry.
    (bytes + byteCount).update(from: text, count: length)
    byteCount += length
    ends[count] = byteCount
    count += 1
    return UInt32(truncatingIfNeeded: count - 1)
  }

  @inline(never)
  private mutating func insert(
    _ text: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, _ slot: Int, row: Int
  ) -> UInt32 {
    // SAFETY: `append` makes room for the entry; the slot stays free, since only here slots are taken or
    // moved.
    let code = append(text, length)
    settle(code, key, slot, row: row)
    return code
  }

  /// Enters a new text into the table, or gives the table up.
  private mutating func settle(_ code: UInt32, _ key: UInt64, _ slot: Int, row: Int) {
    if (count > patience && count > row / 2) || (count > patience / 4 && count > row - row / 16) {
      isDistinct = false
      Glibc.free(keys)
      slots.deallocate()
      return
    }
    keys[Int(code)] = key
    slots[slot] = code
    if count * 2 > slotMask { growSlots() }
  }

  @inline(__always)
  private mutating func append(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    if byteCount + length + 8 > byteCapacity { growBytes(by: length) }
    if count == capacity { growEntries() }
    let target = bytes + byteCount
    if length <= 16 {
      // SAFETY: the caller lets 8 bytes behind the text be read, and there are 8 to spare behind the target.
      let source = UnsafeRawPointer(text)
      let raw = UnsafeMutableRawPointer(target)
      raw.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
      if length > 8 {
        raw.storeBytes(
          of: source.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
      }
    } else {
      target.update(from: text, count: length)
    }
    byteCount += length
    ends[count] = byteCount
    count += 1
    return UInt32(truncatingIfNeeded: count - 1)
  }

  @inline(never) private mutating func growBytes(by length: Int) {
    let larger = max(byteCapacity * 2, byteCount + length + 8)
    bytes = resized(bytes, to: larger)
    byteCapacity = larger
  }

  @inline(never) private mutating func growEntries() {
    ends = resized(ends, to: capacity * 2)
    if isDistinct { keys = resized(keys, to: capacity * 2) }
    capacity *= 2
  }

  @inline(never) private mutating func growSlots() {
    // SAFETY: only called while the table is in use; all its keys below `count` but the first are written.
    slots.deallocate()
    slotMask = slotMask * 4 + 3
    slots = .allocate(capacity: slotMask + 1)
    slots.initialize(repeating: 0, count: slotMask + 1)
    for code in 1..<count {
      var slot = Int(truncatingIfNeeded: (keys[code] &* 0x9E37_79B9_7F4A_7C15) >> 32) & slotMask
      while slots[slot] != 0 { slot = (slot + 1) & slotMask }
      slots[slot] = UInt32(truncatingIfNeeded: code)
    }
  }
}

/// What stands for a text in a table: itself when it has less than eight bytes, else a hash of it.
///
/// - Precondition: eight bytes behind the text can be read.
@inline(__always) package func textKey(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
  // SAFETY: a word that begins within the text ends at most seven bytes behind it.
  let raw = UnsafeRawPointer(text)
  var offset = 0
  var key: UInt64 = 0
  while length - offset >= 8 {
    key = mixedKey(key ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    offset += 8
  }
  let rest = length - offset
  guard rest > 0 else { return key }
  let last = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & ((1 << UInt64(rest * 8)) &- 1)
  return offset == 0 ? last : mixedKey(key ^ last)
}

/// A hash of a text behind which nothing may be read.
private func unpaddedTextKey(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
  // SAFETY: every word and byte that is read lies within the text; words overlap where it is no multiple of them.
  let raw = UnsafeRawPointer(text)
  func word(_ offset: Int) -> UInt64 { raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
  func half(_ offset: Int) -> UInt64 { UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
  guard length >= 8 else {
    if length >= 4 { return half(0) | half(length - 4) << 32 }
    guard length > 0 else { return 0 }
    return UInt64(text[0]) | UInt64(text[length / 2]) << 8 | UInt64(text[length - 1]) << 16
  }
  var key: UInt64 = 0
  for offset in stride(from: 0, to: length - 8, by: 8) { key = mixedKey(key ^ word(offset)) }
  return mixedKey(key ^ word(length - 8))
}

@inline(__always) package func mixedKey(_ word: UInt64) -> UInt64 {
  let product = (word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return product.high ^ product.low
}
