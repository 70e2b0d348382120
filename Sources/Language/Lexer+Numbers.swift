import Tables

/// Numbers, dates, instants and durations, all of which start with a digit.
extension Lexer {
  mutating func lexNumber() {
    if lexDate() { return }
    let start = offset
    skip { isDigit($0) || $0 == UInt8(ascii: "_") }
    var isDouble = false
    if byte(at: 0) == UInt8(ascii: "."), isDigit(byte(at: 1)) {
      isDouble = true
      offset += 1
      skip { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    let exponentSign = byte(at: 1) == UInt8(ascii: "-") || byte(at: 1) == UInt8(ascii: "+") ? 1 : 0
    if byte(at: 0) | 0x20 == UInt8(ascii: "e"), isDigit(byte(at: 1 + exponentSign)) {
      isDouble = true
      offset += 1 + exponentSign
      skip(isDigit)
    }
    let digits = text(start, offset).filter { $0 != "_" }
    let unitStart = offset
    skip(isNameByte)
    if unitStart == offset {
      emitNumber(digits, isDouble: isDouble, from: start)
    } else {
      emitSpan(digits, isDouble: isDouble, unit: text(unitStart, offset), from: start)
    }
  }

  private mutating func emitNumber(_ digits: String, isDouble: Bool, from start: Int) {
    if !isDouble, let number = Int64(digits) {
      emit(.literal(.value(.int(number))), from: start)
    } else if isDouble, let number = Double(digits), number.isFinite {
      emit(.literal(.value(.double(number))), from: start)
    } else {
      report(
        .badNumber, "`\(shortened(digits))` is too large for a number", from: start,
        label: isDouble
          ? "the largest is 1.7976931348623157e308" : "the largest whole number is 9223372036854775807",
        hints: isDouble ? [] : ["with `e0` behind it, it is read as a real number"])
    }
  }

  private mutating func emitSpan(_ digits: String, isDouble: Bool, unit: String, from start: Int) {
    guard let length = TimeSpan.units.first(where: { $0.suffix == unit })?.unit else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is neither a number nor a duration", from: start,
        hints: [
          "a duration ends in s, m, h, d, w, mo or y: `90d`",
          "a name starts with a letter, or stands between backticks",
        ])
      return
    }
    guard !isDouble, let count = Int64(digits), let span = length.multiplied(by: count) else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is no duration that can be counted", from: start,
        label: "a whole number of units, such as `90m`")
      return
    }
    emit(.literal(.span(span)), from: start)
  }

  /// `2026-10-31`, and with a time `2026-10-31T18:30:00Z`.
  private mutating func lexDate() -> Bool {
    let start = offset
    let shape: [UInt8] = Array("0000-00-00".utf8)
    guard offset + shape.count <= bytes.count,
      zip(shape, bytes[offset...]).allSatisfy({ $0 == $1 || ($0 == UInt8(ascii: "0") && isDigit($1)) })
    else { return false }
    offset += shape.count
    skip { isNameByte($0) || $0 == UInt8(ascii: ":") }
    if byte(at: 0) == UInt8(ascii: "."), isDigit(byte(at: 1)) {
      offset += 1
      skip(isNameByte)
    }
    if isTimestampSoFar(start), byte(at: 0) == UInt8(ascii: "+") || byte(at: 0) == UInt8(ascii: "-") {
      offset += 1
      skip { isDigit($0) || $0 == UInt8(ascii: ":") }
    }
    // SAFETY: the slice is checked, and readers of values look only within the buffer and keep nothing of it.
    let literal: Literal? = bytes[start..<offset].withUnsafeBufferPointer { bytes in
      ValueReading.date(bytes).map { .value(.date($0)) }
        ?? ValueReading.timestamp(bytes).map { .value(.timestamp($0)) }
    }
    if let literal {
      emit(.literal(literal), from: start)
    } else {
      report(
        .badNumber, "`\(shortened(text(start, offset)))` is no day of the calendar", from: start,
        label: "a date is written `2026-10-31`, an instant `2026-10-31T18:30:00Z`")
    }
    return true
  }

  private func isTimestampSoFar(_ start: Int) -> Bool { offset - start >= 16 }
}
