import Shell
import Testing

@Suite struct LineDisplayTests {
  private func state(_ line: String, cursor: Int? = nil, columns: Int = 20, rows: Int = 10)
    -> LineDisplay.State
  {
    LineDisplay.State(
      prompt: "hq> ", line: line, cursor: cursor ?? line.unicodeScalars.count, columns: columns, rows: rows)
  }

  @Test func `a letter at the end is written as it is`() {
    var display = LineDisplay()
    #expect(display.update(to: state("sho")) == "\u{1B}[Jhq> sho\r\u{1B}[7C")
    #expect(display.update(to: state("show")) == "w")
    #expect(display.update(to: state("show")) == "")
    #expect(display.update(to: state("show", cursor: 0)) == "\r\u{1B}[Jhq> show\r\u{1B}[4C")
  }

  @Test func `rows that go on are written without a line end`() {
    var display = LineDisplay()
    let text = display.update(to: state("a long line of letters"))
    #expect(text == "\u{1B}[Jhq> a long line of letters\r\u{1B}[6C")
    #expect(display.update(to: state("a long line of letters", cursor: 0)).hasPrefix("\r\u{1B}[1A\u{1B}[J"))
    #expect(display.leave() == "\n\r\n")
    #expect(display.leave() == "")
  }

  @Test func `the cursor behind a full row stands in the next`() {
    var display = LineDisplay()
    #expect(display.update(to: state("0123456789abcdef")) == "\u{1B}[Jhq> 0123456789abcdef \r")
  }

  @Test func `a narrower screen is counted in its own rows`() {
    var display = LineDisplay()
    _ = display.update(to: state("0123456789", columns: 40))
    #expect(display.update(to: state("0123456789", columns: 5)).hasPrefix("\r\u{1B}[2A\u{1B}[J"))
  }

  @Test func `controls in a line are seen, and do nothing`() {
    var display = LineDisplay()
    #expect(display.update(to: state("a\tb\u{1B}[2J", columns: 80)).hasPrefix("\u{1B}[Jhq> a   b␛[2J\r"))
    #expect(display.update(to: state("x\ny", columns: 80)).contains("hq> x\r\ny\r"))
  }

  @Test func `of a line taller than the screen the rows around the cursor are shown`() {
    var display = LineDisplay()
    let line = (0..<10).map { String(repeating: "\($0)", count: 20) }.joined()
    let end = display.update(to: state(line, columns: 20, rows: 3))
    #expect(!end.contains("hq>") && end.contains("9999") && !end.contains("6666"))
    let start = display.update(to: state(line, cursor: 0, columns: 20, rows: 3))
    #expect(start.hasPrefix("\r\u{1B}[2A") && start.contains("hq>") && !start.contains("9999"))
    #expect(display.update(to: state(line, cursor: 0, columns: 20, rows: 1)).contains("hq>"))
  }

  @Test(arguments: [1, 3, 10]) func `a very long line is drawn as if all of it was laid out`(_ rows: Int) {
    // A letter that is not plain keeps the short way from being taken.
    for cursor in stride(from: 0, through: 5000, by: 7) {
      var (plain, full) = (LineDisplay(), LineDisplay())
      let line = String((0..<5000).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
      let short = plain.update(to: state(line, cursor: cursor, rows: rows))
      let long = full.update(to: state(line.replacing("z", with: "ż"), cursor: cursor, rows: rows))
      #expect(short == long.replacing("ż", with: "z"))
    }
  }
}
