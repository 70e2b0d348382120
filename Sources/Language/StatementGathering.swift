/// A statement that comes in line by line, as it is typed: knows when it is whole.
///
/// Each line is lexed once: only a long text that is still open is read anew when more of it comes.
package struct StatementGathering: Sendable {
  package private(set) var text = ""
  /// Whether there is nothing to run in it, but blanks and comments.
  package private(set) var isBlank = true

  private var depth = 0
  private var awaitsMore = false
  /// What follows the opening quotes of a long text that is not closed yet, with the quotes.
  private var openText: String?

  package init() {}

  /// Whether it can run as it stands, or needs another line.
  package var isComplete: Bool { openText == nil && depth <= 0 && !awaitsMore }

  /// - Parameter line: with its line end, but for the last one.
  package mutating func append(_ line: String) {
    text += line
    guard let open = openText else { return take(line) }
    openText = open + line
    if line.utf8.contains(UInt8(ascii: "\"")) {
      openText = nil
      take(open + line)
    }
  }

  private mutating func take(_ lines: String) {
    let source = SourceText(name: "shell", text: lines)
    for token in Lexer.lex(source).tokens {
      switch token.kind {
      case .comment, .newline, .end: continue
      case .symbol(let symbol):
        awaitsMore = symbol.awaitsMore
        switch symbol {
        case .openParenthesis, .openBracket, .openBrace: depth += 1
        case .closeParenthesis, .closeBracket, .closeBrace: depth -= 1
        default: break
        }
      case .word(let word): awaitsMore = wordsThatAwaitMore.contains(word)
      case .damaged where source.bytes[token.span.start...].starts(with: #"""""#.utf8):
        openText = String(decoding: source.bytes[token.span.start...], as: UTF8.self)
      default: awaitsMore = false
      }
      isBlank = false
    }
  }
}

/// Whether a text that is being typed can run as it stands, or needs another line.
package func isComplete(_ source: SourceText) -> Bool {
  var gathering = StatementGathering()
  gathering.append(String(decoding: source.bytes, as: UTF8.self))
  return gathering.isComplete
}
