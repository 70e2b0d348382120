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
    ValueText.text { ValueText.append(self, to: &$0) }
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
