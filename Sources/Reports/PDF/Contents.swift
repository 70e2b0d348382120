extension Composer {
  /// The table of contents, with room for the numbers of the pages, which are not known yet.
  mutating func composeContents(_ headings: [Heading]) {
    let label = press.set(StyledText("Contents"), Typeface(.sans, 9, isBold: true))
    composition.add(label, leading: 16, color: Ink.quiet, isBoundToNext: true)
    composition.leaveGap(3)
    let top = headings.map(\.level).min() ?? 1
    let first = composition.strips.count
    for (index, heading) in headings.enumerated() where heading.level <= top + 2 {
      composeEntry(index, heading, depth: heading.level - top)
    }
    composition.bindEnds(of: first..<composition.strips.count)
    composition.leaveGap(30)
  }

  private mutating func composeEntry(_ index: Int, _ heading: Heading, depth: Int) {
    let leading = depth == 0 ? 17.0 : 14.5
    let x = Double(depth) * 14
    let typeface = Typeface(.sans, depth == 0 ? 9.6 : 9)
    let set = press.set(
      StyledText(heading.title), typeface, width: PageDesign.proseWidth - x - 40, lineLimit: 1)
    guard let line = set.lines.first else { return }
    let height = max(leading, line.height)
    let baseline = (height - line.height) / 2 + line.ascent
    let box = Box(x: 0, y: 0, width: PageDesign.proseWidth, height: height)
    composition.add(
      height: height,
      [
        .line(set, 0, x: x, baseline: baseline, scale: 1, color: depth == 0 ? Ink.text : Ink.quiet),
        .reference(heading: index, box, baseline: baseline),
      ])
  }
}
