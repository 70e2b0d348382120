/// Text that was pasted: whole lines, which run as if they were typed, and what follows them.
package struct PastedText {
  private var lines: ArraySlice<String>
  /// What stands behind the last line end, for editing.
  private(set) var rest: String

  init() {
    lines = []
    rest = ""
  }

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    rest = lines.popLast() ?? ""
  }

  var firstLine: String { lines.first ?? rest }

  /// Without its line end.
  package mutating func nextLine() -> String? { lines.popFirst() }

  package mutating func takeRest() -> String {
    defer { rest = "" }
    return rest
  }

  /// Whether what follows begins with the `|` that goes on with the statement above.
  package var startsWithPipe: Bool {
    for line in lines {
      if let isPipe = PastedText.startsWithPipe(line) { return isPipe }
    }
    return PastedText.startsWithPipe(rest) ?? false
  }

  /// Nil for a line that says nothing: blank, or with a comment alone.
  private static func startsWithPipe(_ line: String) -> Bool? {
    guard let first = line.utf8.first(where: { $0 != 32 && $0 != 9 }), first != UInt8(ascii: "#") else {
      return nil
    }
    return first == UInt8(ascii: "|")
  }

  /// The text with line feeds at the ends of its lines, and blanks in place of all other controls but tabs.
  package static func clean(_ bytes: [UInt8]) -> String {
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      switch byte {
      case 13:
        cleaned.append(10)
        if next == 10 { place += 1 }
      case 0xC2 where (0x80...0x9F).contains(next):
        cleaned.append(32)
        place += 1
      case 9, 10: cleaned.append(byte)
      case 0..<32, 127: cleaned.append(32)
      default: cleaned.append(byte)
      }
      place += 1
    }
    return String(decoding: cleaned, as: UTF8.self)
  }
}
