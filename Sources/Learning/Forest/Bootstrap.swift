import Numerics

/// Which rows a tree draws, and how often. It can be drawn again from the seed at any time, so nothing keeps it.
struct Bootstrap {
  let seed: UInt64
  let rows: Int
  /// nil: every row once.
  let draws: Int?

  /// Adds a tree's draws to `counts`, which has a place for every row and is all zero.
  func draw(tree: Int, into counts: UnsafeMutablePointer<UInt16>) {
    // SAFETY: every number drawn is below `rows`.
    guard let draws else {
      counts.update(repeating: 1, count: rows)
      return
    }
    var generator = CounterGenerator(seed: seed, stream: UInt64(tree) << 1)
    let bound = UInt64(rows)
    // Two draws of each random number: with at most 2^24 rows no row is favoured by more than one in 256.
    for _ in 0..<(draws / 2) {
      let random = generator.next()
      counts[Int(((random >> 32) &* bound) >> 32)] &+= 1
      counts[Int(((random & 0xFFFF_FFFF) &* bound) >> 32)] &+= 1
    }
    if draws % 2 == 1 { counts[Int(((generator.next() >> 32) &* bound) >> 32)] &+= 1 }
  }
}
