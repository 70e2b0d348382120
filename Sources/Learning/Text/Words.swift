/// A word of more bytes is none: it is data, or a sentence of a language that writes no spaces.
let longestWord = 96

/// Calls `body` with each word of the text: a run of letters, in lower case, in UTF-8.
///
/// Marks belong to the letter before them, so that both ways to write é give one word; a letter alone is no word.
/// The bytes may be read during the call only.
func forEachWord(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
  var text = text
  // SAFETY: both buffers are used within these closures only; `WordBuffer` writes no more than it was given, and
  // the bytes of a `String` are whole scalars.
  text.withUTF8 { bytes in
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestWord) { memory in
      var word = WordBuffer(memory: memory)
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        if byte < 0x80 {
          place += 1
          let lower = byte | 0x20
          if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") {
            word.letters += 1
            word.append(lower)
          } else {
            word.finish(body)
          }
        } else {
          let scalar = scalar(in: bytes, at: &place)
          if !word.take(scalar) { word.finish(body) }
        }
      }
      word.finish(body)
    }
  }
}

/// The scalar of two bytes or more at a place, which moves behind it.
private func scalar(in bytes: UnsafeBufferPointer<UInt8>, at place: inout Int) -> Unicode.Scalar {
  let first = bytes[place]
  let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  var value = UInt32(first & (0x7F >> UInt8(length)))
  for next in (place + 1)..<(place + length) { value = value << 6 | UInt32(bytes[next] & 0x3F) }
  place += length
  return Unicode.Scalar(value) ?? "\u{FFFD}"
}

/// The word that is being read.
private struct WordBuffer {
  let memory: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var isTooLong = false
  var letters = 0

  init(memory: UnsafeMutableBufferPointer<UInt8>) { self.memory = memory }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    guard count < memory.count else {
      isTooLong = true
      return
    }
    memory[count] = byte
    count += 1
  }

  /// False when the scalar belongs to no word.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter:
      letters += 1
      for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
    case .lowercaseLetter, .modifierLetter, .otherLetter:
      letters += 1
      for byte in scalar.utf8 { append(byte) }
    case .nonspacingMark, .spacingMark, .enclosingMark:
      guard count > 0 else { return false }
      for byte in scalar.utf8 { append(byte) }
    default: return false
    }
    return true
  }

  @inline(__always)
  mutating func finish(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard letters > 0 else { return }
    if letters > 1, !isTooLong { body(UnsafeBufferPointer(rebasing: memory[..<count])) }
    (count, letters, isTooLong) = (0, 0, false)
  }
}
