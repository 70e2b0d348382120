import Tables

/// The days around which horror is released, in the United States.
package enum Holiday: String, CaseIterable, Sendable {
  case newYear = "new_year"
  case valentine
  case independence
  case halloween
  case thanksgiving
  case christmas
  case friday13 = "friday_13"

  /// The days of a year on which it is, as `CalendarDate` counts them.
  fileprivate func days(in year: Int) -> [Int32] {
    switch self {
    case .newYear: [CalendarDate.dayNumber(year: year, month: 1, day: 1)]
    case .valentine: [CalendarDate.dayNumber(year: year, month: 2, day: 14)]
    case .independence: [CalendarDate.dayNumber(year: year, month: 7, day: 4)]
    case .halloween: [CalendarDate.dayNumber(year: year, month: 10, day: 31)]
    case .thanksgiving:
      // The fourth Thursday of November is among the days from the 22nd to the 28th.
      (22...28).map { CalendarDate.dayNumber(year: year, month: 11, day: $0) }
        .filter { CalendarDate(days: $0).weekday == 4 }
    case .christmas: [CalendarDate.dayNumber(year: year, month: 12, day: 25)]
    case .friday13:
      (1...12).map { CalendarDate.dayNumber(year: year, month: $0, day: 13) }
        .filter { CalendarDate(days: $0).weekday == 5 }
    }
  }
}

extension CalendarDate {
  /// Days to the nearest such holiday: above 0 when it is ahead, below 0 when it is past.
  package func days(to holiday: Holiday) -> Int {
    let year = parts.year
    return CalendarDate.nearest(
      [year - 1, year, year + 1].flatMap { holiday.days(in: $0) }.map { Int($0) - Int(days) })
  }

  /// Days to the nearest holiday of all.
  package var daysToHoliday: Int { CalendarDate.nearest(Holiday.allCases.map { days(to: $0) }) }

  private static func nearest(_ distances: [Int]) -> Int {
    // Of two that are equally near, the one ahead.
    return distances.reduce(Int.max / 2) {
      ($1.magnitude, $0) < ($0.magnitude, $1) ? $1 : $0
    }
  }

  package var daysToHalloween: Int { days(to: .halloween) }

  package var isFriday13: Bool { weekday == 5 && parts.day == 13 }

  /// Whether there is a holiday within a week from this day on.
  package var isHolidayWindow: Bool {
    Holiday.allCases.contains { (0...7).contains(days(to: $0)) }
  }
}
