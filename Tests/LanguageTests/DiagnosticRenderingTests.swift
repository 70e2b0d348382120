import Foundation
import Language
import Tables
import Testing

private let script = SourceText(
  name: "horror.hq", text: "load horror since 2010\n\n# fit\ntrain rf dept=10\nplot roc\n")

private func span(_ source: SourceText, _ text: String) throws -> Span {
  let all = String(decoding: source.bytes, as: UTF8.self)
  let range = try #require(all.range(of: text))
  let start = all.utf8.distance(from: all.startIndex, to: range.lowerBound)
  return Span(source, start, start + text.utf8.count)
}

private func problem(_ span: Span?, label: String? = "did you mean `depth`? (1..64, default: no limit)")
  -> Diagnostic
{
  Diagnostic(
    .unknownOption, "unknown option `dept` for `train rf`", at: span, label: label, topic: "train rf")
}

@Suite struct DiagnosticRenderingTests {
  @Test func `a problem is shown under its line`() throws {
    #expect(
      problem(try span(script, "dept")).fancy(color: false, width: nil) == """
        error[HQ203]: unknown option `dept` for `train rf`
         horror.hq:4:10 │ train rf dept=10
                        │          ^^^^ did you mean `depth`? (1..64, default: no limit)
         more: help train rf
        """)
  }

  @Test func `hints stand on lines of their own`() throws {
    let diagnostic = Diagnostic(
      .foreignWord, "unknown verb `plotx`", at: try span(script, "plot"), hints: ["one", "two\u{1B}"],
      severity: .warning)
    #expect(
      diagnostic.fancy(color: false, width: 80) == """
        warning[HQ108]: unknown verb `plotx`
         horror.hq:5:1 │ plot roc
                       │ ^^^^
         hint: one
         hint: two␛
        """)
  }

  @Test func `without a place there is only what was said`() {
    #expect(
      problem(nil, label: nil).fancy(color: false, width: 80) == """
        error[HQ203]: unknown option `dept` for `train rf`
         more: help train rf
        """)
    #expect(
      Diagnostic(.failed, "no", label: "why").fancy(color: false, width: 80) == "error[HQ404]: no\n why")
  }

  @Test func `colours say how bad it is and leave the text as it is`() throws {
    for (severity, code) in [(Diagnostic.Severity.error, "31"), (.warning, "33"), (.note, "36")] {
      let diagnostic = Diagnostic(
        .failed, "m", at: try span(script, "rf"), label: "l", hints: ["h"], topic: "t", severity: severity)
      let colored = diagnostic.fancy(color: true, width: nil)
      #expect(colored.contains("\u{1B}[\(code)m^^ l\u{1B}[0m"))
      #expect(colored.hasPrefix("\u{1B}[1;\(code)m\(severity.rawValue)[HQ404]\u{1B}[0m"))
      #expect(colored.replacing(/\u{1B}\[[0-9;]+m/, with: "") == diagnostic.fancy(color: false, width: nil))
    }
  }

  @Test(arguments: [
    ("侍侍 dept x", "侍侍 dept x", "     ^^^^"), ("\tdept", "␉dept", " ^^^^"), ("👨‍👩‍👧é dept", "👨‍👩‍👧é dept", "    ^^^^"),
    ("\u{1B}[2Jdept", "␛[2Jdept", "    ^^^^"), ("\u{202E}dept\r", "\\u{202E}dept", "        ^^^^"),
  ])
  func `carets are counted in columns of what is shown`(text: String, shown: String, carets: String) throws {
    let source = SourceText(name: "x", text: text)
    let lines = problem(try span(source, "dept"), label: nil).fancy(color: false, width: nil).split(
      separator: "\n")
    let gutter = try #require(lines[1].range(of: " │ "))
    #expect(lines[1][gutter.upperBound...] == shown)
    let below = try #require(lines[2].range(of: " │ "))
    #expect(lines[2][below.upperBound...] == carets)
    #expect(lines[2][..<below.lowerBound].count == lines[1][..<gutter.lowerBound].count)
  }

  @Test func `a wide marked text has as many carets as columns`() throws {
    let source = SourceText(name: "x", text: "a 七人 b")
    #expect(
      problem(try span(source, "七人"), label: nil).fancy(color: false, width: nil).contains("│   ^^^^\n"))
  }

  @Test func `a place between characters has one caret`() {
    let end = script.bytes.count
    #expect(
      problem(Span(script, 22, 22), label: "expected more").fancy(color: false, width: nil).contains(
        """
         horror.hq:1:23 │ load horror since 2010
                        │                       ^ expected more
        """))
    #expect(
      problem(Span(script, end, end), label: nil).fancy(color: false, width: nil).contains(
        """
         horror.hq:6:1 │
                       │ ^
        """))
    #expect(
      problem(Span(SourceText(name: "-c", text: ""), 0, 0), label: nil).fancy(color: false, width: nil)
        .contains(" -c:1:1 │\n"))
  }

  @Test func `a span over lines marks the first one to its end`() throws {
    let first = try span(script, "dept")
    #expect(
      problem(Span(script, first.start, script.bytes.count), label: nil).fancy(color: false, width: nil)
        .contains(
          """
           horror.hq:4:10 │ train rf dept=10
                          │          ^^^^^^^
          """))
  }

  @Test(arguments: ["x", "侍", "é", "\u{1B}", "\u{301}", "👨‍👩‍👧"], [0, 1, 500_000])
  func `a line of millions of bytes is cut around the span`(filler: String, count: Int) throws {
    let before = String(repeating: filler, count: count)
    let behind = String(repeating: filler, count: 500_000)
    let source = SourceText(name: "big.hq", text: before + " dept " + behind)
    let start = before.utf8.count + 1
    let text = problem(Span(source, start, start + 4), label: nil).fancy(color: false, width: 60)
    let lines = text.split(separator: "\n")
    #expect(lines[1].contains("dept") && lines[1].contains("…"))
    #expect(DisplayWidth.of(lines[1]) <= 60)
    let place = DisplayWidth.of(lines[1][..<(try #require(lines[1].range(of: "dept"))).lowerBound])
    let caret = DisplayWidth.of(lines[2][..<(try #require(lines[2].range(of: "^^^^"))).lowerBound])
    #expect(place == caret)
    #expect(text.utf8.count < 5000)
  }

  @Test func `a marked text of millions of bytes is cut too`() {
    let source = SourceText(name: "big.hq", text: String(repeating: "x", count: 1_000_000))
    let lines = problem(Span(source, 10, 999_999), label: nil).fancy(color: false, width: nil).split(
      separator: "\n")
    #expect(lines[1].hasSuffix("x…"))
    #expect(DisplayWidth.of(lines[1]) <= 100 && DisplayWidth.of(lines[2]) <= 100)
  }

  @Test(arguments: [0, 1, 10, 21, 40])
  func `a terminal of any width is served`(width: Int) throws {
    let text = problem(try span(script, "dept"), label: nil).fancy(color: false, width: width)
    #expect(text.contains("dept=10") && text.contains("^^^^"))
  }

  @Test func `bytes that are not UTF-8 are shown as such`() {
    let source = SourceText(name: "x", bytes: [0x61, 0xFF, 0xC3, 0x28])
    #expect(
      problem(Span(source, 1, 2), label: nil).fancy(color: false, width: nil).contains(
        " x:1:2 │ a\u{FFFD}\u{FFFD}(\n       │  ^"))
  }

  @Test func `the short form is one line`() throws {
    #expect(
      problem(try span(script, "dept")).short()
        == "horror.hq:4:10: error[HQ203]: unknown option `dept` for `train rf`; did you mean `depth`? (1..64, default: no limit)"
    )
    #expect(
      Diagnostic(.failed, "a\nb\u{1B}", hints: ["c", "d"], severity: .note).short()
        == "note[HQ404]: a␊b␛; c; d")
  }

  @Test func `no data reaches a terminal raw`() {
    let evil = "\u{1B}]0;x\u{7}\u{202E}\n\u{9B}31m"
    let source = SourceText(name: evil, text: evil + " x")
    let diagnostic = Diagnostic(
      .failed, evil, at: Span(source, 0, 3), label: evil, hints: [evil], topic: evil)
    for text in [diagnostic.fancy(color: false, width: nil), diagnostic.short(), diagnostic.json()] {
      #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }
    #expect(!diagnostic.short().contains("\n") && !diagnostic.json().contains("\n"))
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `any span of any bytes can be rendered`(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let bytes = (0..<next(400)).map { _ in
      UInt8([10, 13, 0x20, 0x61, 0xE4, 0xBE, 0x8D, 0xCC, 0x81, next(256)][next(10)])
    }
    let source = SourceText(name: "f", bytes: bytes)
    let start = next(bytes.count + 1)
    let diagnostic = problem(Span(source, start, start + next(bytes.count + 1 - start)), label: nil)
    let lines = diagnostic.fancy(color: false, width: 50).split(separator: "\n")
    #expect(lines.count == 4 && lines[2].contains("^"))
    #expect(lines[1...2].allSatisfy { DisplayWidth.of($0) <= 51 })
    _ = try JSONSerialization.jsonObject(with: Data(diagnostic.json().utf8))
  }
}

@Suite struct DiagnosticJSONTests {
  @Test func `the JSON form has a fix as an edit`() throws {
    let place = try span(script, "dept")
    var diagnostic = problem(place, label: "did you mean `depth`?")
    diagnostic.fix = Diagnostic.Fix(place, "depth")
    diagnostic.hints = ["a \"hint\""]
    #expect(
      diagnostic.json()
        == #"{"severity":"error","code":"HQ203","message":"unknown option `dept` for `train rf`","file":"horror.hq","#
        + #""line":4,"column":10,"end_line":4,"end_column":14,"label":"did you mean `depth`?","#
        + #""hints":["a \"hint\""],"help":"train rf","#
        + #""fix":{"start":39,"end":43,"line":4,"column":10,"end_line":4,"end_column":14,"replacement":"depth"}}"#
    )
  }

  @Test func `what is not known is null`() {
    #expect(
      Diagnostic(.failed, "no").json()
        == #"{"severity":"error","code":"HQ404","message":"no","file":null,"line":null,"column":null,"end_line":null,"#
        + #""end_column":null,"label":null,"hints":[],"help":null,"fix":null}"#)
  }
}
