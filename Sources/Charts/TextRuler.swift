import Tables

/// How much room text takes on a page, as near as one can know without the font.
struct TextRuler: Sendable {
  /// The width and height of a character where all are alike, as in a picture made of text.
  let cell: (width: Double, height: Double)?

  func width(_ text: String, _ size: Double, bold: Bool = false) -> Double {
    if let cell { return Double(DisplayWidth.of(text)) * cell.width }
    var thousandths = 0
    for scalar in text.unicodeScalars {
      if scalar.value >= 0x20, scalar.value < 0x7F {
        thousandths += Int(TextRuler.widths[Int(scalar.value) - 0x20])
      } else {
        thousandths += [0, 620, 1040][min(2, DisplayWidth.of(scalar))]
      }
    }
    // Bold letters are a little wider; so are those of the fonts that stand in for Liberation Sans.
    return Double(thousandths) / 1000 * size * (bold ? 1.08 : 1.02)
  }

  func widest(_ texts: [String], _ size: Double) -> Double {
    texts.reduce(0) { max($0, width($1, size)) }
  }

  func lineHeight(_ size: Double) -> Double { cell?.height ?? (size * 1.32).rounded() }

  /// The text, or as much of its beginning as leaves room for the ellipsis.
  func truncate(_ text: String, _ size: Double, to room: Double, bold: Bool = false) -> String {
    if width(text, size, bold: bold) <= room { return text }
    var kept = ""
    for character in text {
      if width(kept + String(character) + "…", size, bold: bold) > room { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// Lines no wider than the room, broken between words, or within one that is too long. What does not fit
  /// into so many lines is left off, with an ellipsis.
  func wrap(_ text: String, _ size: Double, to room: Double, lines limit: Int, bold: Bool = false) -> [String]
  {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        let longer = line.isEmpty ? String(word) : line + " " + word
        if width(longer, size, bold: bold) <= room {
          line = longer
          continue
        }
        if !line.isEmpty { lines.append(line) }
        line = String(word)
        while width(line, size, bold: bold) > room, line.count > 1 {
          let head = longestPrefix(line, size, room, bold)
          lines.append(head)
          line = String(line.dropFirst(head.count))
          if lines.count > limit { break }
        }
        if lines.count > limit { break }
      }
      lines.append(line)
      if lines.count > limit { break }
    }
    guard lines.count > limit, limit > 0 else { return lines }
    let last = lines[limit - 1]
    let shortened = truncate(last, size, to: room - width("…", size, bold: bold), bold: bold)
    return lines[..<(limit - 1)] + [shortened.hasSuffix("…") ? shortened : shortened + "…"]
  }

  private func longestPrefix(_ text: String, _ size: Double, _ room: Double, _ bold: Bool) -> String {
    var kept = ""
    for character in text {
      if !kept.isEmpty, width(kept + String(character), size, bold: bold) > room { break }
      kept.append(character)
    }
    return kept
  }

  /// Thousandths of the size for the letters from the space on, as in Helvetica and what is made to fit it.
  private static let widths: [UInt16] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}
