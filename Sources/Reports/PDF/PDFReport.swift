import Tables

/// A report on pages of A4, with a table of contents, bookmarks and the numbers of the pages.
package enum PDFReport {
  /// The same report gives the same bytes, as long as the fonts of the system are the same.
  package static func bytes(of report: Report) throws(ReportError) -> [UInt8] {
    let press = try Press()
    let composition = composed(report, press)
    let pages = PageBreaking.pages(composition.strips, pageHeight: PageDesign.textHeight)
    var document = try Document(press, composition, pages, title: report.title)
    return try document.bytes()
  }

  static func composed(_ report: Report, _ press: Press) -> Composition {
    var front = Composer(press)
    front.composeTitle(report.title)
    var body = Composer(press)
    for (index, block) in report.blocks.enumerated() {
      if index == 0, case .prose(let markdown) = block {
        body.compose(withoutTitle(readProse(markdown), report.title), x: 0)
      } else {
        body.compose(block)
      }
    }
    if !report.appendix.isEmpty {
      body.composeHeading(1, StyledText("Appendix"), x: 0)
      for section in report.appendix { body.compose(section) }
    }
    body.composeNotices(report.notices)

    var whole = front.composition
    whole.append(body.composition)
    let pages = PageBreaking.pages(whole.strips, pageHeight: PageDesign.textHeight)
    let headings = body.composition.headings
    guard pages.count > 1, headings.count > 1 else { return whole }
    front.composeContents(headings)
    front.composition.append(body.composition)
    return front.composition
  }

  /// The title stands above all anyway, though a notebook begin with it.
  private static func withoutTitle(_ blocks: [ProseBlock], _ title: String) -> [ProseBlock] {
    guard case .heading(1, let spans) = blocks.first, plain(spans) == title else { return blocks }
    return Array(blocks.dropFirst())
  }

  private static func plain(_ spans: [ProseSpan]) -> String {
    spans.map { span in
      switch span {
      case .text(let text), .code(let text): text
      case .emphasis(let spans), .strong(let spans), .link(let spans, to: _): plain(spans)
      case .lineBreak: " "
      }
    }.joined()
  }
}
