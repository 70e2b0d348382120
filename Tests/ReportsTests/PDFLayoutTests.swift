import Reports
import TestSupport
import Testing

/// How pages are broken and columns fitted, without any font.
@Suite struct PDFLayoutTests {
  @Test(arguments: 0..<60)
  func `every strip stands on a page once, in order, whole, and above nothing it is bound to`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let strips = (0..<generator.below(80)).map { index in
      let height = Double(5 + generator.below(generator.isOneIn(8) ? 60 : 15))
      return Strip(
        height: height, leastHeight: generator.isOneIn(6) ? 0.75 * height : nil,
        gap: Double(generator.below(10)), isBoundToNext: generator.isOneIn(4))
    }
    let pages = PageBreaking.pages(strips, pageHeight: 100)
    #expect(pages.flatMap { $0.map(\.strip) } == Array(strips.indices))
    for page in pages {
      var bottom = 0.0
      for (index, placed) in page.enumerated() {
        let strip = strips[placed.strip]
        #expect(placed.height <= strip.height && placed.height >= (strip.leastHeight ?? strip.height) - 0.001)
        #expect(abs(placed.top - (index == 0 ? 0 : bottom + strip.gap)) < 0.001)
        bottom = placed.top + placed.height
      }
      #expect(bottom <= 100.1)
    }
    for (page, next) in zip(pages, pages.dropFirst()) {
      guard let last = page.last, let first = next.first, strips[last.strip].isBoundToNext else { continue }
      // Only what no page could hold is cut where it is bound.
      var start = last.strip
      while start > 0, strips[start - 1].isBoundToNext { start -= 1 }
      var end = first.strip
      while end < strips.count - 1, strips[end].isBoundToNext { end += 1 }
      let least = (start...end).reduce(-strips[start].gap) {
        $0 + strips[$1].gap + (strips[$1].leastHeight ?? strips[$1].height)
      }
      #expect(least > 100)
    }
  }

  @Test func `a heading goes to the next page with the picture below it`() {
    let strips = [
      Strip(height: 60), Strip(height: 10, gap: 5, isBoundToNext: true),
      Strip(height: 50, gap: 5, isBoundToNext: true), Strip(height: 5),
    ]
    let pages = PageBreaking.pages(strips, pageHeight: 100)
    #expect(pages.map { $0.map(\.strip) } == [[0], [1, 2, 3]])
  }

  @Test func `a picture is printed smaller where that saves a page`() {
    let strips = [Strip(height: 60), Strip(height: 50, leastHeight: 39, isBoundToNext: true)]
    let pages = PageBreaking.pages(strips, pageHeight: 100)
    #expect(pages.map { $0.map(\.height) } == [[60, 40]])
  }

  @Test func `the header of a table is repeated on each of its pages`() {
    let header = Strip(height: 10, isBoundToNext: true)
    let strips = [header] + (0..<12).map { _ in Strip(height: 20, header: 0) }
    let pages = PageBreaking.pages(strips, pageHeight: 100)
    #expect(pages.map { $0.map(\.strip) } == [[0, 1, 2, 3, 4], [0, 5, 6, 7, 8], [0, 9, 10, 11, 12]])
  }

  @Test func `nothing needs no page`() { #expect(PageBreaking.pages([], pageHeight: 100).isEmpty) }

  @Test func `columns keep their size where they fit`() {
    let fit = TableFit(
      [.init(natural: 100, isFlexible: true), .init(natural: 50, isFlexible: false)], gap: 10, width: 400)
    #expect(fit.scale == 1)
    #expect(fit.stripes.map(\.columns) == [[0, 1]])
    #expect(fit.stripes[0].widths.map { $0.rounded() } == [100, 50])
  }

  @Test(arguments: 0..<60)
  func `every column stands on a stripe that fits the page`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let needs = (0..<1 + generator.below(40)).map { _ in
      TableFit.Need(
        natural: Double(10 + generator.below(generator.isOneIn(5) ? 900 : 90)),
        isFlexible: generator.isOneIn(2))
    }
    let fit = TableFit(needs, gap: 12, width: 480)
    #expect(fit.scale >= 0.75 && fit.scale <= 1)
    var shown: [Int] = []
    for stripe in fit.stripes {
      let total = stripe.widths.reduce(-12) { $0 + $1 + 12 }
      #expect(total * fit.scale <= 480.1)
      shown += shown.isEmpty || stripe.columns == [0] ? stripe.columns : stripe.columns.filter { $0 > 0 }
      for (column, width) in zip(stripe.columns, stripe.widths) where !needs[column].isFlexible {
        #expect(width >= min(needs[column].natural, 480) - 0.01)
      }
    }
    #expect(shown == Array(needs.indices))
  }

  @Test(arguments: [(1800.0, 1200.0), (1, 1), (20_000, 10), (10, 20_000), (300, 200)])
  func `a picture keeps its shape and never grows beyond 150 dots an inch`(width: Double, height: Double) {
    let size = PictureSize(pixelWidth: width, pixelHeight: height, maxWidth: 432, maxHeight: 600)
    #expect(size.width <= 432.01 && size.height <= 600.01)
    #expect(size.width <= width * 0.4801)
    #expect(abs(size.width / size.height - width / height) < 0.001 * width / height)
  }
}
