import Language

/// Hands out the text of a script piece by piece, with the comments between its statements.
struct Echo {
  private var position = 0

  /// What stands between the last piece and here, without recorded output. A blank line in front stays, as one.
  mutating func lines(upTo end: Int, of source: SourceText) -> [Substring] {
    let piece = String(decoding: source.bytes[min(position, end)..<end], as: UTF8.self)
    position = max(position, end)
    let gap = piece.prefix { $0.isWhitespace || $0 == ";" }
    let lines = piece[gap.endIndex...]
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#>") }
    let blankLines = lines.reversed().prefix { $0.allSatisfy(\.isWhitespace) }.count
    return (gap.count(where: \.isNewline) > 1 ? [""] : []) + lines.dropLast(blankLines)
  }
}
