import Glibc

/// Random numbers that depend on nothing but a seed, a stream and a count.
///
/// A piece of work (a tree, a fold, a restart) has its own stream, so it draws the same numbers on whichever
/// thread it runs. The numbers are those of SplitMix64 (Steele, Lea and Flood 2014), from a start that is mixed
/// of seed and stream.
package struct CounterGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// The odd number next to 2^64 divided by the golden ratio: its multiples fall evenly.
  @usableFromInline static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The generator that stands in front of number `index` of the stream.
  package init(seed: UInt64, stream: UInt64, index: UInt64 = 0) {
    let key = CounterGenerator.mix(CounterGenerator.mix(seed &+ CounterGenerator.step) ^ stream)
    state = CounterGenerator.mix(key &+ stream &* 0xD1B5_4A32_D192_ED03) &+ index &* CounterGenerator.step
  }

  @inlinable static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  @inlinable package mutating func next() -> UInt64 {
    state &+= CounterGenerator.step
    return CounterGenerator.mix(state)
  }

  /// A whole number below `bound`, each as likely as the others (Lemire 2019). `bound` must not be 0.
  @inlinable package mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let refused = (0 &- bound) % bound
      while product.low < refused { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number in 0..<1, of 53 random bits.
  @inlinable package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the normal distribution with mean 0 and deviation 1 (Marsaglia's polar method).
  package mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0, square < 1 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// Every order is as likely as the others (Fisher and Yates).
  @inlinable package mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(last, below(last + 1)) }
  }

  /// The numbers below `count` in random order.
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }
}
