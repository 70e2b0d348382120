import Tables

/// Puts the tokens of one pipeline on lines: on one where they fit, else a line a stage.
struct PipelineLayout {
  struct Piece {
    let span: Span
    let hasBlank: Bool
    let startsStage: Bool
    /// How readily a line is broken behind it, 0 most of all; nil where it is not.
    let breakLevel: Int?
    /// Comments on lines of their own in front of it, and the one behind it.
    let leading: [Span]
    var trailing: Span?
  }

  private let pieces: [Piece]
  private let widths: [Int]
  private let indentation: Int
  private let hasLongText: Bool

  init(pieces: [Piece], indentation: Int) {
    self.pieces = pieces
    self.indentation = indentation
    var hasLongText = false
    widths = pieces.map { piece in
      let bytes = piece.span.source.bytes[piece.span.start..<piece.span.end]
      if bytes.first == UInt8(ascii: "\""), bytes.contains(UInt8(ascii: "\n")) { hasLongText = true }
      return bytes.allSatisfy { $0 < 0x80 } ? bytes.count : DisplayWidth.of(piece.span.text)
    }
    self.hasLongText = hasLongText
  }

  func write(to output: inout ScriptWriter) {
    let all = pieces.indices
    if fitsOneLine {
      for index in all { writePiece(index, to: &output) }
      if let comment = pieces.last?.trailing { output.write(trailing: comment) }
    } else {
      var start = 0
      while start < pieces.count {
        var end = start + 1
        while end < pieces.count, !pieces[end].startsStage { end += 1 }
        writeStage(start..<end, to: &output)
        start = end
      }
    }
  }

  private var fitsOneLine: Bool {
    if hasLongText || pieces.dropFirst().contains(where: { !$0.leading.isEmpty }) { return false }
    if pieces.dropLast().contains(where: { $0.trailing != nil }) { return false }
    return indentation + width(pieces.indices) <= Formatter.width
  }

  private func writePiece(_ index: Int, to output: inout ScriptWriter) {
    if index > 0, pieces[index].startsStage { output.write(" | ") }
    if pieces[index].hasBlank { output.write(" ") }
    output.write(pieces[index].span)
  }

  private func width(_ range: Range<Int>) -> Int {
    range.reduce(0) { sum, index in
      let piece = pieces[index]
      return sum + widths[index] + (piece.hasBlank ? 1 : 0) + (piece.startsStage && index > 0 ? 3 : 0)
    }
  }

  // MARK: A stage

  private func writeStage(_ stage: Range<Int>, to output: inout ScriptWriter) {
    var line = indentation
    if stage.lowerBound > 0 {
      line += 2
      writeLeading(stage.lowerBound, indentation: line, to: &output)
      output.startLine(indentation: line)
      output.write("| ")
      line += 2
    }
    let continuation = indentation + (stage.lowerBound > 0 ? 6 : 4)
    var start = stage.lowerBound
    for end in stage.dropFirst() + [stage.upperBound] where endsLine(end, in: stage) {
      var filling = Filling(column: line, indentation: continuation)
      fill(start..<end, &filling, to: &output)
      if let comment = pieces[end - 1].trailing { output.write(trailing: comment) }
      guard end < stage.upperBound else { break }
      writeLeading(end, indentation: continuation, to: &output)
      output.startLine(indentation: continuation)
      line = continuation
      start = end
    }
  }

  /// Whether the stage ends in front of this piece, or a comment stands there, which ends its line.
  private func endsLine(_ index: Int, in stage: Range<Int>) -> Bool {
    index == stage.upperBound || pieces[index - 1].trailing != nil || !pieces[index].leading.isEmpty
  }

  private func writeLeading(_ index: Int, indentation: Int, to output: inout ScriptWriter) {
    for comment in pieces[index].leading {
      output.startLine(indentation: indentation)
      output.write(comment)
    }
  }

  // MARK: Lines of a stage that is too wide

  private struct Filling {
    var column: Int
    let indentation: Int
    var isLineStart = true
  }

  /// Fills lines with the parts between the places that are best to break at; a part that is too wide for a
  /// line by itself is filled the same way.
  private func fill(_ range: Range<Int>, _ filling: inout Filling, to output: inout ScriptWriter) {
    let level = range.dropLast().lazy.compactMap { pieces[$0].breakLevel }.min()
    guard filling.column + width(range) > Formatter.width, let level else {
      for index in range { place(index, &filling, to: &output) }
      return
    }
    var start = range.lowerBound
    for index in range where index == range.upperBound - 1 || pieces[index].breakLevel == level {
      let part = start..<(index + 1)
      if !filling.isLineStart, filling.column + width(part) > Formatter.width {
        output.startLine(indentation: filling.indentation)
        filling = Filling(column: filling.indentation, indentation: filling.indentation)
      }
      fill(part, &filling, to: &output)
      start = index + 1
    }
  }

  private func place(_ index: Int, _ filling: inout Filling, to output: inout ScriptWriter) {
    if pieces[index].hasBlank, !filling.isLineStart {
      output.write(" ")
      filling.column += 1
    }
    output.write(pieces[index].span)
    filling.column += widths[index]
    filling.isLineStart = false
  }
}

/// How readily a line is broken behind each token of a pipeline: behind `else`, then behind commas, `and` and `or`,
/// and `+`, and outside of brackets rather than inside.
struct BreakLevels {
  private var depth = 0
  /// The depths of `between` whose `and` is still to come.
  private var open: [Int] = []

  mutating func level(behind token: Token.Kind) -> Int? {
    switch token {
    case .symbol(.openParenthesis), .symbol(.openBracket):
      depth += 1
    case .symbol(.closeParenthesis), .symbol(.closeBracket):
      depth -= 1
    case .symbol(.comma):
      return level(1)
    case .word("between"):
      open.append(depth)
    case .word("and"):
      if open.last == depth {
        open.removeLast()
        return nil
      }
      return level(2)
    case .word("or"):
      return level(2)
    case .symbol(.plus):
      return level(3)
    case .word("else"):
      return 0
    default:
      break
    }
    return nil
  }

  private func level(_ rank: Int) -> Int { 3 * depth + rank }
}
