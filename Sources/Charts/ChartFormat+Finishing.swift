import Drawing
import Parallel
import Tables

extension ChartFormat {
  /// What gnuplot drew, as the format is to be.
  func finish(
    _ bytes: [UInt8], _ page: Page, _ chart: Chart, _ table: DrawingTable, _ cancellation: Cancellation
  ) throws -> [UInt8] {
    func png() throws -> [UInt8] {
      try VectorGraphic(bytes).png(dots: dots, with: table.lettering(), cancellation: cancellation)
    }
    return switch self {
    case .sixel: bytes
    case .svg: Array(VectorPicture(bytes, page, name: chart.heading).svg.utf8)
    case .html: Array(VectorPicture(bytes, page, name: chart.heading).html(Theme(chart.style.theme)).utf8)
    case .text: ChartFormat.trimmed(bytes)
    case .png: try png()
    case .kitty: KittyGraphics.show(png: try png())
    case .pdf:
      // A point of the screen is three quarters of one of the printer.
      try VectorGraphic(bytes).pdf(
        title: chart.heading, scale: 0.75, with: table.lettering(), cancellation: cancellation)
    }
  }

  /// Without the page break before and the spaces behind.
  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.filter { $0 != 0x0C }.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    )
    .map { line in
      var line = line
      while line.last == UInt8(ascii: " ") { line.removeLast() }
      return line
    }
    while lines.first?.isEmpty ?? false { lines.removeFirst() }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
  }
}

extension Chart {
  /// The title in one line, for the window of a browser.
  var heading: String { oneLine(style.title ?? kind.drawing(on: Sheet(style, .svg)).drawing.title) }
}

/// The escape sequences by which a terminal like kitty shows a PNG where the cursor stands.
enum KittyGraphics {
  static func show(png: [UInt8]) -> [UInt8] {
    let encoded = base64(png)
    let size = 4096
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: encoded.count, by: size) {
      let end = min(encoded.count, start + size)
      let more = end < encoded.count ? 1 : 0
      bytes += "\u{1B}_G\(start == 0 ? "a=T,f=100,q=2," : "")m=\(more);".utf8
      bytes += encoded[start..<end]
      bytes += "\u{1B}\\".utf8
    }
    return bytes + [UInt8(ascii: "\n")]
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for place in 0..<3 { group = group << 8 | (place < count ? UInt32(bytes[start + place]) : 0) }
      for place in 0..<4 {
        let letter = letters[Int(group >> (18 - 6 * UInt32(place)) & 63)]
        encoded.append(place <= count ? letter : UInt8(ascii: "="))
      }
    }
    return encoded
  }
}
