import Tables

/// Sets the blocks of a report, one after the other.
struct Composer {
  let press: Press
  var composition = Composition()
  /// Of a list, until the first line of its item is set.
  var marker: (text: SetText, x: Double)?

  /// The numbers of the headings, by what links within the report name them by.
  let places: [String: Int]

  init(_ press: Press, places: [String: Int] = [:]) {
    self.press = press
    self.places = places
  }

  mutating func compose(_ part: ReportOutline.ProsePart) {
    switch part {
    case .heading(let heading, let spans):
      composeHeading(heading.level, styled(spans), heading: heading, x: 0)
    case .block(let block): compose([block], x: 0)
    }
  }

  mutating func compose(_ block: Report.Block) {
    switch block {
    case .prose(let markdown): compose(readProse(markdown), x: 0)
    case .code(let pieces): composeCode(CodeLines.of(pieces), x: 0)
    case .table(let table, let rowLimit): composeTable(table, rowLimit: rowLimit ?? ReportTable.mostRows)
    case .text(let text): composeOutput(text)
    case .picture(let picture): compose(picture)
    case .remark(let remark): compose(remark)
    }
  }

  mutating func compose(_ section: Report.Section, _ heading: ProseHeading) {
    composeHeading(heading.level, StyledText(section.title), heading: heading, x: 0)
    composeTable(section.table, rowLimit: ReportTable.mostRows)
  }

  /// Headings within lists and quotations have no place in the contents.
  mutating func composeHeading(_ level: Int, _ text: StyledText, heading: ProseHeading? = nil, x: Double) {
    let design = PageDesign.heading(level)
    composition.leaveGap(design.gap)
    if let heading { composition.place(heading) }
    let set = press.set(text.pieces()[0], design.typeface, width: PageDesign.textWidth - x, lineLimit: 6)
    let first = composition.strips.count
    composition.add(set, x: x, leading: design.leading, isBoundToNext: true)
    composition.bind(first..<composition.strips.count)
    composition.leaveGap(6)
  }

  mutating func composeTitle(_ title: String) {
    let text = StyledText(title).pieces()[0]
    let set = press.set(text, Typeface(.sans, 23, isBold: true), width: PageDesign.textWidth, lineLimit: 6)
    composition.add(set, leading: 29, isBoundToNext: true)
    composition.leaveGap(10)
    composition.add(
      height: 2, [.fill(Box(x: 0, y: 0, width: 48, height: 2), Ink.accent)], isBoundToNext: true)
    composition.leaveGap(20)
  }

  mutating func composeNotices(_ notices: [String]) {
    guard !notices.isEmpty else { return }
    composition.leaveGap(26)
    composition.add(
      height: 0.5, [.fill(Box(x: 0, y: 0, width: PageDesign.textWidth, height: 0.5), Ink.rule)],
      isBoundToNext: true)
    for notice in notices {
      composition.leaveGap(7)
      for piece in StyledText(notice).pieces() {
        let set = press.set(piece, PageDesign.small, width: PageDesign.proseWidth)
        composition.add(set, leading: PageDesign.smallLeading, color: Ink.quiet)
      }
    }
  }
}

extension Composer {
  private mutating func compose(_ picture: ReportPicture) {
    composition.leaveGap(PageDesign.blockGap)
    let caption = picture.caption.isEmpty ? picture.path : picture.caption
    guard let read = PrintedPicture(picture) else {
      return composeAbsence(of: picture, caption: caption)
    }
    let set = press.set(StyledText(caption), PageDesign.small, width: PageDesign.textWidth, lineLimit: 4)
    let captionHeight = set.lines.reduce(6) { $0 + max($1.height, PageDesign.smallLeading) }
    // A heading shall find room above.
    let size = PictureSize(
      pixelWidth: read.width, pixelHeight: read.height, maxWidth: PageDesign.pictureWidth,
      maxHeight: PageDesign.textHeight - captionHeight - 60)
    let box = Box(x: 0, y: 0, width: size.width, height: size.height)
    composition.add(
      height: size.height, leastHeight: 0.7 * size.height, [.picture(read, box)], isBoundToNext: true)
    composition.leaveGap(6)
    let first = composition.strips.count
    composition.add(set, leading: PageDesign.smallLeading, color: Ink.quiet)
    composition.bind(first..<composition.strips.count - 1)
    composition.leaveGap(PageDesign.blockGap)
  }

  private mutating func composeAbsence(of picture: ReportPicture, caption: String) {
    composition.open(Ground(color: Ink.ground))
    var text = StyledText(caption, StyledText.Style(isBold: true))
    text.append("  This picture is damaged and cannot be printed: ")
    text.append(picture.path, StyledText.Style(isMono: true))
    let set = press.set(
      text, PageDesign.small, width: PageDesign.textWidth - 2 * PageDesign.padding, lineLimit: 6)
    composition.add(set, x: PageDesign.padding, leading: PageDesign.smallLeading, color: Ink.quiet)
    composition.closeGround()
    composition.leaveGap(PageDesign.blockGap)
  }

  private mutating func compose(_ remark: Report.Remark) {
    composition.leaveGap(PageDesign.blockGap)
    let color = remark.weight.color
    composition.open(Ground(color: remark.weight.ground, bar: color))
    let word = press.set(StyledText(remark.weight.word), Typeface(.sans, 8.6, isBold: true))
    let inset = PageDesign.padding + 4
    composition.add(word, x: inset, leading: 14, color: color, isBoundToNext: true)
    composeFixedPitch(remark.text, x: inset, color: Ink.text)
    composition.closeGround()
    composition.leaveGap(PageDesign.blockGap)
  }
}

extension Report.Remark.Weight {
  fileprivate var word: String {
    switch self {
    case .note: "Note"
    case .warning: "Warning"
    case .failure: "Failure"
    }
  }

  fileprivate var color: UInt32 {
    switch self {
    case .note: 0x2F5FA8
    case .warning: 0xA86400
    case .failure: 0xB3261E
    }
  }

  fileprivate var ground: UInt32 {
    switch self {
    case .note: 0xF2F6FC
    case .warning: 0xFDF6E9
    case .failure: 0xFCF0EF
    }
  }
}

/// How large a picture is printed: at most at 150 dots an inch, and within the page.
package struct PictureSize {
  package let width: Double
  package let height: Double

  package init(pixelWidth: Double, pixelHeight: Double, maxWidth: Double, maxHeight: Double) {
    let scale = min(72.0 / 150, maxWidth / pixelWidth, maxHeight / pixelHeight)
    width = pixelWidth * scale
    height = pixelHeight * scale
  }
}
