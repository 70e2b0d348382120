import Language
import Tables
import Testing

/// The tokens of a text, each as its kind with its bytes.
private func tokens(_ text: String) -> [String] {
  Lexer.lex(SourceText(name: "test", text: text)).tokens.dropLast().map { token in
    switch token.kind {
    case .word(let word): "word \(word)"
    case .quotedName(let name): "name \(name)"
    case .literal(.value(.text(let text))): "text \(text)"
    case .literal(.value(.int)): "int \(token.span.text)"
    case .literal(.value(.double(let number))): "double \(number)"
    case .literal(.value(let value)): "\(value.type?.rawValue ?? "null") \(ValueText.exact(value))"
    case .literal(.span(let span)): "span \(span.literalText)"
    case .parameter(let name): "parameter \(name)"
    case .symbol(let symbol): symbol.rawValue
    case .comment: "comment \(token.span.text)"
    case .newline: "newline"
    case .damaged: "damaged \(token.span.text)"
    case .end: "end"
    }
  }
}

private func problems(_ bytes: [UInt8]) -> [Diagnostic] {
  Lexer.lex(SourceText(name: "test", bytes: bytes)).diagnostics
}

private func codes(_ text: String) -> [Diagnostic.Code] { problems(Array(text.utf8)).map(\.code) }

@Suite struct LexerTests {
  @Test(
    arguments: [
      ("a b_2 _c Über", ["word a", "word b_2", "word _c", "word Über"]),
      ("`a b` `and`", ["name a b", "name and"]), ("`a``b`c", ["name a`b", "word c"]),
      ("$since $x1", ["parameter since", "parameter x1"]),
      ("12 1_000_000 0", ["int 12", "int 1_000_000", "int 0"]),
      (
        "1.5 1e6 2.5e-3 1_0.2_5 1E+2",
        ["double 1.5", "double 1000000.0", "double 0.0025", "double 10.25", "double 100.0"]
      ),
      ("2..12", ["int 2", "..", "int 12"]), ("1.5..2", ["double 1.5", "..", "int 2"]),
      (
        "90d 5m 1h 2w 3mo 1y 30s",
        ["span 90d", "span 5m", "span 1h", "span 14d", "span 3mo", "span 1y", "span 30s"]
      ),
      ("2026-10-31", ["date 2026-10-31"]),
      ("2026-10-31..2026-11-01", ["date 2026-10-31", "..", "date 2026-11-01"]),
      ("2026-10-31T18:30:00Z", ["timestamp 2026-10-31T18:30:00Z"]),
      ("2026-10-31 -1", ["date 2026-10-31", "-", "int 1"]),
      ("x-1", ["word x", "-", "int 1"]), ("a//b", ["word a", "//", "word b"]),
      ("a/ /b", ["word a", "/", "/", "word b"]),
      ("<=<>!==!", ["<=", "<>", "!=", "=", "!"]), ("&&||??", ["&&", "||", "??"]),
      (#""a\"b\\\n\t\u{1F47B}""#, ["text a\"b\\\n\t👻"]),
      ("\"\"\"\na \"quoted\" \\n\n\"\"\"", ["text a \"quoted\" \\n"]), ("\"\"", ["text "]),
      ("a # b \"c\nd", ["word a", "comment # b \"c", "newline", "word d"]),
      ("a\r\nb\tc", ["word a", "newline", "word b", "word c"]),
      ("9223372036854775807", ["int 9223372036854775807"]),
      ("", []), ("\u{FEFF}a", ["word a"]),
    ] as [(String, [String])])
  func `texts are cut into tokens`(text: String, expected: [String]) {
    #expect(tokens(text) == expected)
    #expect(codes(text) == [])
  }

  @Test(
    arguments: [
      ("\"open\nnext", [.unclosedText]), ("`open", [.unclosedText]), ("\"\"\"open\n", [.unclosedText]),
      ("``", [.unreadableCharacter]),
      ("'text'", [.unreadableCharacter]), ("'", [.unreadableCharacter]), ("$ x", [.unreadableCharacter]),
      ("?", [.unreadableCharacter]),
      ("a & b", [.unreadableCharacter]), ("12abc", [.badNumber]), ("9223372036854775808", [.badNumber]),
      ("1e999", [.badNumber]),
      ("1.5d", [.badNumber]), ("99999999999999999999d", [.badNumber]), ("2026-13-01", [.badNumber]),
      ("2026-02-30", [.badNumber]),
      (#""\q""#, [.badEscape]), (#""\u{110000}""#, [.badEscape]), (#""\u{"#, [.badEscape, .unclosedText]),
      ("a\u{200B}b", [.unreadableCharacter]), ("a\u{00A0}b", [.unreadableCharacter]),
      ("\u{01}", [.unreadableCharacter]),
    ] as [(String, [Diagnostic.Code])])
  func `what cannot be read is reported and the rest is read on`(text: String, expected: [Diagnostic.Code]) {
    #expect(codes(text + "\nshow") == expected)
    if !text.contains("\"\"\"") { #expect(tokens(text + "\nshow").suffix(1) == ["word show"]) }
  }

  @Test func `bytes that are no UTF-8 are reported where they stand`() {
    for bytes in [[0x61, 0xFF], [0x22, 0xC3, 0x22], [0x60, 0xE9, 0x60]] as [[UInt8]] {
      #expect(problems(bytes).count == 1, "\(bytes)")
      #expect(problems(bytes + Array("\nshow".utf8)).count == 1, "\(bytes)")
    }
    #expect(problems(Array("# caf".utf8) + [0xE9]).isEmpty, "a comment may hold anything")
  }

  @Test func `every byte belongs to a token or is a blank`() {
    let text = "h | where a >= 1.5 and \"x y\" in genres # why\n  take -3 by `a b`, $p\r\n"
    let tokens = Lexer.lex(SourceText(name: "test", text: text)).tokens
    var end = 0
    for token in tokens {
      #expect(token.span.start >= end)
      #expect(
        text.utf8.dropFirst(end).prefix(token.span.start - end).allSatisfy { " \r\t".utf8.contains($0) })
      end = token.span.end
    }
    #expect(end == text.utf8.count && tokens.last?.kind == .end)
  }

  @Test func `a line of ten million bytes is read`() {
    #expect(
      Lexer.lex(SourceText(name: "t", text: String(repeating: "a+", count: 5_000_000))).tokens.count
        == 10_000_001)
    #expect(codes("\"" + String(repeating: "x", count: 10_000_000)) == [.unclosedText])
    #expect(codes(String(repeating: "1", count: 10_000_000)) == [.badNumber])
    #expect(codes(String(repeating: "$", count: 100_000)).count == 100_000)
  }
}
