/// Statements that stand on several lines, on one line that means the same: without their comments.
///
/// A line end within a statement is a blank, one behind a statement is a `;`, and those within a long text become
/// escapes. What stands on one line already stays as it is.
package func onOneLine(_ statements: String) -> String {
  let source = SourceText(name: "shell", text: statements)
  let bytes = trimmed(source.bytes[...])
  if !bytes.contains(UInt8(ascii: "\n")) { return String(decoding: bytes, as: UTF8.self) }
  var line = ""
  var previous: Token?
  var endsStatement = false
  for token in StatementEnds.significant(Lexer.lex(source).tokens) {
    if token.kind == .end { break }
    if token.kind == .newline {
      endsStatement = true
      continue
    }
    if let previous {
      let gap = source.bytes[previous.span.end..<token.span.start]
      if gap.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
        line += String(decoding: gap, as: UTF8.self)
      } else if endsStatement, needsSeparator(previous.kind, token.kind) {
        line += " ; "
      } else if !previous.kind.opensGroup, !token.kind.closesGroup {
        line += " "
      }
    }
    line += text(of: token)
    previous = token
    endsStatement = false
  }
  return line
}

extension Token.Kind {
  fileprivate var opensGroup: Bool { self == .symbol(.openParenthesis) || self == .symbol(.openBracket) }
  fileprivate var closesGroup: Bool { self == .symbol(.closeParenthesis) || self == .symbol(.closeBracket) }
}

private func needsSeparator(_ before: Token.Kind, _ after: Token.Kind) -> Bool {
  switch (before, after) {
  case (.symbol(.openBrace), _), (.symbol(.semicolon), _), (_, .symbol(.semicolon)),
    (_, .symbol(.closeBrace)):
    false
  default: true
  }
}

/// A statement with one blank between its tokens and no comments: two that differ in nothing else have the same.
package func normalizedText(of statement: StatementSyntax) -> String {
  let source = SourceText(name: "statement", text: statement.span.text)
  return StatementEnds.significant(Lexer.lex(source).tokens).filter { $0.kind != .newline && $0.kind != .end }
    .map(text).joined(separator: " ")
}

private func text(of token: Token) -> String {
  if case .literal(.value(.text(let content))) = token.kind, token.span.text.utf8.contains(UInt8(ascii: "\n"))
  {
    return quotedText(content)
  }
  return token.span.text
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let isBlank = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
  guard let first = bytes.firstIndex(where: { !isBlank($0) }),
    let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return [] }
  return bytes[first...last]
}
