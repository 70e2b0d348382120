import Charts
import Foundation
import TestSupport
import Testing

/// What gnuplot does with words of the data: it draws them.
struct GnuplotTextTests {
  private func texts(_ picture: Picture) -> [String] {
    String(decoding: picture.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("\t\t<text>"), line.hasSuffix("</text>") else { return nil }
      return String(line.dropFirst(8).dropLast(7)).replacingOccurrences(of: "&lt;", with: "<")
        .replacingOccurrences(of: "&amp;", with: "&")
    }
  }

  private func drawn(_ text: String) throws -> [String] {
    let bars = BarChart(category: "name", names: ["a"], measure: Measure("films", [1]))
    let style = ChartStyle(title: text, size: ChartStyle.Size(width: 2000, height: 300))
    return texts(try GnuplotSession().draw(Chart(bars, style: style), .svg))
  }

  @Test(arguments: [
    "'", "''", "'''", "\"", "\"\"", "\\", "\\\\", "'\\", "\\'", "\\\"", "`", "`id`", "$HOME", "$0", "@x",
    "%d", "%%",
    "{/Symbol a}", "a_b^c", "&{x}", "~a{.8-}", "a\\nb", "#", ";", "EOD", "', system('id'), '",
    "'.system('id').'",
    "''.system('id').''", "\".system(\"id\").\"", "! id", "<b>&amp;</b>", "é ß Ω я − € …", "{", "}", "[", "]",
    "\\140id\\140", "end\\",
  ])
  func `a title is drawn letter by letter`(title: String) throws {
    #expect(try drawn(title).contains(title))
  }

  @Test func `any title of nasty signs is drawn letter by letter`() throws {
    let signs = Array("'\"\\`$@%{}()[];#&~^_|!<>=+-*/.,:?ab1 ")
    for seed in 0..<150 {
      var generator = SeededGenerator(seed: seed)
      // A space at an end could not be seen, and two of them are drawn as one by who shows the picture.
      let text = "x" + String((0..<(1 + generator.below(30))).map { _ in generator.pick(signs) }) + "x"
      #expect(try drawn(text).contains(text), "seed \(seed)")
    }
  }

  @Test func `a line end within a title begins a new line`() throws {
    let lines = try drawn("first\nsecond")
    #expect(lines.contains("first") && lines.contains("second"))
  }

  @Test func `text of the data runs nothing`() throws {
    let directory = try TemporaryDirectory()
    let file = directory.file("ran")
    let hostile = [
      "`touch \(file)`", "$(touch \(file))", "'.system('touch \(file)').'", "''.system('touch \(file)').''",
      "\".system(\"touch \(file)\").\"", "\n!touch \(file)\n", "\nEOD\nsystem('touch \(file)')\n",
      "| touch \(file)",
      "', '', system('touch \(file)')", "\" at 0,0; system(\"touch \(file)\"); set label 9 \"",
      "\\\n!touch \(file)",
    ]
    let session = GnuplotSession()
    for text in hostile {
      let bars = BarChart(
        category: text, names: [text, text + "2"], measure: Measure(text, [1, 2]))
      let scatter = ScatterChart(
        x: Measure(text, [1, 2]), y: Measure(text, [1, 2]),
        colouring: .category(Category(text, [text, text + "2"])))
      let style = ChartStyle(title: text, subtitle: text, caption: text, footnote: text)
      for format in [ChartFormat.svg, .text] {
        _ = try session.draw(Chart(bars, style: style), format)
        _ = try session.draw(Chart(scatter, style: style), format)
      }
    }
    #expect(try directory.names.isEmpty)
  }
}
