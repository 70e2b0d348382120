import Tables

/// Numbers as people write them in pictures: `12,000`, `1.5M`, `0.25`, `45%`.
enum NumberLabels {
  /// With so many digits behind the point, and commas between thousands.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "" }
    guard value.magnitude < 1e15 else { return NumberText.readable(value, significantDigits: 3) }
    var unit = 1.0
    for _ in 0..<max(0, decimals) { unit *= 10 }
    let scaled = (value.magnitude * unit).rounded()
    guard scaled < 9e18 else { return grouped(Int64(value)) }
    let whole = Int64(scaled)
    let sign = value < 0 && whole > 0 ? "−" : ""
    let (before, behind) = whole.quotientAndRemainder(dividingBy: Int64(unit))
    let fraction = decimals > 0 ? "." + NumberText.padded(behind, to: decimals) : ""
    return sign + grouped(before) + fraction
  }

  /// A number on its own: three digits that say something, more where the whole part has them.
  static func readable(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let size = value.magnitude
    if size >= 1e15 || (size > 0 && size < 1e-4) { return NumberText.readable(value, significantDigits: 3) }
    if size >= 1e6 { return short(value) }
    if value.rounded() == value { return fixed(value, decimals: 0) }
    switch size {
    case 1000...: return fixed(value, decimals: 0)
    case 100...: return trimmed(fixed(value, decimals: 1))
    case 1...: return trimmed(fixed(value, decimals: 2))
    case 0.01...: return trimmed(fixed(value, decimals: 3))
    default: return trimmed(fixed(value, decimals: 6))
    }
  }

  /// A share of 1 in per cent.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "" }
    let value = share * 100
    let isSmall = value.magnitude < 9.95 && value != 0 && value.rounded() != value
    return trimmed(fixed(value, decimals: isSmall ? 1 : 0)) + "%"
  }

  /// Numbers that stand below or beside one another, with equally many digits behind the point.
  static func alike(_ values: [Double]) -> (Double) -> String {
    let sizes = values.filter(\.isFinite).map(\.magnitude)
    let most = sizes.max() ?? 0
    let decimals: Int
    switch most {
    case 1e6..., ..<0.001: return readable
    case 100...: decimals = 0
    case 10...: decimals = 1
    case 1...: decimals = 2
    case 0.1...: decimals = 3
    default: decimals = 5
    }
    let isWhole = sizes.allSatisfy { $0.rounded() == $0 }
    return { fixed($0, decimals: isWhole ? 0 : decimals) }
  }

  static func count(_ value: Int) -> String { grouped(Int64(value)) }

  static func count(_ value: Int, _ noun: String) -> String {
    count(value) + " " + noun + (value == 1 ? "" : "s")
  }

  /// `1.5M`: millions and more, with three digits.
  static func short(_ value: Double) -> String {
    let units = [(1e12, "T"), (1e9, "B"), (1e6, "M")]
    guard let (unit, letter) = units.first(where: { value.magnitude >= $0.0 }) else { return readable(value) }
    let share = value / unit
    let decimals = share.magnitude >= 99.95 ? 0 : share.magnitude >= 9.995 ? 1 : 2
    return trimmed(fixed(share, decimals: decimals)) + letter
  }

  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Four digits stand together, so that a year is a year.
  private static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if digits.count > 4, place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
