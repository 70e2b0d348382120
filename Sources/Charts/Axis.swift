import Glibc

/// One direction of a panel: what its numbers stand for, and from where to where it goes.
struct Axis: Sendable {
  enum Kind: Sendable, Equatable {
    case numbers
    /// Shares of 1, written in per cent.
    case shares
    /// Days from 1970-01-01.
    case dates
    /// Names at 0, 1, 2 and so on.
    case categories([String])
    /// Nothing is written: other words say what is where.
    case bare
  }

  var title: String
  var kind: Kind
  var low: Double
  var high: Double
  var isLogarithmic = false
  /// The first category on top.
  var isReversed = false
  var showsGrid = true
  /// Only whole numbers are labelled, as of what is counted.
  var isWhole = false
  /// Places that are labelled instead of round ones.
  var ticks: [Tick]?

  /// As much as the values need, and a little more; from zero on where the length of a mark says how much.
  init(
    _ title: String, _ kind: Kind = .numbers, covering values: [Double], fromZero: Bool = false,
    isLogarithmic: Bool = false, padding: Double = 0.04
  ) {
    self.title = title
    self.kind = kind
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite && (!isLogarithmic || value > 0) {
      low = min(low, value)
      high = max(high, value)
    }
    if low > high { (low, high) = isLogarithmic ? (1, 10) : (0, 1) }
    self.isLogarithmic = isLogarithmic
    if isLogarithmic {
      if high / low < 1.5 { (low, high) = (low / 2, high * 2) }
      let room = pow(high / low, padding)
      (self.low, self.high) = (max(low / room, Double.leastNormalMagnitude), high * room)
      return
    }
    if fromZero { (low, high) = (min(0, low), max(0, high)) }
    if high - low <= max(low.magnitude, high.magnitude) * 1e-12 {
      let half = kind == .dates ? 10 : low == 0 ? 0.5 : low.magnitude * 0.1
      (low, high) = fromZero ? (min(0, low - half), max(0, high + half)) : (low - half, high + half)
    }
    let room = (high - low) * padding
    self.low = fromZero && low == 0 ? 0 : low - room
    self.high = fromZero && high == 0 ? 0 : high + room
  }

  init(_ title: String, _ kind: Kind = .numbers, from low: Double, to high: Double) {
    self.title = title
    self.kind = kind
    self.low = low
    self.high = high
  }

  init(_ title: String, categories names: [String], isReversed: Bool = false) {
    self.init(title, .categories(names), from: -0.5, to: max(0.5, Double(names.count) - 0.5))
    self.isReversed = isReversed
    showsGrid = false
  }

  /// Where a value lies between the ends, from 0 to 1.
  func share(_ value: Double) -> Double {
    var share: Double
    if isLogarithmic {
      guard value > 0 else { return 0 }
      share = log(value / low) / log(high / low)
    } else {
      share = (value - low) / (high - low)
    }
    if isReversed { share = 1 - share }
    return share.isFinite ? share : 0
  }

  /// The value at a place between the ends.
  func value(at share: Double) -> Double {
    isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
  }

  func contains(_ value: Double) -> Bool { value >= low && value <= high }

  /// What is labelled, when each label takes so much of the length.
  func ticks(length: Double, spacing: Double) -> [Tick] {
    if let ticks { return ticks }
    let most = max(2, Int(length / max(1, spacing)))
    switch kind {
    case .bare: return []
    case .categories(let names):
      // Where there is no room for all names, every second or third stands for its neighbours.
      let every = max(1, Int((spacing * Double(names.count) / max(1, length)).rounded(.up)))
      return stride(from: 0, to: names.count, by: every).map { Tick(value: Double($0), label: names[$0]) }
    case .dates: return Ticks.dates(low, high, most: most)
    case .numbers, .shares:
      let percent = kind == .shares
      let all =
        isLogarithmic
        ? Ticks.logarithmic(low, high, most: most, percent: percent)
        : Ticks.numbers(
          low, high, most: isWhole ? min(most, Int(min(1000, high - low))) : most, percent: percent)
      return isWhole ? all.filter { $0.value.rounded() == $0.value } : all
    }
  }

  /// A value in words, for what is shown when one points at a mark.
  func words(_ value: Double) -> String {
    switch kind {
    case .shares: NumberLabels.percent(value)
    case .dates: Ticks.dateText(value, withTime: value != value.rounded() && high - low < 60)
    case .categories(let names):
      names.indices.contains(Int(value.rounded())) ? names[Int(value.rounded())] : ""
    case .numbers, .bare: NumberLabels.readable(value)
    }
  }
}
