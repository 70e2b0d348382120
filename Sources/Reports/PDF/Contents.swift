extension Composer {
  /// The table of contents, with room for the numbers of the pages, which are not known yet.
  mutating func composeContents(_ headings: [ProseHeading]) {
    let label = press.set(StyledText("Contents"), Typeface(.sans, 9, isBold: true))
    composition.add(label, leading: 16, color: Ink.quiet, isBoundToNext: true)
    composition.leaveGap(3)
    let first = composition.strips.count
    for (index, heading) in headings.enumerated() where heading.level <= 4 {
      composeEntry(index, heading, depth: heading.level - 2)
    }
    composition.bindEnds(of: first..<composition.strips.count)
    composition.leaveGap(30)
  }

  /// Dots that lead the eye to the number, on one grid in all entries.
  private func leader(from start: Double, baseline: Double) -> [Mark] {
    let step = 6.0
    let end = PageDesign.proseWidth - 26
    let first = (start / step).rounded(.up) * step
    return stride(from: first, to: end, by: step).map {
      .fill(Box(x: $0, y: baseline - 0.8, width: 0.8, height: 0.8), Ink.faint)
    }
  }

  private mutating func composeEntry(_ index: Int, _ heading: ProseHeading, depth: Int) {
    let leading = depth == 0 ? 17.0 : 14.5
    let x = Double(depth) * 14
    let typeface = Typeface(.sans, depth == 0 ? 9.6 : 9)
    let set = press.set(
      StyledText(heading.text).pieces()[0], typeface, width: PageDesign.proseWidth - x - 40, lineLimit: 1)
    guard let line = set.lines.first else { return }
    let height = max(leading, line.height)
    let baseline = (height - line.height) / 2 + line.ascent
    let box = Box(x: 0, y: 0, width: PageDesign.proseWidth, height: height)
    composition.add(
      height: height,
      [
        .line(set, 0, x: x, baseline: baseline, scale: 1, color: depth == 0 ? Ink.text : Ink.quiet),
        .reference(heading: index, box, baseline: baseline),
      ] + leader(from: x + line.width + 8, baseline: baseline))
  }
}
