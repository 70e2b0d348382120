import Reports
import Tables
import TestSupport
import Testing

private func markdown(of report: Report) -> String {
  MarkdownReport.text(of: report) { "report files/" + $0.path }
}

@Suite struct MarkdownReportTests {
  @Test(arguments: [("whole.md.hq", wholeReport), ("hostile.md.hq", hostileReport)])
  func `Markdown is as it was recorded`(name: String, report: Report) throws {
    try GoldenFolder("reports").expect(Array(markdown(of: report).utf8), for: name)
  }

  @Test(arguments: [
    "plain words, vote_count and _stress_ of *both **kinds** here*",
    "a \\* b \\_c\\_ \\`d\\` \\[e\\](f) &lt;i&gt; &amp;amp;",
    "- a\n- b\n  - c\n\n    d\n\n  1. e\n\n* f\n* g", "1. a\n2. b\n\n1) c",
    "\\# a\\\n\\- b\\\n1\\. c\\\n\\> d\\\n\\=\\=\\=",
    "> a\n>\n> > b\n>\n> - c", "```\na ``` b\n````c\n```", "`` ` `` and ` `` ` and ` a `", "***",
    "<div>\n# no\nheading\n</div>",
    "[a](b.md) [c](<d(e.md>) ![f](g.png) [h](https://i/?j=k&copy;=l)", "a\\\nb", "- ***\n- ```\n  x\n  ```",
    "| a |\\\n| - |",
    "a ~~b~~ \\<b> c|d", "-\n- a",
  ])
  func `prose that is written again reads the same`(prose: String) {
    let written = markdown(of: Report(title: "T", blocks: [.prose(prose)]))
    #expect(Array(readProse(written).dropFirst()) == readProse(prose), "\(written)")
  }

  @Test func `a cell of a table is its text alone`() {
    let table = Table([Field("a|b", .text)], rows: [[.text("*x* <b> `|`\n_y_ a_b &lt; &")], [.null]])
    #expect(
      markdown(of: Report(title: "T", blocks: [.table(table, rowLimit: nil)]))
        == "# T\n\n| a\\|b |\n|---|\n| \\*x\\* \\<b> \\`\\|\\`␊\\_y\\_ a_b \\&lt; & |\n| · |\n")
  }
}
