import Engine
import Language
import TestSupport
import Testing

/// Recorded lines in the text of a notebook: put in and taken out, with nothing else touched.
@Suite struct NotebookTextTests {
  private func recording(_ outputs: [Int: [String]], in text: String) -> String {
    String(
      decoding: NotebookText.recording(outputs, in: SourceText(name: "n.hq", text: text)), as: UTF8.self)
  }

  @Test(arguments: 1...200)
  func `lines come under the lines that they belong to, and come off again`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let end = random.isOneIn(3) ? "\r\n" : "\n"
    var lines = (0..<(1 + random.below(12))).map { _ in
      random.pick([
        "show", "# prose", "", "take 3 # tail", "#", "  #> not at the beginning", "é \"漢字\"", "# > x",
      ])
    }
    // Nothing ends in a line of nothing.
    if lines[lines.count - 1].isEmpty { lines[lines.count - 1] = "show" }
    var outputs: [Int: [String]] = [:]
    for number in 1...lines.count where random.isOneIn(3) {
      outputs[number] = (0..<(1 + random.below(3))).map { _ in random.pick(["", "a  b", " 1 · ⋮", "#> x"]) }
    }
    let endsWhole = random.isOneIn(2)
    let text = lines.joined(separator: end) + (endsWhole ? end : "")
    var wanted = ""
    for (place, line) in lines.enumerated() {
      let isLast = place == lines.count - 1
      wanted += line + (isLast && !endsWhole && outputs[place + 1] == nil ? "" : end)
      for output in outputs[place + 1] ?? [] { wanted += (output.isEmpty ? "#>" : "#> " + output) + end }
    }
    // A text of one line has no line end to tell which it uses.
    if !text.contains(where: \.isNewline), end == "\r\n" { wanted = wanted.replacing("\r\n", with: "\n") }
    let recorded = recording(outputs, in: text)
    #expect(recorded == wanted)
    #expect(Array(recorded.utf8) == Array(wanted.utf8))
    let off = recording([:], in: recorded)
    #expect(off == text || off == text + "\n" || off == text + "\r\n")
  }

  @Test func `what was recorded is found under the statement above it`() {
    let source = SourceText(
      name: "n.hq", text: "#> top\nshow\n#> a\n#>\n#>  b\n\n# prose\n#> c\ntake 1\n #> d\n#>e\n")
    let recorded = NotebookText.recorded(in: source, under: [2, 9])
    #expect(recorded[0]?.map(\.text) == ["top"])
    #expect(recorded[2]?.map(\.text) == ["a", "", " b", "c"])
    #expect(recorded[2]?.map(\.number) == [3, 4, 5, 8])
    #expect(recorded[9]?.map(\.text) == ["e"])
  }

  @Test func `a line within a text over several lines is not recorded output`() {
    let text = "expect a == \"\"\"\n#> mine\n\"\"\"\n#> old\n"
    #expect(recording([3: ["new"]], in: text) == "expect a == \"\"\"\n#> mine\n\"\"\"\n#> new\n")
  }
}

@Suite struct NotebookSecretTests {
  private func secrets(_ key: String) -> Secrets { Secrets { $0 == "TMDB_API_KEY" ? key : nil } }

  @Test(arguments: [
    ("abcdef", "xabcdefy", "x•••y"), ("abcdef", "abcdefabcdef", "••••••"), ("abcdef", "ABCDEF", "ABCDEF"),
    ("abcde", "abcde", "abcde"), ("", "text", "text"), ("abcdef", "", ""),
  ])
  func `a secret is masked wherever it stands, and nothing else is`(
    _ key: String, _ text: String, _ masked: String
  ) {
    #expect(secrets(key).masking(text) == masked)
  }

  @Test func `of two secrets the longer is masked first`() {
    let both = Secrets { ["TMDB_API_KEY": "secret", "HQ_SMTP_PASSWORD": "secret-and-more"][$0] }
    #expect(both.masking("secret-and-more, secret") == "•••, •••")
  }
}

/// The file of `--junit`, whatever stands in scripts.
@Suite struct NotebookJUnitTests {
  @Test func `signs of XML are escaped, and controls are not there`() {
    var report = JUnitReport()
    let problem = Diagnostic(.expectationFailed, "a < b & \"c\" ]]> \u{1B}[31m\u{0}\u{FFFE}")
    report.suites = [
      JUnitReport.Suite(
        name: "a&b\".hq", milliseconds: 1234,
        cases: [
          JUnitReport.Case(name: "<x>\n\ty", line: 3, milliseconds: 0.4, failures: [problem]),
          JUnitReport.Case(name: "fine", line: 4, milliseconds: 0, failures: []),
        ])
    ]
    let text = report.text
    #expect(text.contains("<testsuites name=\"hq\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"1.234\">"))
    #expect(text.contains("name=\"a&amp;b&quot;.hq\"") && text.contains("name=\"&lt;x&gt;"))
    #expect(text.contains("message=\"a &lt; b &amp; &quot;c&quot; ]]&gt; \u{FFFD}[31m\u{FFFD}\u{FFFD}\""))
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
  }

  @Test func `what did not hold is a failure, what could not run an error`() {
    func count(_ code: Diagnostic.Code) -> String {
      var report = JUnitReport()
      let problem = Diagnostic(code, "no")
      report.suites = [
        JUnitReport.Suite(
          name: "n", milliseconds: 0,
          cases: [JUnitReport.Case(name: "one", line: 1, milliseconds: 0, failures: [problem])])
      ]
      return report.text.contains("failures=\"1\" errors=\"0\"") ? "failure" : "error"
    }
    #expect(
      [.expectationFailed, .outputDiffers, .lockDiffers].map(count) == ["failure", "failure", "failure"])
    #expect(
      [.missingFile, .overflow, .unknownName, .badLock].map(count) == ["error", "error", "error", "error"])
  }
}
