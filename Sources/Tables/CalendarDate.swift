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

  private static func isLeap(_ year: Int) -> Bool {
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
    ValueText.text { ValueText.append(self, to: &$0) }
  }
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
