import Glibc
import Learning

/// The scale on which a target is learnt: its own, or for skewed positive numbers that of logarithms.
package struct TargetScale: Sendable, Equatable {
  package enum Choice: String, Sendable, CaseIterable {
    case auto, raw, log
  }

  /// Nil for numbers as they are; else the mean of what exponents of errors make of 1 (Duan 1983), without which a
  /// prediction would be the median and not the mean.
  package private(set) var smearing: Double?

  static let raw = TargetScale(smearing: nil)
  static let log = TargetScale(smearing: 1)

  package var isLog: Bool { smearing != nil }

  func learnt(_ target: Target) -> Target {
    guard isLog, case .numbers(let numbers) = target else { return target }
    return .numbers(numbers.map { log1p($0) })
  }

  /// Back from what was learnt, as a mean.
  func mean(_ learnt: Double) -> Double {
    guard let smearing else { return learnt }
    return max(0, exp(learnt) * smearing - 1)
  }

  /// Back from what was learnt, as a bound.
  func bound(_ learnt: Double) -> Double { isLog ? max(0, expm1(learnt)) : learnt }

  /// By predictions, on the learnt scale, of rows that were not seen.
  func smeared(_ predicted: [Double], _ actual: [Double]) -> TargetScale {
    guard isLog else { return self }
    var (sum, rows) = (0.0, 0.0)
    for (predicted, actual) in zip(predicted, actual) where predicted.isFinite {
      sum += exp(actual - predicted)
      rows += 1
    }
    return TargetScale(smearing: rows > 0 && (sum / rows).isFinite ? sum / rows : 1)
  }

  /// Whether logarithms may serve better: no number is below 0, and a few are far above the others.
  static func isSkewed(_ numbers: [Double]) -> Bool {
    guard numbers.count >= 20, numbers.allSatisfy({ $0 >= 0 }) else { return false }
    let mean = numbers.reduce(0) { $0 + $1 / Double(numbers.count) }
    var (second, third) = (0.0, 0.0)
    for number in numbers {
      let distance = number - mean
      second += distance * distance
      third += distance * distance * distance
    }
    let count = Double(numbers.count)
    let deviation = (second / count).squareRoot()
    return deviation > 0 && third / count / (deviation * deviation * deviation) > 1.5
  }
}
