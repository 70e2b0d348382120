import Language

/// The text of a notebook with recorded output in it: where it stands, and how it is put there.
package enum NotebookText {
  /// What begins a line of recorded output.
  private static let mark = Array("#>".utf8)

  /// A line that was recorded.
  package struct RecordedLine: Equatable {
    package let number: Int
    package let text: String
  }

  /// The recorded lines, by the line in which the statement above them ends; zero for those above all statements.
  package static func recorded(in source: SourceText, under ends: [Int]) -> [Int: [RecordedLine]] {
    var found: [Int: [RecordedLine]] = [:]
    for number in recordedLines(in: source).sorted() {
      let above = ends.last { $0 < number } ?? 0
      let text = source.line(number).dropFirst(mark.count)
      let shown = text.first == UInt8(ascii: " ") ? text.dropFirst() : text
      found[above, default: []].append(
        RecordedLine(number: number, text: String(decoding: shown, as: UTF8.self)))
    }
    return found
  }

  /// The numbers of the lines that hold recorded output: such a line within a text over several lines is none.
  private static func recordedLines(in source: SourceText) -> Set<Int> {
    var numbers: Set<Int> = []
    for token in Lexer.lex(source).tokens where token.kind == .comment {
      let line = token.span.position.line
      if source.lineStarts[line - 1] == token.span.start, source.line(line).starts(with: mark) {
        numbers.insert(line)
      }
    }
    return numbers
  }

  /// The line in which a statement ends.
  package static func end(of statement: StatementSyntax) -> Int {
    statement.span.source.position(of: max(statement.span.start, statement.span.end - 1)).line
  }

  /// The text with these lines under the statements that end in the lines given, and no other recorded output. All
  /// else stays as it is, to the byte.
  package static func recording(_ outputs: [Int: [String]], in source: SourceText) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(source.bytes.count)
    let usesReturns = source.bytes.firstIndex(of: UInt8(ascii: "\n")).map {
      $0 > 0 && source.bytes[$0 - 1] == UInt8(ascii: "\r")
    }
    let recorded = recordedLines(in: source)
    let lineEnd = Array((usesReturns ?? false ? "\r\n" : "\n").utf8)
    for number in 1...source.lineStarts.count {
      let start = source.lineStarts[number - 1]
      let end = number < source.lineStarts.count ? source.lineStarts[number] : source.bytes.count
      if !recorded.contains(number) { text += source.bytes[start..<end] }
      guard let lines = outputs[number], !lines.isEmpty else { continue }
      if text.last != UInt8(ascii: "\n") { text += lineEnd }
      for line in lines { text += mark + (line.isEmpty ? [] : Array((" " + line).utf8)) + lineEnd }
    }
    return text
  }
}

extension NotebookRun {
  /// The lines to be recorded, by the line in which a statement ends.
  package var outputs: [Int: [String]] {
    var outputs: [Int: [String]] = [:]
    for statement in statements where !statement.output.lines.isEmpty {
      let end = NotebookText.end(of: statement.syntax)
      if outputs[end] != nil { outputs[end]?.append("") }
      outputs[end, default: []] += statement.output.lines
    }
    return outputs
  }

  /// Where statements end.
  package var ends: [Int] {
    (statements.map(\.syntax) + rest).map(NotebookText.end).sorted()
  }
}
