extension Composer {
  mutating func compose(_ blocks: [ProseBlock], x: Double, isTight: Bool = false, color: UInt32 = Ink.text) {
    for block in blocks {
      switch block {
      case .heading(let level, let spans):
        composeHeading(level, styled(spans), x: x)
      case .paragraph(let spans):
        composition.leaveGap(isTight ? 2 : PageDesign.paragraphGap)
        composeParagraph(styled(spans), x: x, color: color)
        composition.leaveGap(isTight ? 2 : PageDesign.paragraphGap)
      case .list(let isNumbered, let start, let isTight, let items):
        composeList(items, first: isNumbered ? start : nil, isTight: isTight, x: x, color: color)
      case .quote(let blocks):
        composition.leaveGap(PageDesign.paragraphGap)
        composition.open(
          Ground(box: (x, PageDesign.proseWidth - x), bar: Ink.rule, padding: 1))
        compose(blocks, x: x + 14, color: Ink.quiet)
        composition.closeGround()
        composition.leaveGap(PageDesign.paragraphGap)
      case .code(let text):
        composeCode(CodeLines.of([CodePiece(.plain, text)]), x: x)
      case .rule:
        composition.leaveGap(18)
        composition.add(height: 0.6, [.fill(Box(x: x, y: 0, width: 72, height: 0.6), Ink.faint)])
        composition.leaveGap(18)
      }
    }
  }

  private mutating func composeParagraph(_ text: StyledText, x: Double, color: UInt32) {
    for piece in text.pieces() {
      let set = press.set(piece, PageDesign.body, width: max(PageDesign.proseWidth - x, 120))
      composition.add(set, x: x, leading: PageDesign.bodyLeading, color: color, marker: marker)
      marker = nil
    }
  }

  private mutating func composeList(
    _ items: [[ProseBlock]], first: Int?, isTight: Bool, x: Double, color: UInt32
  ) {
    composition.leaveGap(PageDesign.paragraphGap)
    let words = items.indices.map { index in first.map { "\($0 + index)." } ?? "•" }
    let markers = words.map { press.set(StyledText($0), PageDesign.body) }
    let widest = markers.reduce(0) { max($0, $1.width) }
    // However deep a list stands, something of the line is left to it.
    let inset = min(x + max(widest + 7, 15), 300)
    for (item, text) in zip(items, markers) {
      composition.leaveGap(isTight ? 2 : PageDesign.paragraphGap)
      marker = (text, first == nil ? x + 3 : inset - 7 - text.width)
      if item.isEmpty { composeParagraph(StyledText(" "), x: inset, color: color) }
      compose(item, x: inset, isTight: isTight, color: color)
      marker = nil
    }
    composition.leaveGap(PageDesign.paragraphGap)
  }

  func styled(_ spans: [ProseSpan]) -> StyledText {
    var text = StyledText()
    append(spans, StyledText.Style(), to: &text)
    return text
  }

  private func append(_ spans: [ProseSpan], _ style: StyledText.Style, to text: inout StyledText) {
    for span in spans {
      var inner = style
      switch span {
      case .text(let plain):
        // A paragraph is filled anew, wherever its source broke lines.
        text.append(String(plain.map { $0.isNewline || $0 == "\t" ? " " : $0 }), style)
      case .code(let code):
        inner.isMono = true
        text.append(code, inner)
      case .emphasis(let spans):
        inner.isItalic = true
        append(spans, inner, to: &text)
      case .strong(let spans):
        inner.isBold = true
        append(spans, inner, to: &text)
      case .link(let spans, let address):
        let heading = address.first == "#" ? places[String(address.dropFirst())] : nil
        if let target = heading.map(LinkTarget.ofHeading) ?? LinkTarget.ofAddress(address) {
          inner.link = target
          inner.color = Ink.accent
        }
        append(spans, inner, to: &text)
      case .lineBreak:
        text.breakLine()
      }
    }
  }
}

/// The attributes of Cairo for where a link leads.
enum LinkTarget {
  /// Nil for what leads nowhere outside of the place the report was made in.
  static func ofAddress(_ address: String) -> String? {
    let lower = address.lowercased()
    guard ["http://", "https://", "mailto:"].contains(where: { lower.hasPrefix($0) }) else { return nil }
    var escaped = ""
    for byte in address.utf8 {
      switch byte {
      case 0x21...0x7E where byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return "uri='\(escaped)'"
  }

  static func ofHeading(_ heading: Int) -> String { "dest='h\(heading)'" }
}
