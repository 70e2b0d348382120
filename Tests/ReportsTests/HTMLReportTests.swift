import Foundation
import Reports
import Tables
import TestSupport
import Testing

private func page(of report: Report) -> String {
  String(decoding: HTMLReport.text(of: report), as: UTF8.self)
}

@Suite struct HTMLReportTests {
  @Test(arguments: [("whole.html.hq", wholeReport), ("hostile.html.hq", hostileReport)])
  func `a page is as it was recorded`(name: String, report: Report) throws {
    try GoldenFolder("reports").expect(HTMLReport.text(of: report), for: name)
  }

  @Test(
    .enabled(if: Tool.isInstalled("tidy")),
    arguments: [wholeReport, hostileReport, Report(title: "", blocks: [])])
  func `a page is valid HTML`(report: Report) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(HTMLReport.text(of: report), to: "page.html")
    #expect(try Tool.output(of: "tidy", ["-errors", "-quiet", path], withErrors: true) == "")
  }

  @Test(arguments: [
    ("\(PageStyle.text)", "\(PageStyle.digest)"), ("\(PageScript.text)", "\(PageScript.digest)"),
  ])
  func `the style and the script of a page are those that it allows`(text: String, digest: String) throws {
    let directory = try TemporaryDirectory()
    let sum = try Tool.output(of: "sha256sum", [directory.write(Array(text.utf8), to: "text")]).prefix(64)
    let bytes = stride(from: 0, to: sum.count, by: 2).compactMap {
      UInt8(sum.dropFirst($0).prefix(2), radix: 16)
    }
    #expect(Data(bytes).base64EncodedString() == digest)
  }

  @Test func `nothing in a report becomes markup of the page`() {
    let page = page(of: hostileReport)
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "</style").count == 2)
    for markup in [
      "<!-- ", "<b ", "<b>", "onclick=\"", "onmouseover=\"", "href=\"java", "href=\"data", "href=\"file",
    ] {
      #expect(!page.contains(markup), "\(markup)")
    }
    #expect(page.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!page.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `a page asks for nothing from elsewhere`() {
    let page = page(of: wholeReport)
    for source in page.components(separatedBy: "src=\"").dropFirst() {
      #expect(source.hasPrefix("data:image/"))
    }
    #expect(!page.contains("<link") && !page.contains("@import") && !page.contains("url("))
  }

  @Test func `points stand under one another, whatever the numbers`() {
    let numbers: [Double] = [1, 18.4, -118.125, 1.25e-7, 3e20, 0.000123456]
    let table = Table([Field("n", .double)], rows: numbers.map { [.double($0)] } + [[.null]])
    let page = page(of: Report(title: "T", blocks: [.table(table, rowLimit: nil)]))
    let cells = page.matches(
      of: /<td class="number[^>]*?(?: data-pad="([^"]*)")?(?: data-value[^>]*)?>([^<]*)/)
    let rests = cells.map { cell -> [Character] in
      let rest = cell.2.drop { $0 != "." && $0 != "e" }
      return ((cell.1 ?? "") + rest).map { $0.isNumber ? "0" : $0 }.sorted()
    }
    #expect(rests.count == 7)
    #expect(Set(rests) == [rests[0]])
  }

  @Test func `a number sorts by all its digits, and a null is told to who does not see it`() {
    let table = Table([Field("n", .double)], rows: [[.double(6.123456789)], [.null]])
    let page = page(of: Report(title: "T", blocks: [.table(table, rowLimit: nil)]))
    #expect(page.contains("data-value=\"6.123456789\">6.12346</td>"))
    #expect(page.contains("<span aria-hidden=\"true\">·</span><span class=\"unseen\">null</span>"))
  }

  @Test(arguments: [
    (nil, 250, "50 more rows"), (3, 4, "1 more row"), (0, 2, "2 more rows"), (nil, 0, "no rows"),
  ])
  func `a table says what it does not show`(limit: Int?, count: Int, account: String) {
    let table = Table([Field("n", .int)], rows: (0..<count).map { [.int(Int64($0))] })
    let page = page(of: Report(title: "T", blocks: [.table(table, rowLimit: limit)]))
    #expect(page.contains("<p class=\"account\">\(account)</p>"))
    #expect(page.components(separatedBy: "<tr><td").count == min(count, limit ?? 200) + 1)
  }

  @Test func `a title that opens the prose is said once, and the contents name every heading`() {
    let page = page(of: wholeReport)
    #expect(page.components(separatedBy: "When should a horror film come out?").count == 3)
    for place in ["the-months", "a-model-of-it", "what-it-leans-on", "what-it-means", "parameters", "lock"] {
      #expect(page.contains("href=\"#\(place)\"") && page.contains(" id=\"\(place)\""), "\(place)")
    }
  }

  @Test
  func
    `a title is said once, though text stands before it, and headings begin at the second level`()
  {
    let report = Report(title: "T & U", blocks: [.text("x"), .prose("# T & U\n\n### Deep\n\n#### Deeper")])
    let page = page(of: report)
    #expect(page.components(separatedBy: "T &amp; U").count == 3)
    #expect(page.contains("<h2 id=\"deep\"") && page.contains("<h3 id=\"deeper\""))
  }

  @Test(arguments: [false, true])
  func `every colour of a text can be read on its ground`(isDark: Bool) throws {
    let rules = "\(PageStyle.text)".components(separatedBy: "prefers-color-scheme: dark")
    let colours = try colours(of: rules[isDark ? 1 : 0])
    let grounds = try ["paper", "tint"].map { try #require(colours[$0]) }
    #expect(colours.count == 15)
    for (name, colour) in colours.sorted(by: { $0.key < $1.key })
    where !["paper", "tint", "line"].contains(name) {
      for ground in grounds {
        let (light, dark) = (max(colour, ground), min(colour, ground))
        #expect((light + 0.05) / (dark + 0.05) >= 4.5, "\(name)")
      }
    }
  }

  /// How bright the colours are that a style names, as the guidelines for accessible pages reckon it.
  private func colours(of style: String) throws -> [String: Double] {
    var colours: [String: Double] = [:]
    for match in style.matches(of: /--([a-z]+): #([0-9a-f]{6});/) where colours[String(match.1)] == nil {
      let code = try #require(Int(match.2, radix: 16))
      let parts = [16, 8, 0].map { Double(code >> $0 & 255) / 255 }
      let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      colours[String(match.1)] = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    return colours
  }
}

@Suite(.enabled(if: Tool.isInstalled("chromium")), .serialized) struct BrowserTests {
  @Test func `a browser without scripts shows every block`() throws {
    let copy = page(of: wholeReport).replacing("'sha256-\(PageScript.digest)'", with: "'none'")
    let loaded = try Tool.loaded(copy, in: TemporaryDirectory())
    for text in [
      "<h1 dir=\"auto\">When should", "class=\"verb\">aggregate</span>", "<bdi>The Others</bdi>",
      "random forest  100",
      "alt=\"Popularity by month of release\"", "left out", "popularty\n  ^~~~", "is 0.7288", "no rows",
      "loose",
      "sha256:5d1f09ab77c2", "This product uses",
    ] { #expect(loaded.contains(text), "\(text)") }
    #expect(!loaded.contains("role=\"button\""))
  }

  @Test func `a browser with scripts lets the headers be clicked, and no script of the report run`() throws {
    let whole = try Tool.loaded(page(of: wholeReport), in: TemporaryDirectory())
    #expect(whole.contains("role=\"button\""))
    let hostile = try Tool.loaded(page(of: hostileReport), in: TemporaryDirectory())
    #expect(hostile.components(separatedBy: "<script").count == 2)
  }

  @Test(arguments: [wholeReport, hostileReport], [320, 390, 1280])
  func `a page is never wider than its window`(report: Report, width: Int) throws {
    let excess = try measured(
      report, width: width, "frame.documentElement.scrollWidth - frame.documentElement.clientWidth")
    #expect(excess == "0")
  }

  @Test(arguments: [
    ("", "18.4 17 118.125 9.5"),
    ("heads[2].click(), ", "9.5 17 18.4 118.125"),
    ("heads[2].click(), heads[2].click(), ", "118.125 18.4 17 9.5"),
    ("heads[2].click(), heads[2].click(), heads[2].click(), ", "18.4 17 118.125 9.5"),
    // The last row has no number of films, and stays the last.
    ("heads[1].click(), ", "17 18.4 118.125 9.5"),
    ("heads[1].click(), heads[1].click(), ", "118.125 18.4 17 9.5"),
  ])
  func `a click on a header sorts by number, with nulls last, and a third one undoes it`(
    clicks: String, order: String
  ) throws {
    #expect(try measured(wholeReport, width: 800, clicks + "texts()") == order)
  }

  /// What a script says of the page in a frame of a width. The copy allows scripts, and is else the same.
  private func measured(_ report: Report, width: Int, _ script: String) throws -> String {
    let policy = try Regex("<meta http-equiv=[^>]*>")
    let copy = page(of: report).replacing(policy, with: "").replacing("&", with: "&amp;").replacing(
      "\"", with: "&quot;")
    let host = """
      <!DOCTYPE html><iframe id="f" style="width:\(width)px;height:900px;border:0" srcdoc="\(copy)"></iframe><p id="p"></p>
      <script>addEventListener("load", () => {
        const frame = document.getElementById("f").contentDocument;
        const table = frame.querySelector("main table");
        const heads = table.querySelectorAll("[role=button]");
        const texts = () => [...table.tBodies[0].rows].map(row => row.cells[2].textContent).join(" ");
        document.getElementById("p").textContent = "[" + (\(script)) + "]";
      });</script>
      """
    let loaded = try Tool.loaded(host, in: TemporaryDirectory())
    let result = try #require(loaded.firstMatch(of: /<p id="p">\[([^\]]*)\]/))
    return String(result.1)
  }
}
