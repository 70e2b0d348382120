import Drawing
import Parallel
import TestSupport
import Testing

/// What becomes of an SVG when it is drawn.
struct VectorGraphicTests {
  private func svg(_ content: String, width: String = "40", height: String = "20") -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <!-- a drawing -->
      <svg width="\(width)" height="\(height)" xmlns:xlink="http://www.w3.org/1999/xlink">
      <rect width="40" height="20" fill="#FFFFFF"/>\(content)</svg>
      """.utf8)
  }

  private func drawn(_ content: String, dots: Int = 1) throws -> PNG {
    try PNG(VectorGraphic(svg(content)).png(dots: dots, with: Lettering()))
  }

  @Test(arguments: [
    ("<rect x='10' y='5' width='10' height='10' fill='#FF0000'/>", UInt32(0xFF_0000)),
    ("<rect x='10' y='5' width='10' height='10' fill='rgb(  0, 114, 178)'/>", 0x00_72B2),
    ("<rect x='10' y='5' width='10' height='10' fill='#0f0'/>", 0x00_FF00),
    ("<polygon points='10,5 20,5 20,15 10,15' fill='black'/>", 0),
    ("<path d='M10,5 h10 v10 h-10 z' fill='#0000FF'/>", 0x00_00FF),
    ("<path d='m10 5 10 0 0 10 -10 0z' fill='#0000FF'/>", 0x00_00FF),
    ("<path d='M5,10 H25' stroke='#00FF00' stroke-width='8' fill='none'/>", 0x00_FF00),
    ("<circle cx='15' cy='10' r='6' fill='#112233'/>", 0x11_2233),
    ("<g fill='#FF0000'><g transform='translate(10,5)'><rect width='10' height='10'/></g></g>", 0xFF_0000),
    ("<g color='#ABCDEF'><rect x='10' y='5' width='10' height='10' fill='currentColor'/></g>", 0xAB_CDEF),
    ("<g transform='translate(15,10) rotate(90) scale(5)'><rect x='-1' y='-1' width='2' height='2'/></g>", 0),
    ("<rect x='10' y='5' width='10' height='10' fill='#000000' fill-opacity='0'/>", 0xFF_FFFF),
    ("<rect x='10' y='5' width='10' height='10' fill='none'/>", 0xFF_FFFF),
  ])
  func `a shape has its colour and its place`(shape: String, colour: UInt32) throws {
    let picture = try drawn(shape)
    #expect(picture[15, 10] == colour)
    #expect(picture[35, 10] == 0xFF_FFFF)
    let larger = try drawn(shape, dots: 3)
    #expect(larger.width == 120 && larger.height == 60)
    #expect(larger[45, 30] == colour)
  }

  @Test func `what is half opaque lets half of the ground through, once`() throws {
    let picture = try drawn(
      "<rect x='10' y='5' width='10' height='10' fill='black' stroke='black' stroke-width='6' opacity='0.5'/>"
    )
    // Where line and area lie on one another, they are one.
    for x in [10, 15, 19] { #expect([0x7F_7F7F, 0x80_8080].contains(picture[x, 10]), "at \(x)") }
    #expect(picture[2, 10] == 0xFF_FFFF)
  }

  @Test func `a mark is drawn wherever it is used, and marks are made of marks`() throws {
    let picture = try drawn(
      """
      <defs><rect id='a' x='-1' y='-1' width='2' height='2' fill='currentColor'/>
      <use xlink:href='#a' id='b' transform='rotate(180)'/></defs>
      <use xlink:href='#a' transform='translate(10,10) scale(4)' color='#FF0000'/>
      <use xlink:href='#b' x='30' y='10' color='#00FF00'/>
      """)
    #expect(picture[10, 10] == 0xFF_0000 && picture[7, 7] == 0xFF_0000)
    #expect(picture[30, 10] == 0x00_FF00)
    #expect(picture[20, 10] == 0xFF_FFFF)
  }

  @Test func `a mark that is made of itself comes to an end`() throws {
    let picture = try drawn("<defs><use id='a' xlink:href='#a'/></defs><use xlink:href='#a'/>")
    #expect(picture.colours == 1)
  }

  @Test func `words begin, end or have their middle at their place`() throws {
    func inked(_ anchor: String) throws -> [Bool] {
      let picture = try drawn(
        "<g transform='translate(20,15)' font-family='Liberation Sans:Bold' font-size='12' "
          + "text-anchor='\(anchor)' fill='black'><text>HH</text></g>")
      return [0..<20, 20..<40].map { columns in
        columns.contains { x in (0..<20).contains { y in picture[x, y] != 0xFF_FFFF } }
      }
    }
    #expect(try inked("start") == [false, true])
    #expect(try inked("end") == [true, false])
    #expect(try inked("middle") == [true, true])
  }

  @Test func `words say what their entities stand for`() throws {
    func bytes(_ words: String) throws -> [UInt8] {
      try VectorGraphic(svg("<g transform='translate(1,15)'><text>\(words)</text></g>")).png(
        dots: 1, with: Lettering())
    }
    #expect(try bytes("&lt;&amp;&#65;") == bytes("<![CDATA[]]>&#x3C;&#38;A"))
    #expect(try bytes("&lt;") != bytes("&gt;"))
  }

  @Test func `titles, filters and what is unknown are passed by`() throws {
    let picture = try drawn(
      "<title>words</title><filter><feFlood flood-color='red'/></filter><script>alert(1)</script>"
        + "<image href='file:///etc/passwd' width='40' height='20'/>")
    #expect(picture.colours == 1)
  }

  @Test(arguments: [
    "", "words", "<svg", "<svg width='10' height='10'", "<svg/>", "<html><body/></html>",
    "<svg width=10 height=10/>",
    "<svg width='0' height='5'/>", "<!-- <svg width='10' height='10'/>",
  ])
  func `what is no SVG is told`(text: String) {
    let error = #expect(throws: DrawingError.self) { try VectorGraphic(Array(text.utf8)) }
    #expect(error?.code == .unreadable)
  }

  @Test(arguments: [
    "<g><rect width='1' height='1'/>", "<path d='M1,1 A5,5 0 0 1 9,9'/></svg>", "<path d='M1'/></svg>",
    "<text>words",
  ])
  func `a drawing that ends too early or has more than is known is told`(content: String) throws {
    let bytes = Array("<svg width='10' height='10'>\(content)".utf8)
    let error = #expect(throws: DrawingError.self) {
      try VectorGraphic(bytes).png(dots: 1, with: Lettering())
    }
    #expect(error?.code == .unreadable)
  }

  /// Whatever is cut out of a drawing, or put in, there is a picture or an error.
  @Test(arguments: 0..<60) func `damaged drawings do no harm`(seed: Int) throws {
    var chance = SeededGenerator(seed: seed)
    var bytes = svg(
      "<defs><circle id='a' r='1'/></defs><g fill='none' stroke-dasharray='3,2' transform='scale(2)'>"
        + "<path stroke='rgb(1,2,3)' d='M1,1 L9,9 h3 v-2 z'/><use xlink:href='#a' opacity='0.4'/></g>"
        + "<g font-size='9'><text>wo&amp;rds</text></g>")
    for _ in 0...chance.below(6) {
      let place = chance.below(bytes.count)
      if chance.isOneIn(2) {
        bytes.remove(at: place)
      } else {
        bytes[place] = chance.pick(Array("<>/='\"#0123456789-. &;aMz\u{0}".utf8))
      }
    }
    do {
      let graphic = try VectorGraphic(bytes)
      // The size may have been damaged too.
      guard graphic.width * graphic.height < 1_000_000 else { return }
      #expect(try PNG(graphic.png(dots: 1, with: Lettering())).width == max(1, Int(graphic.width.rounded())))
    } catch let error as DrawingError {
      #expect(!error.message.isEmpty)
    }
  }

  @Test func `the same drawing gives the same bytes, on any thread`() throws {
    let bytes = svg("<circle cx='15' cy='10' r='6.3' opacity='0.3'/><g><text>Aé漢</text></g>")
    let pictures = try Workers(count: 2).map(8) { _ in
      try VectorGraphic(bytes).png(dots: 2, with: Lettering())
    }
    #expect(Set(pictures).count == 1)
  }

  @Test func `an interruption ends the drawing`() {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try VectorGraphic(svg("<rect width='1' height='1'/>")).png(
        dots: 1, with: Lettering(), cancellation: cancellation)
    }
  }

  @Test func `a picture that is too large to hold is told`() throws {
    let graphic = try VectorGraphic(svg("", width: "30000", height: "30000"))
    let error = #expect(throws: DrawingError.self) { try graphic.png(dots: 200, with: Lettering()) }
    #expect(error?.code == .memory)
  }
}
