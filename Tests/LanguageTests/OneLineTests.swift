import Language
import Testing

@Suite struct OneLineTests {
  @Test(arguments: [
    ("show", "show"), ("  show # why\n", "show # why"), ("from \"a\" |\n  take 1", "from \"a\" | take 1"),
    ("h # all\n| show", "h | show"), ("# first\nh\n\n  # why\n  | show  1\n", "h | show  1"),
    ("where x in [\n  1,\n  2\n]", "where x in [1, 2]"),
    ("derive x = if(\n a,\n b, c)", "derive x = if(a, b, c)"),
    ("every 5m {\nshow\nshow ; show\n\n}", "every 5m { show ; show ; show }"),
    ("every 5m {\n h\n | show ;\n show }", "every 5m { h | show ; show }"),
    ("sql \"\"\"\nselect \"a\"\n\"\"\"\n", "sql \"select \\\"a\\\"\""),
    ("derive t = \"\"\"a\n\nb\\\"\"\" |\nshow", "derive t = \"a\\n\\nb\\\\\" | show"),
    ("sql \"\"\"one line\"\"\" |\nshow", "sql \"\"\"one line\"\"\" | show"), ("", ""), ("\n \n", ""),
    ("h |\r\n  show\r\n", "h | show"), ("show\nshow", "show ; show"),
  ])
  func `what stands on several lines comes to one that means the same`(_ text: String, _ line: String) {
    #expect(onOneLine(text) == line)
    #expect(onOneLine(line) == line)
    #expect(kinds(text) == kinds(line))
  }

  /// What the parser would read, but for the sign that ends a statement.
  private func kinds(_ text: String) -> [Token.Kind] {
    let source = SourceText(name: "test", text: text)
    return Lexer.lex(source).tokens.map(\.kind).filter {
      $0 != .newline && $0 != .comment && $0 != .symbol(.semicolon)
    }
  }

  @Test func `a statement that comes line by line is whole when the text of all its lines is`() {
    for text in [
      "h |\nwhere (\n x > 1 and\n y\n)\n", "sql \"\"\"\nselect \" (\n| \"\" \"\"\" | take 1\nshow\n",
      "a\n\nb ]\n[\n",
      "every 5m {\n show\n # (\n}\n", "x = \"\"\"a\"\"\" + \"\"\"\nb\"\"\" +\n1\n",
      "where a not # not\nnull\n",
    ] {
      var gathering = StatementGathering()
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        gathering.append(line + "\n")
        let source = SourceText(name: "test", text: gathering.text)
        #expect(gathering.isComplete == isComplete(source), "\(gathering.text)")
      }
    }
  }

  @Test func `comments and blanks are nothing to run`() {
    for (text, isBlank) in [("", true), ("\n", true), ("# why\n", true), ("show\n", false), ("|\n", false)] {
      var gathering = StatementGathering()
      gathering.append(text)
      #expect(gathering.isBlank == isBlank)
    }
  }
}
