import Reports
import Testing

@Suite struct ProseTests {
  @Test func `prose is read as CommonMark`() {
    #expect(
      readProse("# One *two*\n\n3. a\n4. b\n\n> c\n\n    d\n\n***") == [
        .heading(level: 1, [.text("One "), .emphasis([.text("two")])]),
        .list(
          isNumbered: true, start: 3, isTight: true,
          items: [[.paragraph([.text("a")])], [.paragraph([.text("b")])]]),
        .quote([.paragraph([.text("c")])]), .code("d"), .rule,
      ])
  }

  @Test func `markup in prose is text, exactly as it was written`() {
    #expect(readProse("a <b c='d'>e</b>") == [.paragraph([.text("a <b c='d'>e</b>")])])
    #expect(
      readProse("<div>\n  x\n</div>") == [
        .paragraph([.text("<div>"), .lineBreak, .text("  x"), .lineBreak, .text("</div>")])
      ])
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:x", "&#106;avascript:x", "data:text/html,x", "file:///etc/passwd",
    "//host/x",
    "/etc/passwd", "\\\\host", "vbscript:x", "c:x", "<\u{1}javascript:x>", "<java\u{9}script:x>", "",
  ])
  func `an address that could do harm is no link`(address: String) {
    #expect(readProse("[text](\(address))") == [.paragraph([.text("text")])])
  }

  @Test(arguments: [
    ("https://example.org/?a=b&c", "https://example.org/?a=b&c"), ("HTTP://a", "HTTP://a"),
    ("mailto:a@b", "mailto:a@b"),
    ("#the-months", "#the-months"), ("<plots/a b.svg>", "plots/a%20b.svg"), ("../x.csv", "../x.csv"),
    ("x%20y%", "x%20y%25"), ("#früh", "#fr%C3%BCh"), ("a/b:c", "a/b:c"), ("<a\"b>", "a%22b"),
  ])
  func `an address of the web, of a place and of a file is a link`(written: String, address: String) {
    #expect(readProse("[text](\(written))") == [.paragraph([.link([.text("text")], to: address)])])
  }

  @Test func `a picture is a link to its file, and a link holds no other`() {
    #expect(readProse("![alt](p.png)") == [.paragraph([.link([.text("alt")], to: "p.png")])])
    #expect(readProse("![](p.png)") == [.paragraph([.link([.text("p.png")], to: "p.png")])])
    #expect(
      readProse("[![alt](p.png)](https://a)") == [.paragraph([.link([.text("alt")], to: "https://a")])])
    #expect(readProse("[![alt](p.png)](data:x)") == [.paragraph([.link([.text("alt")], to: "p.png")])])
  }

  @Test func `what would hide or reorder text is seen`() {
    #expect(readProse("a\u{202E}b `c\u{1B}d`") == [.paragraph([.text("a\\u{202E}b "), .code("c␛d")])])
    #expect(readProse("```\na\tb\n\n\u{7}\n```") == [.code("a       b\n\n␇")])
  }

  @Test(arguments: [">", "- ", "1. ", "*a **b ", "[", "![", "<b>", "`a "])
  func `however deep prose is nested, its blocks are not`(opening: String) {
    let prose = readProse(String(repeating: opening, count: 10_000) + "end")
    #expect(depth(of: prose) <= 64)
    #expect(
      HTMLReport.text(of: Report(title: "T", blocks: [.prose(String(repeating: opening, count: 9_000))]))
        .count > 0)
    #expect("\(prose)".contains("end"))
  }

  @Test func `headings of the same words have places of their own`() {
    var places = ProsePlaces()
    let names = ["When to release?", "when TO release", "When to release 1", "Où ça", "?", "呪怨"].map {
      places.heading(level: 2, [.text($0)]).place
    }
    #expect(
      names == ["when-to-release", "when-to-release-1", "when-to-release-1-1", "où-ça", "section", "呪怨"])
  }

  private func depth(of blocks: [ProseBlock]) -> Int {
    1
      + (blocks.map { block in
        switch block {
        case .quote(let inner): depth(of: inner)
        case .list(_, _, _, let items): (items.map { depth(of: $0) }.max() ?? 0) + 1
        case .heading(_, let spans), .paragraph(let spans): depth(of: spans)
        case .code, .rule: 0
        }
      }.max() ?? 0)
  }

  private func depth(of spans: [ProseSpan]) -> Int {
    1
      + (spans.map { span in
        switch span {
        case .emphasis(let inner), .strong(let inner), .link(let inner, _): depth(of: inner)
        case .text, .code, .lineBreak: 0
        }
      }.max() ?? 0)
  }
}
