import Parallel

/// Why a text is no JSON, and where.
package struct JSONProblem: Error, Hashable {
  let place: Int
  package let reason: String
}

/// One value of a JSON text: where it begins and what it is. `length` leaves no blanks out.
package struct JSONCell {
  package enum Kind: UInt8 {
    case null, bool, int, double
    /// A whole number that neither 64 bits nor a double hold.
    case hugeNumber
    case text
    /// A list of texts only; the empty list is one.
    case textList
    case list
    case object
  }

  var start: Int
  var length: Int
  package var kind: Kind

  static let null = JSONCell(start: 0, length: 0, kind: .null)
}

/// Walks a JSON text, strictly: no comments, no trailing commas, no more than 512 levels.
///
/// Padding must stand behind `end`.
package struct JSONScanner {
  // SAFETY: whoever makes a scanner holds the bytes while it is used. `position` never passes `end`: a byte
  // is passed only after it was seen before `end`.
  let base: UnsafePointer<UInt8>
  let end: Int
  private(set) var position: Int
  /// Looked at between the values near the top, for texts that take long.
  private let cancellation: Cancellation?

  private static let depthLimit = 512

  package init(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, cancellation: Cancellation? = nil)
  {
    self.cancellation = cancellation
    self.base = base
    self.end = end
    position = start
  }

  package var atEnd: Bool { position >= end }
  package var byte: UInt8 { position < end ? base[position] : 0 }

  package mutating func skipBlanks() {
    while position < end {
      switch base[position] {
      case 32, 9, 10, 13: position += 1
      default: return
      }
    }
  }

  package func problem(_ reason: String) -> JSONProblem { JSONProblem(place: position, reason: reason) }

  /// Passes a byte that must be there.
  mutating func expect(_ wanted: UInt8) throws(JSONProblem) {
    guard byte == wanted, !atEnd else {
      throw problem(atEnd ? "the text ends too early" : "expected `" + String(UnicodeScalar(wanted)) + "`")
    }
    position += 1
  }

  /// Passes any value, with the blanks before it.
  package mutating func value(depth: Int = 0) throws(JSONProblem) -> JSONCell {
    skipBlanks()
    if depth < 4, let cancellation, cancellation.isCancelled { throw problem("interrupted") }
    let start = position
    let kind: JSONCell.Kind
    switch byte {
    case UInt8(ascii: "\""):
      try text()
      kind = .text
    case UInt8(ascii: "{"):
      try members(depth: depth) { (_: JSONCell, _: JSONCell) in }
      kind = .object
    case UInt8(ascii: "["):
      var isTextList = true
      try items(depth: depth) { item in isTextList = isTextList && item.kind == .text }
      kind = isTextList ? .textList : .list
    case UInt8(ascii: "t"): kind = try word("true", .bool)
    case UInt8(ascii: "f"): kind = try word("false", .bool)
    case UInt8(ascii: "n"): kind = try word("null", .null)
    default: kind = try number()
    }
    return JSONCell(start: start, length: position - start, kind: kind)
  }

  /// Passes an object, and gives each of its keys (as a text) and values.
  mutating func members(depth: Int = 0, _ body: (JSONCell, JSONCell) -> Void) throws(JSONProblem) {
    try eachMember(depth: depth) { key, scanner throws(JSONProblem) in
      body(key, try scanner.value(depth: depth + 1))
    }
  }

  /// Passes an object; whoever is given a key (as a text) passes its value.
  package mutating func eachMember(
    depth: Int = 0, _ body: (JSONCell, inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    skipBlanks()
    try expect(UInt8(ascii: "{"))
    guard depth < JSONScanner.depthLimit else { throw problem("more than \(JSONScanner.depthLimit) levels") }
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      skipBlanks()
      let start = position
      guard byte == UInt8(ascii: "\"") else { throw problem("expected a name in quotes") }
      try text()
      let key = JSONCell(start: start, length: position - start, kind: .text)
      skipBlanks()
      try expect(UInt8(ascii: ":"))
      try body(key, &self)
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
        continue
      }
      return try expect(UInt8(ascii: "}"))
    }
  }

  /// Passes an array, and gives each of its items.
  mutating func items(depth: Int = 0, _ body: (JSONCell) -> Void) throws(JSONProblem) {
    try eachItem(depth: depth) { scanner throws(JSONProblem) in body(try scanner.value(depth: depth + 1)) }
  }

  /// Passes an array; whoever is called passes the item that comes next.
  package mutating func eachItem(
    depth: Int = 0, _ body: (inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    skipBlanks()
    try expect(UInt8(ascii: "["))
    guard depth < JSONScanner.depthLimit else { throw problem("more than \(JSONScanner.depthLimit) levels") }
    skipBlanks()
    if byte == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try body(&self)
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        position += 1
        continue
      }
      return try expect(UInt8(ascii: "]"))
    }
  }

  private mutating func word(_ word: String, _ kind: JSONCell.Kind) throws(JSONProblem) -> JSONCell.Kind {
    for expected in word.utf8 {
      guard byte == expected else { throw problem("expected `\(word)`") }
      position += 1
    }
    return kind
  }

  private mutating func text() throws(JSONProblem) {
    position += 1
    while position < end {
      switch base[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        position += 1
        try escape()
      case 0..<32: throw problem("a control character in a text")
      default: position += 1
      }
    }
    throw problem("a text is not closed")
  }

  private mutating func escape() throws(JSONProblem) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard hexDigit(byte) != nil else { throw problem("`\\u` needs four hexadecimal digits") }
        position += 1
      }
    default: throw problem("an unknown escape in a text")
    }
  }

  private mutating func number() throws(JSONProblem) -> JSONCell.Kind {
    let start = position
    if byte == UInt8(ascii: "-") { position += 1 }
    guard isDigit(byte) else {
      position = start
      throw problem(atEnd ? "the text ends too early" : "expected a value")
    }
    // SAFETY: a zero is before `end`, and one byte behind it is readable.
    if byte == 48, isDigit(base[position + 1]) { throw problem("a number starts with a zero") }
    skipDigits()
    var isWhole = true
    if byte == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      guard isDigit(byte) else { throw problem("a digit is missing behind the point") }
      skipDigits()
    }
    if byte | 32 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { position += 1 }
      guard isDigit(byte) else { throw problem("a digit is missing in the exponent") }
      skipDigits()
    }
    // SAFETY: the digits were just passed.
    return numberKind(UnsafeBufferPointer(start: base + start, count: position - start), isWhole: isWhole)
  }

  private mutating func skipDigits() {
    while isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 48...57: UInt32(byte - 48)
  case 65...70: UInt32(byte - 55)
  case 97...102: UInt32(byte - 87)
  default: nil
  }
}
