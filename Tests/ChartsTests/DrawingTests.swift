import Charts
import Foundation
import Parallel
import TestSupport
import Testing

/// Pictures that gnuplot really drew.
struct DrawingTests {
  private let session = GnuplotSession()
  private var small: ChartStyle {
    ChartStyle(footnote: "demo", size: ChartStyle.Size(width: 320, height: 240))
  }

  @Test(arguments: ChartKinds.all.map { $0.name })
  func `every kind is drawn from any data`(name: String) throws {
    for data in Samples.Data.allCases {
      let picture = try session.draw(Chart(Samples.kind(name, data), style: small), .png)
      let image = try PNG(picture.bytes)
      #expect(image.width == 640 && image.height == 480, "\(data)")
      #expect(image.colours > 5, "\(data)")
    }
  }

  @Test(arguments: ChartFormat.allCases)
  func `every format is drawn in light and dark`(format: ChartFormat) throws {
    for theme in Theme.Name.allCases {
      var style = ChartStyle(theme: theme)
      for size in [nil, ChartStyle.Size(width: 200, height: 200)] as [ChartStyle.Size?] {
        style.size = size
        let bytes = try session.draw(Chart(Samples.kind("roc", .usual), style: style), format).bytes
        let start: String =
          switch format {
          case .png: "\u{FFFD}PNG"
          case .svg: "<?xml"
          case .pdf: "%PDF-"
          case .html: "<!doctype html>"
          case .text: " How well"
          case .kitty: "\u{1B}_Ga=T,f=100,q=2,m="
          case .sixel: "\u{1B}P"
          }
        #expect(String(decoding: bytes.prefix(40), as: UTF8.self).hasPrefix(start))
        #expect(bytes.count > 500)
      }
    }
  }

  @Test(arguments: [ChartFormat.png, .svg, .text, .html])
  func `the same chart gives the same bytes, in a process that drew others before`(format: ChartFormat) throws
  {
    let chart = Chart(Samples.kind("clusters", .usual), style: small.with(size: nil))
    let first = try GnuplotSession().draw(chart, format)
    for kind in ["pairs", "roc", "bar"] { _ = try session.draw(Chart(Samples.kind(kind, .usual)), format) }
    _ = try session.draw(Chart(Samples.kind("hist", .usual), style: ChartStyle(logarithmicX: true)), format)
    let second = try session.draw(chart, format)
    let difference = zip(lines(first), lines(second)).first { $0 != $1 }
    #expect(difference == nil)
    let isSame = first.bytes == second.bytes && first.script == second.script
    #expect(isSame)
  }

  private func lines(_ picture: Picture) -> [Substring] {
    picture.format == .png ? [] : String(decoding: picture.bytes, as: UTF8.self).split(separator: "\n")
  }

  @Test func `many charts come in their order, whatever the workers`() throws {
    let charts = ["bar", "hist", "roc", "line", "box", "heatmap"].map {
      (chart: Chart(Samples.kind($0, .usual), style: small), format: ChartFormat.svg)
    }
    let one = try GnuplotSession().drawAll(charts, workers: Workers(count: 1))
    let three = try GnuplotSession().drawAll(charts, workers: Workers(count: 3))
    let isSame = one.map(\.bytes) == three.map(\.bytes)
    #expect(isSame)
    #expect(Set(one.map(\.bytes)).count == charts.count)
  }

  @Test func `a hundred thousand points are drawn as what lies where`() throws {
    var numbers = Samples.Numbers(9)
    let x = (0..<100_000).map { _ in numbers.normal() }
    let chart = Chart(ScatterChart(x: Measure("x", x), y: Measure("y", x.map { $0 + numbers.normal() })))
    #expect(chart.script().utf8.count < 1_000_000)
    #expect(try PNG(session.draw(chart, .png).bytes).width == 2400)
  }

  @Test func `axes can be logarithmic, and say what cannot be shown`() throws {
    let x = Measure("x", [0, -1, 1, 10, 1000, 1e6])
    let chart = Chart(
      ScatterChart(x: x, y: x), style: ChartStyle(logarithmicX: true, logarithmicY: true))
    let drawn = String(decoding: try session.draw(chart, .svg).bytes, as: UTF8.self)
    #expect(drawn.contains("2 rows at or below zero not shown"))
  }

  @Test func `small multiples share their axes`() throws {
    let parts = (1...5).map { number in
      (
        name: "group \(number)",
        kind: HistogramChart(Measure("x", (0..<50).map { Double($0 * number) })) as any ChartKind
      )
    }
    let chart = Chart(SmallMultiples(by: "group", parts), style: small)
    #expect(try PNG(session.draw(chart, .png).bytes).colours > 5)
    let ranges = chart.script().split(separator: "\n").filter { $0.hasPrefix("set xrange") }
    #expect(ranges.count == 5 && Set(ranges).count == 1)
  }

  @Test func `characters that no font has leave the rest as it is`() throws {
    let bars = BarChart(
      category: "name", names: ["\u{10380}", "漢字", "🎃"], measure: Measure("films", [3, 2, 1]))
    let style = ChartStyle(title: "a \u{1B} \u{10380}", size: ChartStyle.Size(width: 400, height: 300))
    let picture = try session.draw(Chart(bars, style: style), .png)
    // A glyph as large as the page would leave little but its own two colours, and the same file as without
    // bars.
    #expect(try PNG(picture.bytes).colours > 8)
    #expect(picture.script.contains("\u{10380}"))
  }

  @Test func `a terminal like kitty gets a PNG in pieces that it takes`() throws {
    let bytes = try session.draw(Chart(Samples.kind("roc", .usual), style: small), .kitty).bytes
    let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1B}\\")
    #expect(parts.count > 2 && parts.last == "\n")
    var payload = ""
    for (place, part) in parts.dropLast().enumerated() {
      let fields = part.split(separator: ";", maxSplits: 1)
      let isLast = place == parts.count - 2
      try #require(fields.count == 2)
      #expect(fields[0] == "\u{1B}_G\(place == 0 ? "a=T,f=100,q=2," : "")m=\(isLast ? 0 : 1)")
      #expect(fields[1].count <= 4096 && (isLast || fields[1].count % 4 == 0))
      payload += fields[1]
    }
    let image = try PNG([UInt8](try #require(Data(base64Encoded: payload))))
    #expect(image.width == 320 && image.height == 240 && image.colours > 5)
  }

  @Test func `a picture for sixels has the size that was asked for and an end`() throws {
    let bytes = try session.draw(Chart(Samples.kind("roc", .usual), style: small), .sixel).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}Pq\"1;1;320;240") && text.contains("\u{1B}\\"))
  }

  @Test func `an SVG can stand within a page, and tells its marks`() throws {
    let picture = try session.draw(Chart(Samples.kind("bar", .usual), style: small), .svg)
    let markup = try #require(picture.markup)
    #expect(markup.hasPrefix("<svg") && markup.contains("<title>popularity: 586</title>"))
    #expect(try session.draw(Chart(Samples.kind("bar", .usual), style: small), .pdf).markup == nil)
    let parser = XMLDocumentCheck(picture.bytes)
    #expect(parser.isWellFormed)
    let hostile = try session.draw(Chart(Samples.kind("bar", .hostile), style: small), .svg)
    #expect(XMLDocumentCheck(hostile.bytes).isWellFormed)
  }

  @Test func `a size that nobody could see is refused`() {
    for size in [ChartStyle.Size(width: 10, height: 800), ChartStyle.Size(width: 1200, height: 1_000_000)] {
      let error = #expect(throws: ChartError.self) {
        try session.draw(Chart(Samples.kind("bar", .usual), style: ChartStyle(size: size)), .png)
      }
      #expect(error?.code == .unusableSize)
    }
  }
}

/// Whether every element is closed and every sign of XML in a text is escaped: as much as gnuplot writes.
private struct XMLDocumentCheck {
  let isWellFormed: Bool

  init(_ bytes: [UInt8]) {
    var open: [Substring] = []
    var isGood = true
    let text = String(decoding: bytes, as: UTF8.self)
    for piece in text.split(separator: "<").dropFirst() {
      let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].prefix { $0.isLetter || $0.isNumber || "/?!-".contains($0) }
      if name.hasPrefix("?") || name.hasPrefix("!") { continue }
      if name.hasPrefix("/") {
        isGood = isGood && open.popLast() == name.dropFirst()
      } else if !parts[0].hasSuffix("/") {
        open.append(name)
      }
      let references = piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
      isGood = isGood && references.allSatisfy { $0.prefix(7).contains(";") }
      isGood =
        isGood && piece.unicodeScalars.allSatisfy { $0.value >= 0x20 || "\n\t".unicodeScalars.contains($0) }
    }
    isWellFormed = isGood && open.isEmpty
  }
}

extension ChartStyle {
  fileprivate func with(size: Size?) -> ChartStyle {
    var style = self
    style.size = size
    return style
  }
}
