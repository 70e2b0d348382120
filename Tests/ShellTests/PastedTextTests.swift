import Shell
import Testing

@Suite struct PastedTextTests {
  @Test func `a paste is its lines and what follows them`() {
    var paste = PastedText("one\n\ntwo\nrest")
    #expect(paste.nextLine() == "one")
    #expect(paste.nextLine() == "")
    #expect(paste.nextLine() == "two")
    #expect(paste.nextLine() == nil)
    #expect(paste.takeRest() == "rest")
    #expect(paste.takeRest() == "")
  }

  @Test func `a paste that ends with its last line has nothing left to edit`() {
    var paste = PastedText("one\n")
    #expect(paste.nextLine() == "one")
    #expect(paste.nextLine() == nil)
    #expect(paste.takeRest() == "")
  }

  @Test(arguments: [
    ("| take 1\n", true), ("\n  # why\n\t| take 1\n", true), ("| take", true), ("show\n| take 1\n", false),
    ("", false), ("\n\n", false), ("# | no\nshow", false),
  ])
  func `it knows whether it goes on with the statement above`(_ text: String, _ goesOn: Bool) {
    #expect(PastedText(text).startsWithPipe == goesOn)
  }

  @Test(arguments: [
    ("a\r\nb\rc\n", "a\nb\nc\n"), ("a\r\rb", "a\n\nb"), ("a\tb", "a\tb"),
    ("a\u{1B}[31mb\u{7}\u{7F}", "a [31mb  "),
    ("a\u{9B}b\u{A0}ä漢", "a b\u{A0}ä漢"), ("\u{0}", " "),
  ])
  func `line ends are line feeds, and other controls are blanks`(_ text: String, _ clean: String) {
    #expect(PastedText.clean(Array(text.utf8)) == clean)
  }
}
