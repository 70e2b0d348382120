import Tables

/// An SVG of gnuplot made fit for other people's screens: with fonts that are there, words at each mark when
/// one points at it, and nothing that gnuplot says of itself.
struct VectorPicture {
  let svg: String
  private let name: String

  /// Fonts of the same measure, wherever the picture is looked at.
  private static let fonts = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif"

  init(_ bytes: [UInt8], _ page: Page, name: String) {
    self.name = name
    var lines: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines.append(VectorPicture.mended(line, name: name))
    }
    VectorPicture.dropFirstGroup(&lines)
    let end = lines.lastIndex { $0 == "</svg>" } ?? lines.count
    lines.insert(contentsOf: VectorPicture.marks(page.marks), at: end)
    svg = lines.joined(separator: "\n")
  }

  /// gnuplot begins with an empty group in the colour in which it ended the picture before.
  private static func dropFirstGroup(_ lines: inout [String]) {
    guard let start = lines.firstIndex(where: { $0.hasPrefix("<g fill=") }),
      let end = lines[start...].dropFirst().firstIndex(where: { !$0.isEmpty }), lines[end] == "</g>"
    else { return }
    lines.removeSubrange(start...end)
  }

  /// Text of the data stands in lines of its own, which stay as they are.
  private static func mended(_ line: Substring, name: String) -> String {
    if line.hasPrefix("<title>Gnuplot</title>") { return "<title>\(escaped(name))</title>" }
    if line.hasPrefix("<desc>Produced by GNUPLOT") { return "" }
    if line.hasPrefix("\t<g id=\"gnuplot_plot_") {
      return "\t<g>"
    }
    guard line.hasPrefix("\t<g transform="), line.contains("font-family=") else { return String(line) }
    return String(line)
      .replacingFirst(
        "font-family=\"\(ChartFormat.font):Bold\"", with: "font-family=\"\(fonts)\" font-weight=\"bold\""
      )
      .replacingFirst("font-family=\"\(ChartFormat.font)\"", with: "font-family=\"\(fonts)\"")
  }

  /// Unseen rectangles above the marks, each with its words.
  private static func marks(_ marks: [Page.Mark]) -> [String] {
    guard !marks.isEmpty else { return [] }
    return ["<g fill=\"#000\" fill-opacity=\"0\" stroke=\"none\">"]
      + marks.map { mark in
        let (x, y) = (GnuplotText.short(mark.area.left), GnuplotText.short(mark.area.top))
        let (width, height) = (
          GnuplotText.short(mark.area.width), GnuplotText.short(max(1, mark.area.height))
        )
        return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\">"
          + "<title>\(escaped(mark.words))</title></rect>"
      } + ["</g>"]
  }

  /// A page of its own that asks nothing of anybody: no script, no font, no picture from elsewhere.
  func html(_ theme: Theme) -> String {
    let start = svg.range(of: "<svg") ?? svg.startIndex
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(VectorPicture.escaped(name))</title>
      <style>
      body { margin: 0; background: \(theme.ground.text()); }
      svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
      rect:hover { fill-opacity: 0.12; }
      </style>
      </head>
      <body>
      \(svg[start...])
      </body>
      </html>

      """
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in DisplayText.clean(oneLine(text)).unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}

extension String {
  /// Where a part begins.
  func range(of part: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start }
      start = index(after: start)
    }
    return nil
  }
}
