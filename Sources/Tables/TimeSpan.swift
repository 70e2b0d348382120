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

extension TimeSpan: CustomStringConvertible {
  /// `90d`: a count of the longest unit that has no rest.
  package var description: String {
    let whole = TimeSpan.units.compactMap { suffix, unit -> (count: Int64, suffix: String)? in
      if unit.months > 0, microseconds == 0, months != 0, months % unit.months == 0 {
        return (Int64(months / unit.months), suffix)
      }
      if unit.microseconds > 0, months == 0, microseconds % unit.microseconds == 0 {
        return (microseconds / unit.microseconds, suffix)
      }
      return nil
    }
    return whole.min { abs($0.count) < abs($1.count) }.map { "\($0.count)\($0.suffix)" }
      ?? "\(months) months and \(microseconds) microseconds"
  }
}
