import Tables
import TestSupport
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("hello", 5), ("Amélie", 6), ("e\u{301}", 1), ("七人の侍", 8), ("ｗｉｄｅ", 8), ("한국", 4),
    ("\u{1100}\u{1161}\u{11A8}", 2), ("👍", 2), ("👍🏽", 2), ("☝🏽", 2), ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("1️⃣", 2), ("❤", 1),
    ("❤️", 2),
    ("❤️‍🔥", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("a👍b", 4), ("…", 1), ("·", 1), ("␛", 1), ("│", 1), ("ﷺ", 1), ("का", 2), ("𠀀", 2),
    ("עברית", 5),
    ("สวัสดี", 4), ("\u{301}", 0), ("…│", 2), ("Ω", 1), ("𝒳", 1), ("🫠", 2), ("☕", 2), ("\u{FFFD}", 1),
  ])
  func `text takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
    #expect(DisplayWidth.of(text[...]) == columns)
    #expect(text.reduce(0) { $0 + DisplayWidth.of($1) } == columns)
  }

  @Test func `the measuring of a long text stops behind the limit`() {
    let text = String(repeating: "侍", count: 1000)
    #expect(DisplayWidth.of(text, limit: 10) == 12)
    #expect(DisplayWidth.of(text) == 2000)
  }

  @Test(arguments: [
    ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("七人の侍", 7, "七人の…"),
    ("七人の侍", 6, "七人…"), ("七人の侍", 2, "…"), ("", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…"), ("abc", -1, ""),
  ])
  func `a text is cut at a cluster and ends in an ellipsis`(text: String, columns: Int, cut: String) {
    #expect(DisplayWidth.truncate(text, to: columns) == cut)
  }

  @Test func `the ellipsis can be another one`() {
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `a cut text never exceeds its columns`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let text = DisplayText.clean(HostileText.make(using: &generator))
      for columns in 0...10 {
        #expect(DisplayWidth.of(DisplayWidth.truncate(text, to: columns)) <= columns)
      }
    }
  }
}

extension DisplayWidthTests {
  @Test func `scalars are as wide as Unicode's other properties say`() {
    for value in (0xA0 as UInt32)...0x3FFFD {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      let width = DisplayWidth.of(scalar)
      #expect((0...2).contains(width))
      if properties.isEmojiPresentation, !(0x1F1E6...0x1F1FF).contains(value) {
        #expect(width == 2, "\(scalar)")
      }
      if properties.generalCategory == .nonspacingMark { #expect(width == 0, "\(scalar)") }
      if properties.isIdeographic, properties.generalCategory != .nonspacingMark {
        #expect(width == 2, "\(scalar)")
      }
      // Behind another character a scalar takes what it takes alone, whichever way it is measured.
      #expect(DisplayWidth.of("\u{10FFFD}" + String(scalar)) == 1 + width, "\(scalar)")
    }
  }
}
