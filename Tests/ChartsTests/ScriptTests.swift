import Charts
import Foundation
import TestSupport
import Testing

/// What gnuplot is told, for every kind.
struct ScriptTests {
  private static let folder = packageRoot + "/Tests/Golden/charts/"

  private static var style: ChartStyle {
    ChartStyle(
      subtitle: nil, caption: "a caption of the script's own", footnote: "demo catalogue, version 12",
      size: ChartStyle.Size(width: 900, height: 600))
  }

  @Test(arguments: ChartKinds.all.map { $0.name })
  func `the script of a kind is as recorded`(name: String) throws {
    let script = Chart(Samples.kind(name, .usual), style: ScriptTests.style).script(.svg)
    let path = ScriptTests.folder + name + ".gp"
    if ProcessInfo.processInfo.environment["HQ_RECORD"] == "1" {
      try FileManager.default.createDirectory(atPath: ScriptTests.folder, withIntermediateDirectories: true)
      try script.write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let recorded = try? String(contentsOfFile: path, encoding: .utf8)
    try #require(recorded != nil, "no record: run with HQ_RECORD=1")
    // A long text would be printed whole.
    let difference = zip(script.split(separator: "\n"), (recorded ?? "").split(separator: "\n")).first {
      $0 != $1
    }
    #expect(
      script == recorded, "first different line: \(difference.map { "\($0.0) | \($0.1)" } ?? "at the end")")
  }

  @Test func `every record belongs to a kind`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: ScriptTests.folder).sorted()
    #expect(names == ChartKinds.all.map { $0.name + ".gp" }.sorted())
  }

  @Test(arguments: ChartKinds.all.map { $0.name })
  func `the same data gives the same script`(name: String) {
    for data in Samples.Data.allCases {
      for format in ChartFormat.allCases {
        let first = Chart(Samples.kind(name, data)).script(format)
        #expect(first == Chart(Samples.kind(name, data)).script(format))
        #expect(!first.contains("inf"), "\(data) \(format)")
      }
    }
  }

  @Test func `names of kinds are words that occur once`() {
    let names = ChartKinds.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for kind in ChartKinds.all { #expect(!kind.summary.isEmpty && !kind.needs.isEmpty) }
  }

  @Test(arguments: [
    ("a.png", ChartFormat.png), ("dir.x/b.SVG", .svg), ("c.pdf", .pdf), ("d.e.html", .html), ("f.txt", .text),
  ])
  func `the ending of a path chooses the format`(path: String, format: ChartFormat) throws {
    #expect(try ChartFormat(path: path) == format)
  }

  @Test(arguments: ["", "png", ".png/a", "a.jpeg", "a.kitty", "a.", "a.png/"])
  func `another ending is refused`(path: String) {
    let error = #expect(throws: ChartError.self) { try ChartFormat(path: path) }
    #expect(error?.code == .unknownFormat)
  }
}
