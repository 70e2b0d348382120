import Tables
import Testing

struct NumberReadingTests {
  private func double(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { ValueReading.double($0) }
  }

  private func int(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBufferPointer { ValueReading.int($0) }
  }

  @Test(arguments: 0..<20)
  func `numbers read as the nearest double, however they are written`(block: Int) {
    var generator = SeededGenerator(block)
    for _ in 0..<5000 {
      let digits = Int.random(in: 1...20, using: &generator)
      var text = Bool.random(using: &generator) ? "-" : ""
      for _ in 0..<digits { text.append(String(Int.random(in: 0...9, using: &generator))) }
      if Bool.random(using: &generator) {
        text.insert(
          ".", at: text.index(text.endIndex, offsetBy: -Int.random(in: 0...digits, using: &generator)))
      }
      if Int.random(in: 0...2, using: &generator) == 0 {
        text += "e\(Int.random(in: -330...310, using: &generator))"
      }
      let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
      #expect(double(text) == expected, "\(text)")
    }
  }

  @Test(arguments: 0..<20)
  func `the shortest text of a double reads back to it`(block: Int) {
    var generator = SeededGenerator(block)
    for _ in 0..<5000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      #expect(double(number.description)?.bitPattern == number.bitPattern, "\(number)")
    }
  }

  @Test(arguments: [
    // Halfway between two doubles, and a digit to either side.
    "9007199254740993", "9007199254740992.9999", "9007199254740993.0001",
    "0.500000000000000166533453693773481063544750213623046875",
    "1.00000000000000011102230246251565", "1.7976931348623157e308", "2.2250738585072011e-308", "4.9e-324",
    "0", "-0.0",
    "00012.500", "1e22", "1e23", "123456789012345678e3", "1234567890123456789", "18446744073709551615",
    "0.000001",
  ])
  func `hard numbers are rounded to even`(text: String) {
    #expect(double(text)?.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: [
    "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "inf", "nan", " 1", "1 ", "1e999", "--1", "1_0",
  ])
  func `what is no number or has no double is none`(text: String) {
    #expect(double(text) == nil)
  }

  @Test func `whole numbers reach to both ends of 64 bits and not beyond`() {
    #expect(int("9223372036854775807") == .max)
    #expect(int("-9223372036854775808") == .min)
    #expect(int("9223372036854775808") == nil)
    #expect(int("-9223372036854775809") == nil)
    #expect(int("+4") == 4)
    #expect(int("007") == 7)
    for text in ["", "-", "+", "1.0", "1e3", " 1", "a"] { #expect(int(text) == nil, "\(text)") }
  }

  @Test func `a quotient of whole numbers is rounded once`() {
    var generator = SeededGenerator(1)
    for _ in 0..<20_000 {
      let mantissa = generator.next() >> UInt64.random(in: 0...63, using: &generator)
      let places = Int.random(in: 0...19, using: &generator)
      #expect(DecimalNumber.quotient(mantissa, places: places) == Double("\(mantissa)e-\(places)"))
      #expect(DecimalNumber.product(mantissa, places: places) == Double("\(mantissa)e\(places)"))
    }
    #expect(DecimalNumber.quotient(1, places: 20) == nil)
    #expect(DecimalNumber.quotient(0, places: 3) == 0)
  }
}
