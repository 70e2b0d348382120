import Foundation
import Language
import TestSupport
import Testing

private let golden = GoldenFolder("format")

private func formatted(_ bytes: [UInt8]) -> [UInt8]? {
  Formatter.format(SourceText(name: "test", bytes: bytes), vocabulary: testVocabulary).bytes
}

private func formatted(_ text: String) -> String? { formatted(Array(text.utf8)).map(text(of:)) }

private func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

private func tree(_ bytes: [UInt8]) -> String {
  treeText(Parser.parse(SourceText(name: "test", bytes: bytes), vocabulary: testVocabulary).script)
}

/// The comments in their order, without blanks at their ends.
private func comments(_ bytes: [UInt8]) -> [String] {
  Lexer.lex(SourceText(name: "test", bytes: bytes)).tokens.filter { $0.kind == .comment }
    .map { $0.span.text.replacing(#/\s+$/#, with: "") }
}

@Suite struct FormatterTests {
  @Test(arguments: golden.inputs)
  func `a script has one layout, which is recorded`(name: String) throws {
    let bytes = try golden.bytes(name)
    let result = Formatter.format(SourceText(name: name, bytes: bytes), vocabulary: testVocabulary)
    #expect(result.diagnostics.map { $0.short() } == [])
    try golden.expect(result.bytes ?? [], for: name)
  }

  @Test(arguments: golden.inputs)
  func `formatting twice changes nothing, and never the meaning`(name: String) throws {
    let bytes = try golden.bytes(name)
    let once = try #require(formatted(bytes))
    #expect(formatted(once).map(text(of:)) == text(of: once))
    #expect(tree(once) == tree(bytes))
    #expect(comments(once) == comments(bytes))
  }

  @Test func `a script with errors is not formatted, and its problems are told`() {
    let result = Formatter.format(SourceText(name: "t", text: "where (a"), vocabulary: testVocabulary)
    #expect(result.bytes == nil)
    #expect(result.diagnostics.map(\.code) == [.unclosedBracket])
  }

  @Test(arguments: [
    ("take   3", "take 3\n"), ("", ""), (" \n\n ", ""), ("show;;show", "show\nshow\n"), ("show ;", "show\n"),
    ("f\n\n\n\ng", "f\n\ng\n"), ("\r\n\r\nshow\r\n", "show\n"), ("#a\n#b", "#a\n#b\n"),
    ("every 5m{}", "every 5m {\n}\n"),
    ("hq 1;show", "hq 1\nshow\n"), ("show\n;\nshow", "show\n\nshow\n"), ("take(3)", "take (3)\n"),
    ("where(a)and(b)", "where (a) and (b)\n"), ("derive a = - - 1", "derive a = --1\n"),
  ])
  func `short scripts`(source: String, expected: String) {
    #expect(formatted(source) == expected)
    #expect(formatted(expected) == expected)
  }

  @Test func `the name of an unnamed column does not depend on the layout`() throws {
    let names = try ["a+b", "a +  b", "a + b", "a +\n b # c"].map { text in
      try #require(Parser.parseExpression(SourceText(name: "t", text: text)).expression).columnName
    }
    #expect(names == ["a + b", "a + b", "a + b", "a + b"])
  }

  @Test func `a script of ten million bytes is formatted`() throws {
    let line = "h | where runtime > 120 and \"Thriller\" in genres | derive a = f(x, -y), b = [1,2] # why\n"
    let bytes = Array(String(repeating: line, count: 10_000_000 / line.utf8.count).utf8)
    let once = try #require(formatted(bytes))
    #expect(once.count > bytes.count)
    let wide = "where x in [" + (0..<1_000_000).map(String.init).joined(separator: ", ") + "]\n"
    let lines = try #require(formatted(wide)).split(separator: "\n")
    #expect(lines.count > 50_000 && lines.allSatisfy { $0.utf8.count <= Formatter.width })
  }
}

/// A script written anew with another layout that means the same.
private struct LayoutMutation {
  var random: SeededGenerator
  /// Whether comments and blank lines come in, which stay when the script is formatted.
  let addsComments: Bool

  mutating func mutate(_ bytes: [UInt8], keepingComments: Bool) -> [UInt8] {
    let source = SourceText(name: "test", bytes: bytes)
    var output: [UInt8] = []
    var depth = 0
    var isFirst = true
    let tokens = Lexer.lex(source).tokens.filter { keepingComments || $0.kind != .comment }
    for (index, token) in tokens.enumerated() {
      let previous = index > 0 ? tokens[index - 1].kind : .newline
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth -= 1
      default: break
      }
      let isNewline = token.kind == .newline
      if !isFirst || !isNewline { output += blanks() }
      if isNewline, previous != .comment, previous != .newline, mayJoin(tokens, index), random.isOneIn(3) {
        output += Array(" ; ".utf8)
        continue
      }
      if isNewline, addsComments, previous != .comment, random.isOneIn(4) {
        output += Array("# new \(random.next())".utf8)
      }
      output += bytes[token.span.start..<token.span.end]
      if addsComments, isNewline, random.isOneIn(6) { output += Array("\n".utf8) }
      let mayBreak =
        switch token.kind {
        case .symbol(.comma), .symbol(.plus), .symbol(.pipe), .symbol(.equal), .word("and"), .word("or"): true
        case .comment, .newline: false
        default: depth > 0 || (index + 1 < tokens.count && tokens[index + 1].kind == .symbol(.pipe))
        }
      if mayBreak, random.isOneIn(4) {
        if addsComments, random.isOneIn(2) { output += Array(" # inside \(random.next())".utf8) }
        output += Array("\n".utf8)
      }
      isFirst = false
    }
    return output
  }

  private mutating func blanks() -> [UInt8] {
    Array(repeating: UInt8(ascii: " "), count: 1 + random.below(3))
  }

  /// A line end between two statements may as well be a semicolon.
  private func mayJoin(_ tokens: [Token], _ index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count else { return false }
    switch (tokens[index - 1].kind, tokens[index + 1].kind) {
    case (.word, .word), (.literal, .word), (.symbol(.closeParenthesis), .word): break
    default: return false
    }
    // Only where the line end means something: in a broken statement it does not.
    return Parser.parse(
      SourceText(name: "t", bytes: Array(tokens[0].span.source.bytes[..<tokens[index].span.start])),
      vocabulary: testVocabulary
    ).diagnostics.isEmpty
  }
}

@Suite struct FormatterPropertyTests {
  @Test(arguments: golden.inputs.filter { $0 != "windows.hq" })
  func `whatever the layout of a script, its formatted text is the same but for comments and blank lines`(
    name: String
  ) throws {
    let bytes = try golden.bytes(name)
    let plain = LayoutMutation(random: SeededGenerator(seed: 1), addsComments: false)
    var bare = try #require(formatted(bytes))
    // Without comments, blank lines and the lines that comments forced.
    bare = Array(
      String(decoding: bare, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
        .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n").utf8)
    var stripper = plain
    let expected = try #require(formatted(stripper.mutate(bare, keepingComments: false)))
    for seed in 1...40 as ClosedRange<UInt64> {
      var mutation = LayoutMutation(random: SeededGenerator(seed: seed), addsComments: false)
      let mutated = mutation.mutate(bare, keepingComments: false)
      let actual = formatted(mutated).map { String(decoding: $0, as: UTF8.self) }
      #expect(
        actual == String(decoding: expected, as: UTF8.self),
        "seed \(seed): \(String(decoding: mutated, as: UTF8.self))")
    }
  }

  @Test(arguments: golden.inputs)
  func `comments and blank lines anywhere stay, in their order`(name: String) throws {
    let bytes = try golden.bytes(name)
    let meaning = tree(bytes)
    for seed in 1...40 as ClosedRange<UInt64> {
      var mutation = LayoutMutation(random: SeededGenerator(seed: seed), addsComments: true)
      let mutated = mutation.mutate(bytes, keepingComments: true)
      let text = String(decoding: mutated, as: UTF8.self)
      #expect(tree(mutated) == meaning, "seed \(seed): \(text)")
      let once = try #require(formatted(mutated), "seed \(seed): \(text)")
      #expect(formatted(once) == once, "seed \(seed): \(text)")
      #expect(tree(once) == meaning, "seed \(seed): \(text)")
      #expect(comments(once) == comments(mutated), "seed \(seed): \(text)")
    }
  }
}
