import Glibc

/// Rounding to decimal digits as a person does it on paper, a half away from zero.
enum Rounding {
  /// `1.005` is stored a little below itself, yet a person expects `1.01` of it. A number is taken for the
  /// half between two results when no other double is nearer to that half.
  static func round(_ number: Double, digits: Int64) -> Double {
    guard digits < 309 else { return number }
    guard digits >= -308 else { return 0 }
    let scale = Glibc.pow(10, Double(digits.magnitude))
    let size = number.magnitude
    let scaled = digits >= 0 ? size * scale : size / scale
    // From here on every double is whole, so that there are no digits to round.
    guard scaled < 0x1p52 else { return number }
    let below = scaled.rounded(.down)
    let half = digits >= 0 ? (below + 0.5) / scale : (below + 0.5) * scale
    let units = size >= half ? below + 1 : below
    let result = digits >= 0 ? units / scale : units * scale
    return number < 0 ? -result : result
  }

  /// Nil when the result does not fit.
  static func round(_ number: Int64, digits: Int64) -> Int64? {
    if digits >= 0 { return number }
    if digits < -19 { return 0 }
    // As many digits as the largest number has: only a half of that unit is left to look at.
    if digits == -19 { return number.magnitude >= 5_000_000_000_000_000_000 ? nil : 0 }
    var unit: Int64 = 1
    for _ in 0..<(-digits) { unit *= 10 }
    let rest = number % unit
    let towardsZero = number - rest
    guard rest.magnitude >= unit.magnitude / 2 else { return towardsZero }
    let (result, overflow) = towardsZero.addingReportingOverflow(number < 0 ? -unit : unit)
    return overflow ? nil : result
  }
}
