/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let days: Int32

  package init(days: Int32) { self.days = days }

  /// Nil when there is no such day: `2023-02-29` is none.
  package init?(year: Int, month: Int, day: Int) {
    guard CalendarDate.years.contains(year), (1...12).contains(month),
      day >= 1, day <= 28 || day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    days = CalendarDate.dayNumber(year: year, month: month, day: day)
  }

  /// The years that can be written with four digits.
  package static let years = 1...9999
  package static let first = CalendarDate(days: dayNumber(year: 1, month: 1, day: 1))
  package static let last = CalendarDate(days: dayNumber(year: 9999, month: 12, day: 31))

  package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.days < right.days }

  /// Year, month and day, by the multiplications in the place of divisions of Cassio Neri and Lorenz Schneider
  /// ("Euclidean affine functions and their application to calendar algorithms", 2022).
  package var parts: (year: Int, month: Int, day: Int) {
    // Days from the first of March of a year far before all others, in which a century begins.
    let day = UInt64(bitPattern: Int64(days) + 719_468 + CalendarDate.eras * 146_097)
    let (century, dayOfCentury) = ((4 * day + 3) / 146_097, (4 * day + 3) % 146_097 / 4)
    let share = 2_939_745 * (4 * dayOfCentury + 3)
    let (yearOfCentury, dayOfYear) = (share >> 32, (share & 0xFFFF_FFFF) / 2_939_745 / 4)
    let monthShare = 2_141 * dayOfYear + 197_913
    // The year of the calendar begins two months earlier.
    let isNext = dayOfYear >= 306
    let year = Int(100 * century + yearOfCentury) - 400 * Int(CalendarDate.eras) + (isNext ? 1 : 0)
    return (year, Int(monthShare >> 16) - (isNext ? 12 : 0), Int((monthShare & 0xFFFF) / 2_141) + 1)
  }

  /// As many times 400 years as lie before any day.
  private static let eras: Int64 = 15_000

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

  /// The inverse of `parts`, by the same two, without checking that the day exists.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let isNext = month <= 2
    let marchYear = UInt64(truncatingIfNeeded: year + 400 * Int(eras) - (isNext ? 1 : 0))
    let century = marchYear / 100
    let marchMonth = UInt64(truncatingIfNeeded: isNext ? month + 12 : month)
    let days = 1461 &* marchYear / 4 &- century &+ century / 4 &+ (979 &* marchMonth &- 2919) / 32
    return Int32(truncatingIfNeeded: Int(days) &+ day &- 1 &- Int(eras) &* 146_097 &- 719_468)
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
