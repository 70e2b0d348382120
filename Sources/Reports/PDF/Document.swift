import Drawing
import PangoCairo
import Tables

/// Prints what was dealt to pages.
struct Document {
  private let press: Press
  private let composition: Composition
  private let pages: [[PlacedStrip]]
  private let title: String
  private let pdf: OpaquePointer
  private let pagesOfStrips: [Int]
  /// What is drawn on the present page.
  private var canvas: OpaquePointer? { hq_pdf_canvas(pdf) }

  init(_ press: Press, _ composition: Composition, _ pages: [[PlacedStrip]], title: String)
    throws(ReportError)
  {
    self.press = press
    self.composition = composition
    // A report without anything has a page to say so.
    self.pages = pages.isEmpty ? [[]] : pages
    self.title = title
    var pagesOfStrips = [Int](repeating: 0, count: composition.strips.count)
    // Of a header that is repeated, the first page counts.
    for (page, strips) in pages.enumerated().reversed() {
      for placed in strips { pagesOfStrips[placed.strip] = page }
    }
    self.pagesOfStrips = pagesOfStrips
    let name = DisplayText.clean(title)
    guard let pdf = hq_pdf_make(PageDesign.width, PageDesign.height, name) else {
      throw ReportError(.memory, "there is no memory for a PDF")
    }
    self.pdf = pdf
  }

  mutating func bytes() throws(ReportError) -> [UInt8] {
    // SAFETY: nobody has the document but this, and it is not used again.
    defer { hq_pdf_free(pdf) }
    for page in pages.indices {
      printGrounds(pages[page])
      for placed in pages[page] {
        for mark in composition.marks[placed.strip] {
          try imprint(
            mark, PageDesign.top + placed.top, scale: placed.height / composition.strips[placed.strip].height)
        }
      }
      namePlaces(page)
      printFooter(page)
      hq_pdf_end_page(pdf)
    }
    addBookmarks()
    do { return try FinishedPDF.bytes(of: pdf) } catch { throw ReportError(.failed, error.message) }
  }
}

extension Document {
  /// Only pictures are ever printed smaller than they were set.
  private func imprint(_ mark: Mark, _ top: Double, scale pictureScale: Double) throws(ReportError) {
    let left = PageDesign.side
    switch mark {
    case .line(let text, let line, let x, let baseline, let scale, let color):
      hq_canvas_show_line(canvas, text.layout, Int32(line), left + x, top + baseline, scale, color, 1)
    case .fill(let box, let color):
      hq_pdf_fill(pdf, left + box.x, top + box.y, box.width, box.height, 0, color)
    case .picture(let picture, let box):
      let size = (width: box.width * pictureScale, height: box.height * pictureScale)
      switch picture {
      case .dots(let dots):
        hq_pdf_show_picture(pdf, dots.surface, left + box.x, top + box.y, size.width, size.height)
      case .drawing(let drawing): try imprint(drawing, left + box.x, top + box.y, size.width / drawing.width)
      }
    case .link(let target, let box):
      hq_pdf_link(pdf, target, left + box.x, top + box.y, box.width, box.height)
    case .reference(let heading, let box, let baseline):
      let page = pagesOfStrips[composition.headings[heading].strip] + 1
      let style = StyledText.Style(isNumber: true)
      let number = press.set(StyledText(String(page), style), Typeface(.sans, 9))
      let x = left + box.x + box.width - number.width
      hq_canvas_show_line(canvas, number.layout, 0, x, top + baseline, 1, Ink.quiet, 1)
      hq_pdf_link(
        pdf, LinkTarget.ofHeading(heading), left + box.x, top + box.y, box.width, box.height)
    }
  }

  private func imprint(_ drawing: VectorGraphic, _ x: Double, _ y: Double, _ scale: Double)
    throws(ReportError)
  {
    guard let canvas else { return }
    do {
      let lettering = try press.lettering()
      try Canvas(canvas).within(x: x, y: y, scale: (scale, scale)) {
        try drawing.draw(on: Canvas(canvas), with: lettering)
      }
    } catch {
      let reason = (error as? DrawingError)?.message ?? "it is damaged"
      throw ReportError(.failed, "a picture cannot be printed: \(reason)")
    }
  }

  /// A ground is one piece below all of its strips, so that no seam shows between them.
  private func printGrounds(_ page: [PlacedStrip]) {
    let deepest = page.reduce(0) { max($0, composition.groundsOfStrips[$1.strip].count) }
    for depth in 0..<deepest {
      var start = 0
      while start < page.count {
        let ground = ground(of: page[start], depth: depth)
        var end = start + 1
        while end < page.count, self.ground(of: page[end], depth: depth) == ground { end += 1 }
        if let ground { printGround(composition.grounds[ground], page[start], page[end - 1]) }
        start = end
      }
    }
  }

  private func ground(of placed: PlacedStrip, depth: Int) -> Int? {
    let grounds = composition.groundsOfStrips[placed.strip]
    return depth < grounds.count ? grounds[depth] : nil
  }

  private func printGround(_ ground: Ground, _ first: PlacedStrip, _ last: PlacedStrip) {
    let top = PageDesign.top + first.top - ground.padding
    let bottom = PageDesign.top + last.top + last.height + ground.padding
    let left = PageDesign.side + ground.box.x
    if let color = ground.color {
      hq_pdf_fill(pdf, left, top, ground.box.width, bottom - top, ground.bar == nil ? 3 : 0, color)
    }
    if let bar = ground.bar { hq_pdf_fill(pdf, left, top, 2.4, bottom - top, 0, bar) }
  }

  private func namePlaces(_ page: Int) {
    for (index, heading) in composition.headings.enumerated() {
      guard let placed = pages[page].first(where: { $0.strip == heading.strip }) else { continue }
      hq_pdf_name_place(pdf, "h\(index)", PageDesign.side, PageDesign.top + placed.top - 6)
    }
  }

  private func printFooter(_ page: Int) {
    let y = PageDesign.height - PageDesign.footer
    let number = press.set(
      StyledText("\(page + 1) / \(pages.count)", StyledText.Style(isNumber: true)), PageDesign.small)
    let right = PageDesign.width - PageDesign.side
    hq_canvas_show_line(canvas, number.layout, 0, right - number.width, y, 1, Ink.quiet, 1)
    let name = press.set(
      StyledText(title).pieces()[0], PageDesign.small, width: PageDesign.textWidth - 80, lineLimit: 1)
    hq_canvas_show_line(canvas, name.layout, 0, PageDesign.side, y, 1, Ink.quiet, 1)
  }

  private func addBookmarks() {
    // The bookmarks that the next one may stand below, the innermost last.
    var open: [(level: Int, number: Int32)] = []
    for (index, placed) in composition.headings.enumerated() {
      let heading = placed.heading
      while let last = open.last, last.level >= heading.level { open.removeLast() }
      let number = hq_pdf_add_bookmark(
        pdf, open.last?.number ?? 0, heading.text, LinkTarget.ofHeading(index), open.isEmpty ? 1 : 0)
      open.append((heading.level, number))
    }
  }
}
