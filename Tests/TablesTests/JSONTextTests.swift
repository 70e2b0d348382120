import Foundation
import Tables
import TestSupport
import Testing

@Suite struct JSONTextTests {
  @Test(arguments: [
    ("", #""""#), ("plain", #""plain""#), (#"a"b\c"#, #""a\"b\\c""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
    ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#), ("é侍👍", #""é侍👍""#), ("\u{85}\u{9B}", #""\u0085\u009b""#),
    ("/", #""/""#), ("\u{2028}", "\"\u{2028}\""), ("¢\u{80}", #""¢\u0080""#),
  ])
  func `a text is quoted as JSON`(text: String, json: String) {
    #expect(JSONText.quote(text) == json)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `any text comes back from its JSON`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      // Foundation's reader loses U+FEFF.
      let text = String(
        String.UnicodeScalarView(
          HostileText.make(using: &generator).unicodeScalars.filter { $0 != "\u{FEFF}" }))
      let json = "[" + JSONText.quote(text) + "]"
      let back = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String])
      #expect(Array((back.first ?? "-").utf8) == Array(text.utf8))
      #expect(!json.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
  }
}
