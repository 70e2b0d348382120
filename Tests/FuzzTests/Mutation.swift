/// Damages inputs the ways in which they come damaged: cut, doubled, spliced, with bytes turned and signs strewn in.
struct Mutation {
  private var random: SeededGenerator
  private let inputs: [[UInt8]]
  /// Pieces that mean something in the inputs, strewn in.
  private let pieces: [[UInt8]]
  private let longest: Int

  init(seed: UInt64, inputs: [[UInt8]], pieces: [String], longest: Int = 4000) {
    random = SeededGenerator(seed)
    self.inputs = inputs
    self.pieces = pieces.map { Array($0.utf8) }
    self.longest = longest
  }

  mutating func next() -> [UInt8] {
    var bytes = slice(of: inputs[random.below(inputs.count)])
    // One slip mostly, so that much of the rest still holds together.
    for _ in 0...(random.below(2) * random.below(4)) { change(&bytes) }
    return Array(bytes.prefix(longest))
  }

  /// A whole input, or a stretch of one that is long.
  private mutating func slice(of input: [UInt8]) -> [UInt8] {
    guard input.count > longest else { return input }
    let start = random.below(input.count - longest / 2)
    return Array(input[start..<min(input.count, start + longest / 2)])
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    switch random.below(12) {
    case 0: flip(&bytes)
    case 1: bytes.removeSubrange(range(in: bytes))
    case 2: bytes = Array(bytes.prefix(random.below(bytes.count + 1)))
    case 3: bytes.insert(contentsOf: bytes[range(in: bytes)], at: place(in: bytes))
    case 4:
      let other = slice(of: inputs[random.below(inputs.count)])
      bytes = Array(bytes.prefix(place(in: bytes))) + other.suffix(random.below(other.count + 1))
    case 5: nest(&bytes)
    case 6: bytes.insert(contentsOf: invalidUTF8(), at: place(in: bytes))
    case 7:
      let stretch = range(in: bytes)
      bytes.replaceSubrange(stretch, with: pieces[random.below(pieces.count)])
    default: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place(in: bytes))
    }
  }

  private mutating func flip(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    for _ in 0...random.below(3) {
      let place = random.below(bytes.count)
      bytes[place] =
        random.below(2) == 0 ? bytes[place] ^ (1 << UInt8(random.below(8))) : UInt8(random.below(256))
    }
  }

  private mutating func nest(_ bytes: inout [UInt8]) {
    let openers: [(String, String)] = [
      ("(", ")"), ("[", "]"), ("f(", ")"), ("not ", ""), ("-", ""), ("{", "}"), ("explain ", ""),
      ("a + ", ""), ("{\"a\":", "}"),
      ("if(a, b, ", ")"),
    ]
    let (open, close) = openers[random.below(openers.count)]
    let depth = 1 << random.below(11)
    let start = place(in: bytes)
    bytes.insert(contentsOf: Array(repeating: Array(close.utf8), count: depth).joined(), at: start)
    bytes.insert(
      contentsOf: Array(repeating: Array(open.utf8), count: depth).joined(), at: random.below(start + 1))
  }

  private mutating func invalidUTF8() -> [UInt8] {
    let samples: [[UInt8]] = [
      [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0x80], [0],
    ]
    return samples[random.below(samples.count)]
  }

  private mutating func place(in bytes: [UInt8]) -> Int { random.below(bytes.count + 1) }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = place(in: bytes)
    return start..<min(bytes.count, start + random.below(1 << random.below(8)))
  }
}
