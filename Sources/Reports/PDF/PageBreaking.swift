/// What runs across a page and is never cut: a line of text, a row of a table, a picture.
package struct Strip: Equatable {
  package var height: Double
  /// A picture may be printed smaller, down to this height, where that saves a page from staying empty.
  package var leastHeight: Double?
  /// Above it, except on the top of a page.
  package var gap: Double
  /// No page ends below it: a heading, the first line of a paragraph.
  package var isBoundToNext: Bool
  /// What is repeated above when a page begins with this strip: the header of a table.
  package var header: Int?

  package init(
    height: Double, leastHeight: Double? = nil, gap: Double = 0, isBoundToNext: Bool = false,
    header: Int? = nil
  ) {
    self.height = height
    self.leastHeight = leastHeight
    self.gap = gap
    self.isBoundToNext = isBoundToNext
    self.header = header
  }
}

/// Where a strip stands on its page, from the top of what may be printed on.
package struct PlacedStrip: Equatable {
  package let strip: Int
  package let top: Double
  package let height: Double
}

/// Deals strips to pages, in their order.
///
/// Strips that are bound to one another come to one page, unless a whole page cannot hold them: then they are
/// cut where the page ends, as if nothing bound them.
package struct PageBreaking {
  private let strips: [Strip]
  private let pageHeight: Double
  private var pages: [[PlacedStrip]] = []
  private var page: [PlacedStrip] = []
  private var bottom = 0.0
  private static let rounding = 0.01

  package static func pages(_ strips: [Strip], pageHeight: Double) -> [[PlacedStrip]] {
    var breaking = PageBreaking(strips: strips, pageHeight: pageHeight)
    breaking.run()
    return breaking.pages
  }

  private init(strips: [Strip], pageHeight: Double) {
    self.strips = strips
    self.pageHeight = pageHeight
  }

  private mutating func run() {
    var start = 0
    while start < strips.count {
      let end = endOfGroup(from: start)
      let group = start..<end
      if !page.isEmpty, bottom(below: group) - pageHeight > give(of: group) { endPage() }
      let give = give(of: group)
      let share = give > 0 ? min(max((bottom(below: group) - pageHeight) / give, 0), 1) : 0
      for strip in group {
        let height = strips[strip].height - share * strips[strip].give
        // Below a repeated header there is less room than on an empty page, and a group may need more than one.
        if !page.isEmpty, bottom + strips[strip].gap + height > pageHeight + PageBreaking.rounding {
          endPage()
        }
        place(strip, height: height)
      }
      start = end
    }
    endPage()
  }

  private func endOfGroup(from start: Int) -> Int {
    var end = start
    while end < strips.count - 1, strips[end].isBoundToNext { end += 1 }
    return end + 1
  }

  private func bottom(below group: Range<Int>) -> Double {
    let gap = page.isEmpty ? strips[group.lowerBound].gap : 0
    return group.reduce(bottom - gap) { $0 + strips[$1].gap + strips[$1].height }
  }

  private func give(of group: Range<Int>) -> Double { group.reduce(0) { $0 + strips[$1].give } }

  private mutating func place(_ strip: Int, height: Double) {
    if page.isEmpty, let header = strips[strip].header, header != strip {
      put(header, height: strips[header].height)
    }
    put(strip, height: height)
  }

  private mutating func put(_ strip: Int, height: Double) {
    let top = page.isEmpty ? 0 : bottom + strips[strip].gap
    page.append(PlacedStrip(strip: strip, top: top, height: height))
    bottom = top + height
  }

  private mutating func endPage() {
    if !page.isEmpty { pages.append(page) }
    page = []
    bottom = 0
  }
}

extension Strip {
  fileprivate var give: Double { leastHeight.map { max(0, height - $0) } ?? 0 }
}
