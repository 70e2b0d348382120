/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let days: Int32

  package init(days: Int32) { self.days = days }

  /// Nil when there is no such day: `2023-02-29` is none.
  package init?(year: Int, month: Int, day: Int) {
    guard CalendarDate.years.contains(year), (1...12).contains(month),
      day >= 1, day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    days = CalendarDate.dayNumber(year: year, month: month, day: day)
  }

  /// The years that can be written with four digits.
  package static let years = 1...9999
  package static let first = CalendarDate(days: dayNumber(year: 1, month: 1, day: 1))
  package static let last = CalendarDate(days: dayNumber(year: 9999, month: 12, day: 31))

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.days < right.days }

  /// Year, month and day, after Howard Hinnant's `civil_from_days`
  /// (https://howardhinnant.github.io/date_algorithms.html).
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Monday is 1, Sunday is 7, as in ISO 8601.
  package var weekday: Int { ((Int(days) + 3) % 7 + 7) % 7 + 1 }

  /// The same day of the month some months on, or the last day of that month where it is shorter.
  package func adding(months: Int) -> CalendarDate? {
    let now = parts
    let total = now.year * 12 + now.month - 1 + months
    let year = total >= 0 ? total / 12 : (total - 11) / 12
    let month = total - year * 12 + 1
    guard CalendarDate.years.contains(year) else { return nil }
    return CalendarDate(
      year: year, month: month,
      day: min(now.day, CalendarDate.length(ofMonth: month, year: year)))
  }

  package static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The inverse of `parts`, without checking that the day exists.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `2026-10-31`, whatever the locale.
  package var description: String {
    let parts = parts
    return padded(parts.year, to: 4) + "-" + padded(parts.month, to: 2) + "-" + padded(parts.day, to: 2)
  }
}

/// An instant in UTC, counted in microseconds from 1970-01-01.
package struct Timestamp: Sendable, Hashable, Comparable {
  package let microseconds: Int64

  package init(microseconds: Int64) { self.microseconds = microseconds }

  package init(_ date: CalendarDate, microsecondOfDay: Int64 = 0) {
    microseconds = Int64(date.days) * Timestamp.day + microsecondOfDay
  }

  package static let second: Int64 = 1_000_000
  package static let day: Int64 = 86_400 * second
  package static let first = Timestamp(.first)
  package static let last = Timestamp(.last, microsecondOfDay: day - 1)

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }

  package var date: CalendarDate {
    CalendarDate(days: Int32(clamping: (microseconds - microsecondOfDay) / Timestamp.day))
  }

  package var microsecondOfDay: Int64 {
    let rest = microseconds % Timestamp.day
    return rest >= 0 ? rest : rest + Timestamp.day
  }
}

extension Timestamp: CustomStringConvertible {
  /// `2026-10-31T18:30:00Z`, with a fraction only where there is one.
  package var description: String {
    let rest = microsecondOfDay
    let seconds = Int(rest / Timestamp.second)
    let fraction = Int(rest % Timestamp.second)
    var text = date.description + "T" + padded(seconds / 3600, to: 2) + ":"
    text += padded(seconds / 60 % 60, to: 2) + ":" + padded(seconds % 60, to: 2)
    if fraction > 0 {
      var digits = padded(fraction, to: 6)
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }
}

/// A length of time as a script writes it: `90d`, `5m`, `1y`. Months keep their own count, since they differ.
package struct TimeSpan: Sendable, Hashable {
  package let months: Int
  package let microseconds: Int64

  package init(months: Int = 0, microseconds: Int64 = 0) {
    self.months = months
    self.microseconds = microseconds
  }

  /// The units of the language, with the longer words first.
  package static let units: [(suffix: String, unit: TimeSpan)] = [
    ("mo", TimeSpan(months: 1)), ("y", TimeSpan(months: 12)),
    ("w", TimeSpan(microseconds: 7 * Timestamp.day)), ("d", TimeSpan(microseconds: Timestamp.day)),
    ("h", TimeSpan(microseconds: 3600 * Timestamp.second)),
    ("m", TimeSpan(microseconds: 60 * Timestamp.second)),
    ("s", TimeSpan(microseconds: Timestamp.second)),
  ]

  /// Nil when the product does not fit.
  package func multiplied(by count: Int64) -> TimeSpan? {
    let (time, timeOverflow) = microseconds.multipliedReportingOverflow(by: count)
    let (months, monthOverflow) = Int64(months).multipliedReportingOverflow(by: count)
    guard !timeOverflow, !monthOverflow, abs(months) <= 12 * 10_000 else { return nil }
    return TimeSpan(months: Int(months), microseconds: time)
  }

  package var negated: TimeSpan { TimeSpan(months: -months, microseconds: -microseconds) }

  /// True when adding it to a date gives a date again.
  package var isWholeDays: Bool { microseconds % Timestamp.day == 0 }
}

extension CalendarDate {
  /// Nil when the result leaves the years 1 to 9999. The span must be of whole days.
  package func adding(_ span: TimeSpan) -> CalendarDate? {
    guard let moved = span.months == 0 ? self : adding(months: span.months) else { return nil }
    let days = Int64(moved.days) + span.microseconds / Timestamp.day
    guard days >= Int64(CalendarDate.first.days), days <= Int64(CalendarDate.last.days) else { return nil }
    return CalendarDate(days: Int32(days))
  }
}

extension Timestamp {
  /// Nil when the result leaves the years 1 to 9999.
  package func adding(_ span: TimeSpan) -> Timestamp? {
    guard let day = span.months == 0 ? date : date.adding(months: span.months) else { return nil }
    let start = Timestamp(day, microsecondOfDay: microsecondOfDay).microseconds
    let (sum, overflow) = start.addingReportingOverflow(span.microseconds)
    let result = Timestamp(microseconds: sum)
    return overflow || result < .first || result > .last ? nil : result
  }
}

/// The digits of a number that is not negative, with zeros in front up to `width`.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
