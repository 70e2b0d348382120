import Tables

/// Code in its lines, without the empty ones at its ends.
enum CodeLines {
  static func of(_ pieces: [CodePiece]) -> [StyledText] {
    var lines = [StyledText()]
    for piece in pieces {
      var style = StyledText.Style(color: Ink.of(piece.kind))
      style.isBold = piece.kind == .verb
      style.isItalic = piece.kind == .comment
      for (index, part) in piece.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .enumerated()
      {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(FixedPitch.expanded(part), style)
      }
    }
    while let last = lines.last, last.isBlank { lines.removeLast() }
    while let first = lines.first, first.isBlank { lines.removeFirst() }
    return lines
  }
}

extension StyledText {
  fileprivate var isBlank: Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }
}

extension Composer {
  mutating func composeCode(_ lines: [StyledText], x: Double) {
    guard !lines.isEmpty else { return }
    composition.leaveGap(PageDesign.blockGap)
    composition.open(Ground(box: (x, PageDesign.textWidth - x), color: Ink.ground))
    let first = composition.strips.count
    let inset = PageDesign.padding + 2
    for line in lines {
      for piece in line.pieces(of: 2000) {
        let set = press.set(
          piece, PageDesign.code, width: PageDesign.textWidth - x - 2 * inset,
          hanging: 4 * 0.6 * PageDesign.code.size)
        composition.add(set, x: x + inset, leading: PageDesign.codeLeading, marker: marker)
        marker = nil
      }
    }
    composition.keepTogether(first..<composition.strips.count, ifAtMost: 10)
    composition.closeGround()
    composition.leaveGap(PageDesign.blockGap)
  }

  mutating func composeOutput(_ text: String) {
    composition.leaveGap(PageDesign.blockGap)
    composeFixedPitch(text, x: PageDesign.padding + 2, color: Ink.text)
    composition.leaveGap(PageDesign.blockGap)
  }

  /// Sets lines smaller where they are long, before it breaks them: what stands below one another belongs
  /// together.
  mutating func composeFixedPitch(_ text: String, x: Double, color: UInt32) {
    let lines = cleanLines(text)
    let design = PageDesign.output
    let columns = Int((PageDesign.textWidth - 2 * x) / (0.6 * design.size))
    let smallest = 0.74
    let most = Int(Double(columns) / smallest)
    let longest = lines.reduce(0) { max($0, DisplayWidth.of($1, limit: most)) }
    let scale = longest <= columns ? 1 : max(smallest, Double(columns) / Double(longest))
    let first = composition.strips.count
    for line in lines.lazy.flatMap({ FixedPitch.broken($0, columns: longest <= columns ? columns : most) }) {
      let set = press.set(StyledText(line), design)
      composition.add(set, x: x, leading: PageDesign.outputLeading * scale, scale: scale, color: color)
    }
    composition.keepTogether(first..<composition.strips.count, ifAtMost: 10)
  }
}

/// Lines of letters that are all of one width.
enum FixedPitch {
  /// With blanks for tabs.
  static func expanded(_ line: some StringProtocol) -> String {
    var line = String(line)
    if line.utf8.last == UInt8(ascii: "\r") { line.unicodeScalars.removeLast() }
    guard line.utf8.contains(UInt8(ascii: "\t")) else { return line }
    var expanded = ""
    var column = 0
    for character in line {
      if character == "\t" {
        let blanks = 8 - column % 8
        expanded += String(repeating: " ", count: blanks)
        column += blanks
      } else {
        expanded.append(character)
        column += DisplayWidth.of(character)
      }
    }
    return expanded
  }

  /// Cuts a line into lines of at most so many columns; what goes on is set in by two.
  static func broken(_ line: String, columns: Int) -> [String] {
    guard DisplayWidth.of(line, limit: columns) > columns else { return [line] }
    var lines: [String] = []
    var current = ""
    var width = 0
    for character in line {
      let taken = DisplayWidth.of(character)
      if width + taken > columns {
        lines.append(current)
        current = "  "
        width = 2
      }
      current.append(character)
      width += taken
    }
    return lines + [current]
  }
}
