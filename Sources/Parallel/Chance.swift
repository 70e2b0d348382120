import Glibc

/// A stream of numbers by chance, the same each time for the same seed and piece of work.
///
/// SplitMix64, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
package struct Chance: Sendable {
  private var state: UInt64

  /// The stream of one piece of work: another piece's never depends on it.
  package init(seed: UInt64, piece: UInt64 = 0) { state = seed ^ (piece &* 0x9E37_79B9_7F4A_7C15) }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// From 0 up to, and without, 1.
  package mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  package mutating func happens(_ probability: Double) -> Bool { share() < probability }

  package mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }

  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// By the normal distribution with mean 0 and deviation 1 (Box and Muller).
  package mutating func normal() -> Double {
    let radius = (-2 * log(1 - share())).squareRoot()
    return radius * cos(2 * .pi * share())
  }

  /// The place of one of some weights, each as likely as it weighs.
  package mutating func place(in weights: [Double]) -> Int {
    var rest = share() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}
