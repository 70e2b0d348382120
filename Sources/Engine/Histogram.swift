import Tables

/// How many values lie in each of some stretches between the least and the greatest.
struct Histogram {
  /// What the numbers are counted on: a date is a number of days, an instant one of microseconds.
  enum Scale {
    case whole, real, days, microseconds

    init?(_ type: DataType) {
      switch type {
      case .int: self = .whole
      case .double: self = .real
      case .date: self = .days
      case .timestamp: self = .microseconds
      case .bool, .text, .list: return nil
      }
    }
  }

  private static let most = 10

  let counts: [Int]
  private let scale: Scale
  private let low: Double
  private let high: Double
  /// Few whole numbers have a bar each.
  let isDiscrete: Bool

  /// Nil for what cannot be measured, and when all values are one.
  init?(of column: Column) {
    guard let scale = Scale(column.type) else { return nil }
    let numbers = Histogram.numbers(column)
    guard let low = numbers.min(), let high = numbers.max(), low < high else { return nil }
    isDiscrete = (scale == .whole || scale == .days) && high - low < Double(Histogram.most)
    // The halves of two numbers differ by a number that can be told, though the numbers themselves may not.
    let unit = (high - low).isFinite ? 1 : 0.5
    let range = high * unit - low * unit
    var counts = [Int](repeating: 0, count: isDiscrete ? Int(high - low) + 1 : Histogram.most)
    for number in numbers {
      let place = isDiscrete ? number - low : (number * unit - low * unit) / range * Double(Histogram.most)
      counts[min(counts.count - 1, Int(place))] += 1
    }
    (self.scale, self.low, self.high, self.counts) = (scale, low, high, counts)
  }

  /// Where the bars stand: one column of values, or two of where each stretch starts and ends.
  var places: (fields: [Field], columns: [Column]) {
    if isDiscrete {
      let type: DataType = scale == .days ? .date : .int
      return ([Field("value", type)], [Column(type, counts.indices.map { value(low + Double($0)) })])
    }
    let type: DataType =
      switch scale {
      case .whole, .real: .double
      case .days: .date
      case .microseconds: .timestamp
      }
    let edges = (0...counts.count).map { edge in
      let share = Double(edge) / Double(counts.count)
      return value(edge == counts.count ? high : low * (1 - share) + high * share)
    }
    return (
      [Field("from", type), Field("to", type)],
      [Column(type, edges.dropLast()), Column(type, edges.dropFirst())]
    )
  }

  private func value(_ number: Double) -> Value {
    switch scale {
    case .whole: isDiscrete ? .int(Int64(number)) : .double(number)
    case .real: .double(number)
    // The first day that belongs to the stretch.
    case .days: .date(CalendarDate(days: Int32(number.rounded(.up))))
    case .microseconds: .timestamp(Timestamp(microseconds: Int64(number.rounded(.up))))
    }
  }

  private static func numbers(_ column: Column) -> [Double] {
    let present = column.present
    func gather<Number>(_ values: [Number], _ number: (Number) -> Double) -> [Double] {
      guard let present else { return values.map(number) }
      return values.indices.lazy.filter { present[$0] }.map { number(values[$0]) }
    }
    return switch column.values {
    case .int(let values): gather(values) { Double($0) }
    case .double(let values): gather(values) { $0 }
    case .date(let days): gather(days) { Double($0) }
    case .timestamp(let instants): gather(instants) { Double($0) }
    case .bool, .text, .list: []
    }
  }
}
