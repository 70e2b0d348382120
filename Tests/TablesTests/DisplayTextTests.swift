import Tables
import TestSupport
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    "", "plain", "Amélie", "七人の侍", "👨‍👩‍👧", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "❤️‍🔥", "می‌خواهم", "क्‍ष", "naïve e\u{301}", "עברית",
  ])
  func `clean text stays as it is`(text: String) {
    #expect(Array(DisplayText.clean(text).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("a\nb", "a␊b"), ("a\r\nb", "a␍␊b"), ("a\tb", "a␉b"), ("\u{0}", "␀"), ("\u{1B}[31mred", "␛[31mred"),
    ("\u{7F}", "␡"), ("\u{9B}31m", "\\u{9B}31m"), ("a\u{85}b", "a\\u{85}b"),
    ("\u{202E}gpj.exe", "\\u{202E}gpj.exe"),
    ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
    ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{FEFF}title", "\\u{FEFF}title"),
    ("a\u{2060}b", "a\\u{2060}b"),
    ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"), ("soft\u{AD}hyphen", "soft\\u{AD}hyphen"),
    ("a\u{200D}b", "a\\u{200D}b"), ("👍\u{200D}", "👍\\u{200D}"), ("a\u{200C}", "a\\u{200C}"),
    ("\u{E0041}", "\\u{E0041}"), ("🏴x\u{E0041}", "🏴x\\u{E0041}"), ("é\n", "é␊"),
  ])
  func `what disturbs becomes visible`(text: String, clean: String) {
    #expect(Array(DisplayText.clean(text).utf8) == Array(clean.utf8))
  }

  @Test func `bytes that are not UTF-8 are repaired before they are cleaned`() {
    #expect(DisplayText.clean([0x61, 0xFF, 0x0A][...]) == "a\u{FFFD}␊")
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `cleaning any text leaves no control and changes nothing the second time`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let text = HostileText.make(using: &generator)
      let clean = DisplayText.clean(text)
      #expect(!HostileText.disturbsTerminal(clean))
      #expect(Array(DisplayText.clean(clean).utf8) == Array(clean.utf8))
    }
  }
}

/// Texts made of what breaks terminals and layouts.
enum HostileText {
  private static let pieces: [String] = [
    "a", "B", " ", "film", "0", ".", "e", "\n", "\r\n", "\t", "\u{1B}[2J", "\u{1B}]0;x\u{7}", "\u{0}",
    "\u{7F}", "\u{9B}", "\u{85}",
    "七", "侍", "ｗ", "한", "각", "\u{1100}\u{1161}\u{11A8}", "\u{1161}", "é", "e\u{301}", "\u{301}\u{302}", "👍",
    "👍🏽", "🏽", "👨‍👩‍👧", "🇩🇪", "🇩",
    "1️⃣", "❤️", "❤", "\u{FE0F}", "\u{200D}", "\u{200C}", "\u{200B}", "\u{202E}", "\u{2066}", "\u{61C}",
    "\u{FEFF}", "क्ष",
    "का", "עב", "مر", "\u{E0041}", "🏴", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u{2028}", "\u{AD}", "\u{600}1", "\u{FFFD}", "\u{10FFFF}",
    "\u{E000}", "ﷺ", "…",
  ]

  static func make(using generator: inout SeededGenerator, most: Int = 12) -> String {
    (0..<Int.random(in: 0...most, using: &generator)).reduce(into: "") { text, _ in
      text += pieces.randomElement(using: &generator) ?? ""
    }
  }

  /// Judged by the categories of Unicode rather than by the ranges that the cleaning knows.
  static func disturbsTerminal(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: scalar.properties.isBidiControl
      }
    }
  }
}
