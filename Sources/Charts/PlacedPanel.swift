/// A panel whose axes have found their room.
struct PlacedPanel {
  let panel: Panel
  let sheet: Sheet
  /// Where the panel stands with all its words.
  let cell: Page.Area
  /// What lies between the axes.
  private(set) var plot: Page.Area
  private(set) var xTicks: [Tick] = []
  private(set) var yTicks: [Tick] = []
  private(set) var hasUprightNames = false
  let smallSize: Double

  /// How far the axes lie within their cell on each side.
  struct Insets {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    func union(_ other: Insets) -> Insets {
      Insets(
        left: max(left, other.left), top: max(top, other.top), right: max(right, other.right),
        bottom: max(bottom, other.bottom))
    }
  }

  var insets: Insets {
    Insets(
      left: plot.left - cell.left, top: plot.top - cell.top, right: cell.right - plot.right,
      bottom: cell.bottom - plot.bottom)
  }

  /// Moves the axes in, so that they stand in line with those of other panels.
  mutating func set(_ insets: Insets) {
    plot = Page.Area(
      left: cell.left + insets.left, top: cell.top + insets.top, right: cell.right - insets.right,
      bottom: cell.bottom - insets.bottom)
    if let cell = sheet.ruler.cell { plot = PlacedPanel.snapped(plot, to: cell) }
  }

  init(_ panel: Panel, in cell: Page.Area, sheet: Sheet) {
    self.panel = panel
    self.sheet = sheet
    self.cell = cell
    smallSize = (sheet.textSize * 0.87).rounded()
    plot = cell
    let line = sheet.ruler.lineHeight(smallSize)
    let gap = sheet.isText ? 0 : 7 * sheet.scale
    if !panel.heading.isEmpty { plot.top += line + gap / 2 }
    if !panel.y.title.isEmpty { plot.top += line + gap }
    if panel.heading.isEmpty, panel.y.title.isEmpty, !sheet.isText { plot.top += gap }
    let xTitle = panel.x.title.isEmpty ? 0 : line + (sheet.isText ? 0 : 3 * sheet.scale)
    let labels = panel.x.kind == .bare && panel.x.ticks == nil ? 0 : line + gap
    plot.bottom -= xTitle + labels
    layOut(gap: gap, labelLine: line)
    if panel.isSquare { makeSquare() }
    if let cell = sheet.ruler.cell { plot = PlacedPanel.snapped(plot, to: cell) }
  }

  /// The axis below stands in a row of its own, above that of its labels.
  private static func snapped(_ area: Page.Area, to cell: (width: Double, height: Double)) -> Page.Area {
    var area = area
    area.top = (area.top / cell.height).rounded() * cell.height
    area.bottom = ((area.bottom / cell.height + 0.5).rounded(.down) - 0.5) * cell.height
    return area
  }

  private mutating func layOut(gap: Double, labelLine: Double) {
    let isNamed = if case .categories = panel.y.kind { true } else { false }
    let spacing = isNamed ? labelLine * 1.02 : labelLine * (sheet.isText ? 3 : 2.6)
    yTicks = panel.y.ticks(length: plot.height, spacing: spacing)
    if isNamed || panel.y.ticks != nil { yTicks = fitted(yTicks, to: cell.width * 0.36) }
    if panel.emptiness != nil { yTicks = [] }
    let left = sheet.ruler.widest(yTicks.map(\.label), smallSize)
    plot.left += left == 0 ? 0 : left + (sheet.isText ? 16 : gap * 1.3)
    plot.right -= panel.roomOnRight * sheet.scale
    if plot.width < 20 { plot.right = plot.left + 20 }
    if panel.emptiness == nil { placeXTicks(gap: gap) }
    // Half of the last label stands out behind the axis.
    if let last = xTicks.last, !hasUprightNames {
      let half = sheet.ruler.width(last.label, smallSize) / 2
      let over = plot.left + panel.x.share(last.value) * plot.width + half - cell.right
      if over > 0 { plot.right -= over }
    }
  }

  private mutating func placeXTicks(gap: Double) {
    let isNamed = if case .categories = panel.x.kind { true } else { false }
    guard isNamed else {
      let first = panel.x.ticks(length: plot.width, spacing: 80 * sheet.scale)
      let needed = sheet.ruler.widest(first.map(\.label), smallSize) + 22 * sheet.scale
      xTicks = needed > 80 * sheet.scale ? panel.x.ticks(length: plot.width, spacing: needed) : first
      return
    }
    let all = panel.x.ticks(length: plot.width, spacing: 1)
    let room = plot.width / Double(max(1, all.count))
    let widest = sheet.ruler.widest(all.map { oneLine($0.label) }, smallSize)
    if widest + 8 * sheet.scale <= room || all.count == 1 {
      xTicks = fitted(all, to: max(room, 30))
      return
    }
    if all.count <= 12, widest <= room * 1.6 {
      xTicks = fitted(all, to: room - 6 * sheet.scale)
      return
    }
    // Names that do not fit side by side stand upright.
    hasUprightNames = true
    xTicks = fitted(
      panel.x.ticks(length: plot.width, spacing: sheet.ruler.lineHeight(smallSize)), to: cell.height * 0.28)
    let line = sheet.ruler.lineHeight(smallSize)
    let height =
      sheet.isText
      ? Double(xTicks.map(\.label.count).max() ?? 0) * line
      : sheet.ruler.widest(xTicks.map(\.label), smallSize)
    plot.bottom -= max(0, height - line)
  }

  private func fitted(_ ticks: [Tick], to room: Double) -> [Tick] {
    ticks.map { Tick(value: $0.value, label: sheet.ruler.truncate(oneLine($0.label), smallSize, to: room)) }
  }

  /// As high as wide, in the middle of what there is.
  private mutating func makeSquare() {
    guard !sheet.isText, plot.height > 180 else { return }
    let side = min(plot.width, plot.height)
    plot.right = plot.left + side
    plot.bottom = plot.top + side
    let share = (cell.right - plot.right) / 2
    if share > 0, panel.roomOnRight == 0 {
      plot.left += share
      plot.right += share
    }
  }

  /// Where values lie on the page.
  func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (plot.left + panel.x.share(x) * plot.width, plot.bottom - panel.y.share(y) * plot.height)
  }

  /// What can be pointed at.
  var marks: [Page.Mark] {
    var marks: [Page.Mark] = []
    for layer in panel.layers {
      switch layer {
      case .boxes(let boxes, _, _):
        for box in boxes {
          guard let words = box.words else { continue }
          let (from, to) = (
            place(clampedX(box.x0), clampedY(box.y0)), place(clampedX(box.x1), clampedY(box.y1))
          )
          let area = Page.Area(
            left: min(from.x, to.x), top: min(from.y, to.y), right: max(from.x, to.x),
            bottom: max(from.y, to.y))
          marks.append(Page.Mark(area: area, words: words))
        }
      case .points(let points):
        guard let words = points.words else { continue }
        for place in points.x.indices {
          let centre = self.place(points.x[place], points.y[place])
          let half = max(4, points.size * sheet.scale / 2 + 1)
          let area = Page.Area(
            left: centre.x - half, top: centre.y - half, right: centre.x + half, bottom: centre.y + half)
          marks.append(Page.Mark(area: area, words: words[place]))
        }
      case .path, .band, .segments: break
      }
    }
    return marks
  }

  func clampedX(_ value: Double) -> Double { min(panel.x.high, max(panel.x.low, value)) }
  func clampedY(_ value: Double) -> Double { min(panel.y.high, max(panel.y.low, value)) }
}
