import Language

/// Hands out the text of a script piece by piece, with the comments between its statements.
struct Echo {
  private var position = 0

  /// What stands between the last piece and here, without recorded output and blank lines at both ends.
  mutating func lines(upTo end: Int, of source: SourceText) -> [Substring] {
    let piece = String(decoding: source.bytes[min(position, end)..<end], as: UTF8.self)
    position = max(position, end)
    let lines = piece.drop { $0.isWhitespace || $0 == ";" }
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#>") }
    let trailing = lines.reversed().prefix { $0.allSatisfy(\.isWhitespace) }.count
    return Array(lines.dropLast(trailing))
  }
}
