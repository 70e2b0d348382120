/// What runs across a page and is never cut: a line of text, a row of a table, a picture.
struct Strip: Equatable {
  var height: Double
  /// Above it, except on the top of a page.
  var gap = 0.0
  /// No page ends below it: a heading, the first line of a paragraph.
  var isBoundToNext = false
  /// What is repeated above when a page begins with this strip: the header of a table.
  var header: Int?
}

/// Where a strip stands on its page, from the top of what may be printed on.
struct PlacedStrip: Equatable {
  let strip: Int
  let top: Double
}

/// Deals strips to pages, in their order.
///
/// Strips that are bound to one another come to one page, unless a whole page cannot hold them: then they are
/// cut where the page ends, as if nothing bound them.
struct PageBreaking {
  private let strips: [Strip]
  private let pageHeight: Double
  private var pages: [[PlacedStrip]] = []
  private var page: [PlacedStrip] = []
  private var bottom = 0.0

  static func pages(_ strips: [Strip], pageHeight: Double) -> [[PlacedStrip]] {
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
      if !page.isEmpty, !fits(start..<end) { endPage() }
      // Below a repeated header there is less room than on an empty page.
      for strip in start..<end {
        if !page.isEmpty, !fits(strip..<strip + 1) { endPage() }
        place(strip)
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

  private func fits(_ group: Range<Int>) -> Bool {
    group.reduce(bottom) { $0 + strips[$1].gap + strips[$1].height } <= pageHeight
  }

  private mutating func place(_ strip: Int) {
    if page.isEmpty, let header = strips[strip].header, header != strip { put(header) }
    put(strip)
  }

  private mutating func put(_ strip: Int) {
    let top = page.isEmpty ? 0 : bottom + strips[strip].gap
    page.append(PlacedStrip(strip: strip, top: top))
    bottom = top + strips[strip].height
  }

  private mutating func endPage() {
    if !page.isEmpty { pages.append(page) }
    page = []
    bottom = 0
  }
}
