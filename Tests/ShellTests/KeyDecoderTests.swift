import Shell
import TestSupport
import Testing

@Suite struct KeyDecoderTests {
  /// All keys of some bytes, which come in blocks; at the end nothing more comes.
  private func keys(_ blocks: [[UInt8]], handedOn: Set<String> = []) -> [KeyDecoder.Key] {
    var decoder = KeyDecoder()
    decoder.handedOn = handedOn
    var keys: [KeyDecoder.Key] = []
    for block in blocks {
      decoder.append(block)
      while let key = decoder.next() { keys.append(key) }
    }
    while let key = decoder.next(isIdle: true) { keys.append(key) }
    return keys
  }

  private func keys(_ text: String) -> [KeyDecoder.Key] { keys([Array(text.utf8)]) }

  private func letters(_ text: String) -> [KeyDecoder.Key] { text.unicodeScalars.map { .character($0) } }

  @Test func `letters of all scripts are keys`() {
    #expect(keys("aß漢🎃\r\u{3}\u{0}") == letters("aß漢🎃\r\u{3}\u{0}"))
  }

  @Test(arguments: [
    ("\u{1B}[A", NamedKey.up), ("\u{1B}OA", .up), ("\u{1B}[1;5D", .wordLeft), ("\u{1B}[3~", .delete),
    ("\u{1B}[4~", .end), ("\u{1B}[6~", .pageDown),
  ])
  func `the sequence of a key is that key`(_ sequence: String, _ key: NamedKey) {
    #expect(keys("x" + sequence + "y") == letters("x") + [.named(key)] + letters("y"))
  }

  @Test(arguments: [
    "\u{1B}[24~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[?1;2c", "\u{1B}[12;40R", "\u{1B}[201~", "\u{9B}",
  ])
  func `a sequence that means nothing leaves nothing`(_ sequence: String) {
    #expect(keys("x" + sequence + "y") == letters("xy"))
  }

  @Test func `an escape alone is a key, and so is one before a letter`() {
    #expect(keys("\u{1B}") == letters("\u{1B}"))
    #expect(keys("\u{1B}b") == letters("\u{1B}b"))
    #expect(keys("\u{1B}\u{1B}[A") == letters("\u{1B}") + [.named(.up)])
    #expect(keys("\u{1B}[") == letters("\u{1B}["))
    #expect(keys("\u{1B}[1;漢") == letters("\u{1B}[1;漢"))
  }

  @Test func `a sequence that is bound goes on as characters`() {
    #expect(keys([Array("\u{1B}[15~".utf8)], handedOn: ["[15~"]) == letters("\u{1B}[15~"))
  }

  @Test func `bytes that are no text become signs of that`() {
    #expect(keys([[0x61, 0xFF, 0xE6, 0xBC, 0x62]]) == letters("a\u{FFFD}\u{FFFD}\u{FFFD}b"))
    #expect(keys([[0xE6, 0xBC]]) == letters("\u{FFFD}\u{FFFD}"))
  }

  @Test func `a paste is one key, whatever stands in it`() {
    let text = "a\tb\r\u{1B}[A\u{3}\u{1B}"
    #expect(
      keys("x\u{1B}[200~\(text)\u{1B}[201~y") == letters("x") + [.paste(Array(text.utf8))] + letters("y"))
    #expect(keys("\u{1B}[200~\u{1B}[201~") == [.paste([])])
  }

  @Test func `a Ctrl-C that comes alone leaves a paste without end`() {
    #expect(keys([Array("\u{1B}[200~abc".utf8), [3], Array("d".utf8)]) == letters("\u{3}d"))
  }

  /// Where the input is cut into blocks is chance.
  @Test(arguments: 0..<50) func `keys are the same however their bytes come`(_ seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "漢", "🎃", "\u{1B}[A", "\u{1B}[1;5C", "\u{1B}b", "\u{1B}[200~x\ny\u{1B}[201~", "\r", "\u{1B}[99~",
    ]
    let bytes = (0..<30).flatMap { _ in Array(generator.pick(pieces).utf8) }
    var blocks: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(rest.count, 1 + generator.below(5))
      blocks.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    #expect(keys(blocks) == keys([bytes]))
  }
}
