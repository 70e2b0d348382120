import Numerics
import Testing

@Suite struct CounterGeneratorTests {
  @Test func `a number depends on seed, stream and index alone`() {
    var whole = CounterGenerator(seed: 3, stream: 5)
    let numbers = (0..<100).map { _ in whole.next() }
    for index in 0..<100 {
      var generator = CounterGenerator(seed: 3, stream: 5, index: UInt64(index))
      #expect(generator.next() == numbers[index])
    }
    #expect(Set(numbers).count == 100)
  }

  @Test func `streams and seeds that are next to one another have nothing in common`() {
    var all = Set<UInt64>()
    for seed in 0..<20 as Range<UInt64> {
      for stream in 0..<20 as Range<UInt64> {
        var generator = CounterGenerator(seed: seed, stream: stream)
        for _ in 0..<50 { all.insert(generator.next()) }
      }
    }
    #expect(all.count == 20 * 20 * 50)
  }

  @Test func `whole numbers below a bound are equally likely`() {
    for bound in [1, 2, 3, 7, 10, 100] {
      var generator = CounterGenerator(seed: 1, stream: UInt64(bound))
      var counts = Array(repeating: 0, count: bound)
      let draws = 2_000 * bound
      for _ in 0..<draws { counts[generator.below(bound)] += 1 }
      // Five deviations of a binomial count.
      for count in counts { #expect(abs(Double(count) - 2_000) < 5 * (2_000.0).squareRoot()) }
    }
  }

  @Test func `each bit is set half the time`() {
    var generator = CounterGenerator(seed: 2, stream: 0)
    var counts = Array(repeating: 0, count: 64)
    for _ in 0..<40_000 {
      let number = generator.next()
      for bit in 0..<64 where number >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
    }
    for count in counts { #expect(abs(count - 20_000) < 500) }
  }

  @Test func `normal numbers have the mean, deviation and tails of a normal distribution`() {
    var generator = CounterGenerator(seed: 4, stream: 0)
    let numbers = (0..<100_000).map { _ in generator.normal() }
    let mean = numbers.reduce(0, +) / 100_000
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 100_000
    let beyond = numbers.count { $0.magnitude > 1.959964 }
    #expect(mean.magnitude < 0.016)
    #expect((variance - 1).magnitude < 0.023)
    #expect((4_650...5_350).contains(beyond))
  }

  @Test func `every order of three is as likely as the others`() {
    var counts: [[Int]: Int] = [:]
    var generator = CounterGenerator(seed: 6, stream: 0)
    for _ in 0..<12_000 { counts[generator.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    for count in counts.values { #expect((1_780...2_220).contains(count)) }
  }
}
