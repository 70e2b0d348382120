import Tables

extension Ticks {
  /// Days from 1970-01-01: at the beginnings of years, months, weeks or days, of hours or minutes.
  static func dates(_ low: Double, _ high: Double, most: Int) -> [Tick] {
    guard high > low, low >= Double(CalendarDate.first.days), high <= Double(CalendarDate.last.days) + 1
    else { return [] }
    let room = Double(max(1, most))
    let span = high - low
    if span / room < 0.75 { return times(low, high, most: most) }
    if span / room < 20 { return days(low, high, most: most) }
    let months = span / 30.44 / room
    if months <= 6 { return self.months(low, high, every: [1, 2, 3, 6].first { Double($0) >= months } ?? 6) }
    let years = max(1, Int(niceStep(span / 365.25 / room).rounded(.up)))
    let first = date(low).parts.year
    let last = date(high).parts.year
    return (first...max(first, last)).filter { $0 % years == 0 }.compactMap { year in
      let value = Double(CalendarDate.dayNumber(year: year, month: 1, day: 1))
      return value >= low && value <= high ? Tick(value: value, label: String(year)) : nil
    }
  }

  /// Beginnings of years, quarters or months around the values, about thirty; of days for a short time.
  static func dateEdges(_ values: Distribution) -> [Double] {
    guard let first = values.sorted.first, let last = values.sorted.last,
      first >= Double(CalendarDate.first.days), last <= Double(CalendarDate.last.days)
    else { return [] }
    let months = (last - first) / 30.44
    guard months > 8 else { return values.edges(bins: nil, isLogarithmic: false) }
    let step = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200].first { months / Double($0) <= 40 } ?? 6000
    let (start, end) = (date(first).parts, date(last).parts)
    let from = (start.year * 12 + start.month - 1) / step
    let to = (end.year * 12 + end.month - 1) / step + 1
    return (from...to).map { place in
      let (year, month) = (place * step).quotientAndRemainder(dividingBy: 12)
      return Double(CalendarDate.dayNumber(year: year, month: month + 1, day: 1))
    }
  }

  /// `31 Oct 2026`, with the time of day where there is one.
  static func dateText(_ value: Double, withTime: Bool = false) -> String {
    guard value >= Double(CalendarDate.first.days), value <= Double(CalendarDate.last.days) + 1 else {
      return ""
    }
    let parts = date(value).parts
    let day = "\(parts.day) \(monthNames[parts.month - 1]) \(parts.year)"
    return withTime ? day + " " + timeText(value) : day
  }

  static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func date(_ value: Double) -> CalendarDate {
    CalendarDate(days: Int32(clamping: Int(value.rounded(.down))))
  }

  private static func timeText(_ value: Double) -> String {
    let seconds = Int(((value - value.rounded(.down)) * 86_400).rounded())
    return NumberText.padded(seconds / 3600, to: 2) + ":" + NumberText.padded(seconds / 60 % 60, to: 2)
  }

  private static func months(_ low: Double, _ high: Double, every: Int) -> [Tick] {
    let start = date(low).parts
    var ticks: [Tick] = []
    var month = start.year * 12 + (start.month - 1) / every * every
    while true {
      let (year, place) = month.quotientAndRemainder(dividingBy: 12)
      let value = Double(CalendarDate.dayNumber(year: year, month: place + 1, day: 1))
      if value > high { return ticks }
      if value >= low {
        let needsYear = ticks.isEmpty || place == 0
        ticks.append(Tick(value: value, label: monthNames[place] + (needsYear ? " \(year)" : "")))
      }
      month += every
    }
  }

  private static func days(_ low: Double, _ high: Double, most: Int) -> [Tick] {
    let least = (high - low) / Double(max(1, most))
    let step = [1.0, 2, 7, 14, 28].first { $0 >= least } ?? 28
    let first = (low / step).rounded(.up) * step
    return stride(from: first, through: high, by: step).enumerated().map { place, value in
      let parts = date(value).parts
      let day = "\(parts.day) \(monthNames[parts.month - 1])"
      return Tick(value: value, label: place == 0 ? day + " \(parts.year)" : day)
    }
  }

  private static func times(_ low: Double, _ high: Double, most: Int) -> [Tick] {
    let least = (high - low) * 1440 / Double(max(1, most))
    let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440]
    let step = steps.first { $0 >= least } ?? 1440
    let first = (low * 1440 / step).rounded(.up)
    let last = (high * 1440 / step).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).enumerated().map { place, number in
      let value = number * step / 1440
      let isMidnight = value == value.rounded()
      let text = isMidnight || place == 0 ? dateText(value, withTime: !isMidnight) : timeText(value)
      return Tick(value: value, label: text)
    }
  }
}
