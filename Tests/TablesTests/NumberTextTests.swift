import Foundation
import Tables
import TestSupport
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (5.0, "5"), (-0.0, "0"), (0.0, "0"), (0.1, "0.1"), (-12.5, "-12.5"), (1e20, "1e20"),
      (1.5e300, "1.5e300"),
      (Double.leastNonzeroMagnitude, "5e-324"), (0.0001, "0.0001"), (0.00002, "2e-5"), (-2.5e-7, "-2.5e-7"),
      (1e15, "1000000000000000"), (9_007_199_254_740_993.0, "9007199254740992"), (1e16, "1e16"),
      (12345678.9, "12345678.9"), (0.1 + 0.2, "0.30000000000000004"), (100.25, "100.25"),
      (Double.greatestFiniteMagnitude, "1.7976931348623157e308"),
    ] as [(Double, String)])
  func `the shortest text is written without needless digits`(value: Double, text: String) {
    #expect(NumberText.shortest(value) == text)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the shortest text reads back to the same double and is valid JSON`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = NumberText.shortest(value)
      #expect(Double(text) == value)
      #expect(text.utf8.count <= 24)
      #expect(text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-?[0-9]+)?/) != nil, "\(text)")
    }
  }

  @Test(
    arguments: [
      (5.0, "5"), (18.43, "18.43"), (12345678.9, "12345679"), (402.123456, "402.123"), (2.0 / 3, "0.666667"),
      (0.1234565, "0.123457"), (-0.1234565, "-0.123457"), (0.1 + 0.2, "0.3"), (1_234_567, "1234567"),
      (99.99999999, "100"), (999_999.5, "1000000"), (0.0001, "0.0001"), (0.00012345678, "0.000123457"),
      (1.234e-7, "1.234e-7"), (0.000099999999, "0.0001"), (1e15, "1e15"), (1.23456789e20, "1.23457e20"),
      (999_999_999_999_999.9, "1e15"), (123_456_789_012_345, "123456789012345"), (-0.0, "0"),
      (-1e-300, "-1e-300"), (0.5, "0.5"), (1e14 + 0.5, "100000000000001"),
    ] as [(Double, String)])
  func `a readable number has six digits and its whole part`(value: Double, text: String) {
    #expect(NumberText.readable(value) == text)
  }

  @Test func `fewer significant digits can be asked for`() {
    #expect(NumberText.readable(3.14159, significantDigits: 3) == "3.14")
    #expect(NumberText.readable(0.999, significantDigits: 2) == "1")
    #expect(NumberText.readable(314.159, significantDigits: 1) == "314")
    #expect(NumberText.readable(2.5, significantDigits: 0) == "3")
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a readable number is near the number`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let value =
        Double.random(in: -1...1, using: &generator) * pow(10, Double.random(in: -12...18, using: &generator))
      let read = try #require(Double(NumberText.readable(value)))
      #expect(abs(read - value) <= abs(value) * 5.0001e-6)
    }
  }

  @Test(
    arguments: [
      (0, "0"), (-7, "-7"), (1_234_567, "1234567"), (.max, "9223372036854775807"),
      (.min, "-9223372036854775808"),
    ] as [(Int64, String)])
  func `whole numbers are written without anything between thousands`(value: Int64, text: String) {
    var bytes: [UInt8] = []
    NumberText.append(value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}
