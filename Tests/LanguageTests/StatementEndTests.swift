import Language
import Testing

/// How many statements a script has; nil when it has problems.
private func statements(_ text: String) -> Int? {
  let (script, problems) = Parser.parse(SourceText(name: "test", text: text), vocabulary: testVocabulary)
  return problems.isEmpty ? script.statements.count : nil
}

@Suite struct LayoutTests {
  @Test(arguments: [
    ("show\nshow", 2), ("show;show", 2), ("show;;\n;show;", 2), ("", 0), ("\n# only a comment\n", 0),
    ("h\n| show", 1), ("h |\nshow", 1), ("h\n\n\n| show", 1), ("h # why\n| show", 1),
    ("h\n# why\n# and\n\n| show", 1),
    ("h | # why\n# and\nshow", 1), ("select a,\nb", 1), ("select a, # first\n\nb", 1), ("where a and\nb", 1),
    ("where a or # or\nb", 1),
    ("where not\na", 1), ("where a +\n1 >\n2", 1), ("where a between\n1 and\n2", 1),
    ("where t like\n\"x\"", 1),
    ("where x in [\n1,\n2\n]", 1), ("where (\na\nand b\n)\nshow", 2), ("derive x = if(\na > 1,\n2,\n3\n)", 1),
    ("derive x =\n1", 1), ("from \"a\" format=\ncsv", 1), ("show\n\n\nshow # end", 2),
    ("every 5m {\nshow\nshow; show\n}\nshow", 2), ("every 5m { h\n| show }", 1), ("every 5m { }", 1),
    ("sql \"\"\"\nselect 1\n\n\"\"\"\nshow", 2), ("hq 1\nshow", 2), ("where a in 1 ..\n5", 1),
    ("expect a > 1 else\n\"few\"", 1),
  ])
  func `a statement ends at the end of its line, unless it goes on`(text: String, count: Int) {
    #expect(statements(text) == count)
    #expect(statements(text.replacing("\n", with: "\r\n")) == count, "with the line ends of Windows")
  }

  @Test func `what an unclosed bracket opens does not swallow the lines below`() {
    let (script, problems) = Parser.parse(
      SourceText(name: "test", text: "where (a > 1\nshow\nwhere [1\nshow"), vocabulary: testVocabulary)
    #expect(script.statements.count == 4)
    #expect(problems.map(\.code) == [.unclosedBracket, .unclosedBracket])
  }

  @Test(arguments: [
    ("show", true), ("", true), ("h |", false), ("h | where (", false), ("where x in [1,", false),
    ("where a and", false),
    ("select a,", false), ("every 5m {", false), ("every 5m {\nshow\n}", true), ("sql \"\"\"\nselect", false),
    ("sql \"open", true), ("where a )", true), ("show # why", true), ("h | # why", false),
    ("derive x =", false), ("expect a > 1 else", false),
  ])
  func `a shell knows whether another line is needed`(text: String, complete: Bool) {
    #expect(isComplete(SourceText(name: "shell", text: text)) == complete)
  }
}
