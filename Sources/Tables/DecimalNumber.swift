/// Turns digits and a power of ten into the double nearest to them.
package enum DecimalNumber {
  /// 10^0 to 10^22: the powers of ten that are doubles.
  package static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19,
    1e20, 1e21, 1e22,
  ]

  /// `mantissa / 10^places`, correctly rounded; nil beyond 19 places.
  ///
  /// Both numbers are shifted to 64 bits and divided in whole numbers. The quotient has at least ten bits more
  /// than a double; a rest sets the lowest of them, so that rounding sees that there was one.
  @inlinable package static func quotient(_ mantissa: UInt64, places: Int) -> Double? {
    guard mantissa > 0, places >= 0, places <= 19 else { return mantissa == 0 ? 0 : nil }
    var divisor: UInt64 = 1
    for _ in 0..<places { divisor &*= 10 }
    let mantissaShift = mantissa.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let high = mantissa << UInt64(mantissaShift)
    let low = divisor << UInt64(divisorShift)
    var (quotient, rest) = low.dividingFullWidth((high >> 1, high << 63))
    if rest != 0 { quotient |= 1 }
    return Double(sign: .plus, exponent: divisorShift - mantissaShift - 63, significand: Double(quotient))
  }

  /// `mantissa * 10^places`, correctly rounded; nil beyond 19 places.
  package static func product(_ mantissa: UInt64, places: Int) -> Double? {
    guard mantissa > 0, places >= 0, places <= 19 else { return mantissa == 0 ? 0 : nil }
    var factor: UInt64 = 1
    for _ in 0..<places { factor &*= 10 }
    let (high, low) = mantissa.multipliedFullWidth(by: factor)
    if high == 0 { return Double(low) }
    let shift = UInt64(high.leadingZeroBitCount)
    var top = shift == 0 ? high : high << shift | low >> (64 - shift)
    if low << shift != 0 { top |= 1 }
    return Double(sign: .plus, exponent: 64 - Int(shift), significand: Double(top))
  }
}
