import Glibc
import Tables

/// A place on an axis that is labelled.
struct Tick: Sendable, Equatable {
  let value: Double
  let label: String
}

/// Round places on an axis, no more than there is room for.
enum Ticks {
  static func numbers(_ low: Double, _ high: Double, most: Int, percent: Bool = false) -> [Tick] {
    guard high > low, (high - low).isFinite else { return [] }
    // A single label would not tell how long the axis is.
    let finer = (0...4).map { niceStep((high - low) / Double(max(1, most) + $0)) }
    let step = finer.first { (high / $0).rounded(.down) > (low / $0).rounded(.up) } ?? finer[0]
    let scale = percent ? 100.0 : 1
    let (unit, letter) = percent ? (1.0, "%") : unitOf(max(low.magnitude, high.magnitude), step)
    let decimals = decimalsOf(step * scale / unit)
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000, first.magnitude < 1e15 else { return [] }
    return stride(from: first, through: last, by: 1).map { place in
      let value = place == 0 ? 0 : place * step
      let tiny = step * scale < 1e-6
      let label =
        tiny
        ? NumberText.readable(value, significantDigits: 4)
        : NumberLabels.fixed(value * scale / unit, decimals: decimals)
          + (value == 0 && !percent ? "" : letter)
      return Tick(value: value, label: label)
    }
  }

  /// 1, 2 or 5 times a power of ten, at least as large.
  static func niceStep(_ least: Double) -> Double {
    guard least > 0, least.isFinite else { return 1 }
    var power = pow(10, log10(least).rounded(.down))
    if power == 0 { power = Double.leastNormalMagnitude }
    for factor in [1.0, 2, 5, 10] where factor * power >= least * (1 - 1e-9) { return factor * power }
    return 10 * power
  }

  /// Powers of ten, with 2 and 5 between them where there is room, or each n-th of them where there is not.
  static func logarithmic(_ low: Double, _ high: Double, most: Int, percent: Bool = false) -> [Tick] {
    guard low > 0, high > low else { return [] }
    let (first, last) = (Int(log10(low).rounded(.down)), Int(log10(high).rounded(.up)))
    let decades = max(1, last - first)
    let factors = decades * 3 <= most ? [1.0, 2, 5] : decades * 2 <= most ? [1.0, 3] : [1.0]
    let every = max(1, (decades + most - 1) / max(1, most))
    var ticks: [Tick] = []
    for power in first...last where (power - first) % every == 0 {
      for factor in factors {
        let value = factor * pow(10, Double(power))
        guard value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) else { continue }
        let label = percent ? NumberLabels.percent(value) : NumberLabels.readable(value)
        ticks.append(Tick(value: value, label: label))
      }
    }
    // Within one decade the factors may all lie outside.
    return ticks.count >= 2 ? ticks : numbers(low, high, most: most, percent: percent)
  }

  private static func unitOf(_ size: Double, _ step: Double) -> (Double, String) {
    switch size {
    case 1e15...: (1, "")
    case 2e12...: (1e12, "T")
    case 2e9...: (1e9, "B")
    case 2e6...: (1e6, "M")
    default: (1, "")
    }
  }

  private static func decimalsOf(_ step: Double) -> Int {
    guard step > 0 else { return 0 }
    var decimals = 0
    var scaled = step
    while decimals < 9, (scaled - scaled.rounded()).magnitude > 1e-6 * max(1, scaled) {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }
}
