/// A place on a page or within a strip, in points from the left of the text and from the top.
struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

/// What is printed within a strip, from its top.
enum Mark {
  case line(SetText, Int, x: Double, baseline: Double, scale: Double, color: UInt32)
  case fill(Box, UInt32)
  case picture(PrintedPicture, Box)
  /// Leads to an address.
  case link(String, Box)
  /// Leads to a heading, whose page is printed on the right of the box.
  case reference(heading: Int, Box, baseline: Double)
}

/// What stands behind some strips, wherever they come to stand.
struct Ground {
  var box: (x: Double, width: Double) = (0, PageDesign.textWidth)
  var color: UInt32?
  var bar: UInt32?
  var padding = PageDesign.padding
}

struct PlacedHeading {
  let heading: ProseHeading
  let strip: Int
}

/// Strips in their order, with what is printed in each.
struct Composition {
  fileprivate(set) var strips: [Strip] = []
  private(set) var marks: [[Mark]] = []
  /// For each strip the grounds below it, the outermost first.
  private(set) var groundsOfStrips: [[Int]] = []
  private(set) var grounds: [Ground] = []
  private(set) var headings: [PlacedHeading] = []
  private var openGrounds: [Int] = []
  private var gap = 0.0
  private var padding = 0.0

  /// Between two strips lies the largest gap that either asks for.
  mutating func leaveGap(_ gap: Double) { self.gap = max(self.gap, gap) }

  /// - Returns: the number of the strip.
  @discardableResult
  mutating func add(
    height: Double, leastHeight: Double? = nil, _ content: [Mark], isBoundToNext: Bool = false,
    header: Int? = nil
  ) -> Int {
    strips.append(
      Strip(
        height: height, leastHeight: leastHeight, gap: gap + padding, isBoundToNext: isBoundToNext,
        header: header))
    marks.append(content)
    groundsOfStrips.append(openGrounds)
    gap = 0
    padding = 0
    return strips.count - 1
  }

  /// Names the strip that follows.
  mutating func place(_ heading: ProseHeading) {
    headings.append(PlacedHeading(heading: heading, strip: strips.count))
  }

  mutating func open(_ ground: Ground) {
    padding += ground.padding
    openGrounds.append(grounds.count)
    grounds.append(ground)
  }

  mutating func closeGround() {
    padding += openGrounds.popLast().map { grounds[$0].padding } ?? 0
  }

  mutating func append(_ other: Composition) {
    let firstStrip = strips.count
    let firstGround = grounds.count
    for var strip in other.strips {
      strip.header = strip.header.map { $0 + firstStrip }
      strips.append(strip)
    }
    if firstStrip < strips.count, firstStrip > 0 {
      strips[firstStrip].gap = max(strips[firstStrip].gap, gap) + padding
    }
    marks += other.marks
    groundsOfStrips += other.groundsOfStrips.map { $0.map { $0 + firstGround } }
    grounds += other.grounds
    headings += other.headings.map { PlacedHeading(heading: $0.heading, strip: $0.strip + firstStrip) }
    gap = other.gap
    padding = other.padding
  }
}

extension Composition {
  /// Adds the lines of a text, a strip each. The first two and the last two stay on one page.
  mutating func add(
    _ text: SetText, x: Double = 0, leading: Double, scale: Double = 1, color: UInt32 = Ink.text,
    isBoundToNext: Bool = false, marker: (text: SetText, x: Double)? = nil
  ) {
    for (index, line) in text.lines.enumerated() {
      let height = max(leading, line.height * scale)
      let baseline = (height - line.height * scale) / 2 + line.ascent * scale
      var content: [Mark] = [
        .line(text, index, x: x + line.x * scale, baseline: baseline, scale: scale, color: color)
      ]
      for link in text.links(inLine: index) {
        let box = Box(x: x + link.x * scale, y: 0, width: link.width * scale, height: height)
        content.append(.link(link.address, box))
      }
      if index == 0, let marker {
        content.append(.line(marker.text, 0, x: marker.x, baseline: baseline, scale: 1, color: Ink.quiet))
      }
      let isFirst = index == 0 && text.lines.count > 1
      let isLastButOne = index == text.lines.count - 2
      let isLast = index == text.lines.count - 1
      add(height: height, content, isBoundToNext: isFirst || isLastButOne || (isLast && isBoundToNext))
    }
  }

  mutating func bind(_ range: Range<Int>) {
    for strip in range { strips[strip].isBoundToNext = true }
  }

  /// Binds what comes next to a heading that only a few strips stand below.
  mutating func keepWithHeading(ifAtMost most: Int) {
    guard let heading = headings.last, strips.count - heading.strip <= most else { return }
    bind(heading.strip..<strips.count)
  }

  /// Binds what comes next to the last strip.
  mutating func bindNext() {
    if let last = strips.indices.last { strips[last].isBoundToNext = true }
  }

  /// Binds a few strips all to one another, of more those at the ends.
  mutating func keepTogether(_ range: Range<Int>, ifAtMost most: Int) {
    if range.count > 1, range.count <= most { bind(range.lowerBound..<range.upperBound - 1) }
    bindEnds(of: range)
  }

  /// Binds the second of some strips to the first, and the last to the one before.
  mutating func bindEnds(of range: Range<Int>) {
    guard range.count > 1 else { return }
    strips[range.lowerBound].isBoundToNext = true
    strips[range.upperBound - 2].isBoundToNext = true
  }
}
