import Tables

/// What kind of number a valid JSON number is, so that reading it as that kind loses nothing of a whole number.
func numberKind(_ digits: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> JSONCell.Kind {
  // SAFETY: only handed to readers that look within the buffer.
  if isWhole, ValueReading.int(digits) != nil { return .int }
  guard let value = ValueReading.double(digits) else { return .hugeNumber }
  if isWhole, digits.count > 18, exactWhole(value) != Array(digits) { return .hugeNumber }
  return .double
}

/// The digits of a whole double beyond 64 bits, up to 128 bits.
private func exactWhole(_ value: Double) -> [UInt8]? {
  Int128(exactly: value).map { Array($0.description.utf8) }
}

extension JSONScanner {
  package func slice(_ cell: JSONCell) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: a cell is a stretch of the text, which outlives the scanner and so the slice.
    UnsafeBufferPointer(start: base + cell.start, count: cell.length)
  }

  /// The text between the quotes, escapes resolved, put behind what `target` holds.
  package func appendText(_ cell: JSONCell, to target: inout [UInt8]) {
    // SAFETY: the scanner has passed the text, so that each escape in it is whole before its closing quote.
    let stop = cell.start + cell.length - 1
    var index = cell.start + 1
    while index < stop {
      let byte = base[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        target.append(byte)
        continue
      }
      let escaped = base[index]
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): target.append(10)
      case UInt8(ascii: "t"): target.append(9)
      case UInt8(ascii: "r"): target.append(13)
      case UInt8(ascii: "b"): target.append(8)
      case UInt8(ascii: "f"): target.append(12)
      case UInt8(ascii: "u"):
        var unit = hexNumber(index)
        index += 4
        if (0xD800..<0xDC00).contains(unit), index + 5 < stop, base[index] == UInt8(ascii: "\\"),
          base[index + 1] == UInt8(ascii: "u"), (0xDC00..<0xE000).contains(hexNumber(index + 2))
        {
          unit = 0x10000 + (unit - 0xD800) << 10 + (hexNumber(index + 2) - 0xDC00)
          index += 6
        }
        // Half of a pair stands for no character.
        let scalar = UnicodeScalar(unit) ?? "\u{FFFD}"
        target.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: target.append(escaped)
      }
    }
  }

  private func hexNumber(_ index: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 4 | (hexDigit(base[index + $1]) ?? 0) }
  }

  /// A value as it stands there, without the blanks between its parts.
  func appendCompact(_ cell: JSONCell, to target: inout [UInt8]) {
    // SAFETY: the scanner has passed the value, so that a byte follows each backslash in its texts.
    var isInText = false
    var index = cell.start
    while index < cell.start + cell.length {
      let byte = base[index]
      index += 1
      if isInText {
        target.append(byte)
        if byte == UInt8(ascii: "\\") {
          target.append(base[index])
          index += 1
        }
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else if byte > 32 {
        target.append(byte)
        if byte == UInt8(ascii: "\"") { isInText = true }
      }
    }
  }
}
