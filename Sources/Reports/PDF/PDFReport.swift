import Synchronization
import Tables

/// A report on pages of A4, with a table of contents, bookmarks and the numbers of the pages.
package enum PDFReport {
  /// The same report gives the same bytes, as long as the fonts of the system are the same.
  package static func bytes(of report: Report) throws(ReportError) -> [UInt8] {
    try oneAtATime.withLock { _ throws(ReportError) in try printed(report) }
  }

  /// Cairo keeps one face of a font for all threads, and does not guard all that it does with it.
  private static let oneAtATime = Mutex(())

  private static func printed(_ report: Report) throws(ReportError) -> [UInt8] {
    let press = try Press()
    let title = report.title.isEmpty ? "Report" : report.title
    let report = Report(
      title: title, blocks: report.blocks, appendix: report.appendix, notices: report.notices)
    let composition = composed(report, press)
    let pages = PageBreaking.pages(composition.strips, pageHeight: PageDesign.textHeight)
    var document = try Document(press, composition, pages, title: title)
    return try document.bytes()
  }

  static func composed(_ report: Report, _ press: Press) -> Composition {
    let outline = ReportOutline(report)
    var places: [String: Int] = [:]
    for (index, heading) in outline.headings.enumerated() { places[heading.place] = index }
    var body = Composer(press, places: places)
    for (index, part) in outline.parts.enumerated() {
      switch part {
      case .prose(let parts):
        for part in parts { body.compose(part) }
        body.composition.keepWithHeading(ifAtMost: 4)
      case .other(let block):
        body.compose(block)
        if case .code = block, showsOutput(outline.parts.dropFirst(index + 1).first) {
          body.composition.bindNext()
        }
      }
    }
    for (section, heading) in zip(report.appendix, outline.appendixHeadings) {
      body.compose(section, heading)
    }
    body.composeNotices(report.notices)

    var front = Composer(press)
    front.composeTitle(report.title)
    var whole = front.composition
    whole.append(body.composition)
    let pages = PageBreaking.pages(whole.strips, pageHeight: PageDesign.textHeight)
    guard pages.count > 1, outline.headings.count > 1 else { return whole }
    front.composeContents(outline.headings)
    front.composition.append(body.composition)
    return front.composition
  }

  /// What a statement brought out stands on the page of its last line.
  private static func showsOutput(_ part: ReportOutline.Part?) -> Bool {
    switch part {
    case .other(.table), .other(.text), .other(.picture), .other(.remark): true
    default: false
    }
  }
}
