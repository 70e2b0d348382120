import Language
import Tables

/// Functions of dates and timestamps, all in UTC.
enum DateFunctions {
  static let all: [ScalarFunction] = [
    part("year", "the year", example: ("year(2026-10-31)", "2026")) { $0.parts.year },
    part("month", "the month, 1 to 12", example: ("month(2026-10-31)", "10")) { $0.parts.month },
    part(
      "day", "the day of the month", example: ("day(2026-10-31)", "31"),
      otherNames: ["mday", "dayofmonth", "day_of_month"]
    ) { $0.parts.day },
    part(
      "weekday", "the day of the week: Monday is 1, Sunday is 7", example: ("weekday(2026-10-31)", "6"),
      otherNames: ["wday", "dayofweek", "isodow", "day_of_week"]
    ) { $0.weekday },
    part("quarter", "the quarter of the year, 1 to 4", example: ("quarter(2026-10-31)", "4")) {
      ($0.parts.month + 2) / 3
    },
    clock("hour", "the hour of the day, 0 to 23", unit: 3600, below: 24),
    clock("minute", "the minute of the hour, 0 to 59", unit: 60, below: 60),
    clock("second", "the whole second of the minute, 0 to 59", unit: 1, below: 60),

    ScalarFunction(
      FunctionSignature(
        "days_between", usage: "days_between(a, b)",
        overloads: [.init([.date, .date], .int), .init([.timestamp, .timestamp], .double)],
        summary: "how many days a comes after b, as `a - b` does; of instants, with the part of a day",
        example: ("days_between(2026-10-31, 2026-10-01)", "30"), otherNames: ["datediff", "date_diff"])
    ) { arguments in
      guard case .date = arguments[0].values else {
        let instants = arguments.vectors.map(\.ints)
        return Vector(
          .double(
            zipped(instants[0], instants[1], count: arguments.count) {
              Double($0 - $1) / Double(Timestamp.day)
            }))
      }
      let days = arguments.vectors.map { $0.dayNumbers(count: arguments.count) }
      return Vector(.int(zipped(days[0], days[1], count: arguments.count) { Int64($0) - Int64($1) }))
    },

    moved("add_days", "the date so many days later", example: ("add_days(2026-10-31, 90)", "2027-01-29")) {
      TimeSpan(microseconds: $0 * Timestamp.day)
    },
    moved(
      "add_months", "the date so many months later, on the last day of a shorter month",
      example: ("add_months(2026-10-31, 1)", "2026-11-30")
    ) { TimeSpan(months: Int($0)) },

    ScalarFunction(
      FunctionSignature(
        "date_of", usage: "date_of(year, month, day)", overloads: [.init([.int, .int, .int], .date)],
        summary: "the date with these parts; null where there is none",
        example: ("date_of(2026, 10, 31)", "2026-10-31"), otherNames: ["make_date", "date_from_parts"])
    ) { arguments in
      let parts = arguments.vectors.map(\.ints)
      let dates = optionals(arguments, zero: Int32(0)) { row in
        CalendarDate(year: Int(parts[0][row]), month: Int(parts[1][row]), day: Int(parts[2][row]))?.days
      }
      return Vector(.date(dates.lanes), present: dates.present)
    },

    part(
      "day_of_year", "the day of the year, 1 to 366", example: ("day_of_year(2026-10-31)", "304"),
      otherNames: ["dayofyear", "yday", "doy"]
    ) { Int($0.days - CalendarDate.dayNumber(year: $0.parts.year, month: 1, day: 1)) + 1 },
    part(
      "week", "the week of the year by ISO 8601, 1 to 53: the first has the year's first Thursday",
      example: ("week(2026-10-31)", "44"), otherNames: ["isoweek", "weekofyear", "week_of_year", "iso_week"]
    ) {
      let thursday = $0.days - Int32($0.weekday) + 4
      let start = CalendarDate.dayNumber(year: CalendarDate(days: thursday).parts.year, month: 1, day: 1)
      return Int(thursday - start) / 7 + 1
    },

    ScalarFunction(
      FunctionSignature(
        "from_epoch", usage: "from_epoch(seconds)",
        overloads: [.init([.int], .timestamp), .init([.double], .timestamp)],
        summary: "the instant so many seconds after the start of 1970; null beyond the years 1 to 9999",
        example: ("from_epoch(1_000_000_000)", "2001-09-09T01:46:40Z"),
        otherNames: ["to_timestamp", "from_unixtime", "fromtimestamp", "as_datetime"])
    ) { arguments in
      let instants: (lanes: ArraySlice<Int64>, present: ArraySlice<Bool>?)
      if case .double = arguments[0].values {
        let seconds = arguments[0].doubles
        instants = optionals(arguments, zero: Int64(0)) { row in
          Int64(exactly: (seconds[row] * Double(Timestamp.second)).rounded()).flatMap(instant)
        }
      } else {
        let seconds = arguments[0].ints
        instants = optionals(arguments, zero: Int64(0)) { row in
          let (microseconds, overflow) = seconds[row].multipliedReportingOverflow(by: Timestamp.second)
          return overflow ? nil : instant(microseconds)
        }
      }
      return Vector(.timestamp(instants.lanes), present: instants.present)
    },

    ScalarFunction(
      FunctionSignature(
        "epoch", usage: "epoch(timestamp)", overloads: [.init([.timestamp], .int), .init([.date], .int)],
        summary: "the whole seconds since the start of 1970",
        example: ("epoch(2001-09-09T01:46:40Z)", "1000000000"), otherNames: ["unix_timestamp", "to_unixtime"])
    ) { arguments in
      if case .date = arguments[0].values {
        return Vector(.int(mapped(arguments[0].days, count: arguments.count) { Int64($0) * secondsOfDay }))
      }
      return Vector(
        .int(
          mapped(arguments[0].ints, count: arguments.count) {
            let instant = Timestamp(microseconds: $0)
            return Int64(instant.date.days) * secondsOfDay + instant.microsecondOfDay / Timestamp.second
          }))
    },

    start(
      "month_start", "the first day of the month", example: ("month_start(2026-10-31)", "2026-10-01"),
      otherNames: ["date_trunc", "floor_date"]
    ) {
      CalendarDate.dayNumber(year: $0.year, month: $0.month, day: 1)
    },
    start("year_start", "the first day of the year", example: ("year_start(2026-10-31)", "2026-01-01")) {
      CalendarDate.dayNumber(year: $0.year, month: 1, day: 1)
    },
  ]

  /// A number that a day has.
  private static func part(
    _ name: String, _ summary: String, example: (String, String), otherNames: [String] = [],
    _ body: @escaping @Sendable (CalendarDate) -> Int
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(date)", overloads: [.init([.date], .int), .init([.timestamp], .int)],
        summary: summary, example: (text: example.0, value: example.1), otherNames: otherNames)
    ) { arguments in
      let days = arguments[0].dayNumbers(count: arguments.count)
      return Vector(.int(mapped(days, count: arguments.count) { Int64(body(CalendarDate(days: $0))) }))
    }
  }

  /// A number that an instant has within its day.
  private static func clock(_ name: String, _ summary: String, unit: Int64, below limit: Int64)
    -> ScalarFunction
  {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(timestamp)", overloads: [.init([.timestamp], .int)], summary: summary,
        example: (
          text: "\(name)(cast(\"2026-10-31T18:30:15\", timestamp))",
          value: "\((18 * 3600 + 30 * 60 + 15) / unit % limit)"
        ))
    ) { arguments in
      Vector(
        .int(
          mapped(arguments[0].ints, count: arguments.count) {
            Timestamp(microseconds: $0).microsecondOfDay / (unit * Timestamp.second) % limit
          }))
    }
  }

  /// Moved by a number that is not known before it is computed, where `date + 90d` names one.
  private static func moved(
    _ name: String, _ summary: String, example: (String, String),
    by span: @escaping @Sendable (Int64) -> TimeSpan
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(date, n)",
        overloads: [.init([.date, .int], .date), .init([.timestamp, .int], .timestamp)],
        summary: summary, example: (text: example.0, value: example.1))
    ) { arguments in
      // More leaves the years 1 to 9999 anyway.
      let limit: Int64 = 4_000_000
      let steps = arguments[1].ints
      let spans = { (row: Int) in span(min(max(steps[row], -limit), limit)) }
      return try Arithmetic.shifted(arguments, by: spans)
    }
  }

  private static let secondsOfDay = Timestamp.day / Timestamp.second

  private static func instant(_ microseconds: Int64) -> Int64? {
    let instant = Timestamp(microseconds: microseconds)
    return instant < .first || instant > .last ? nil : microseconds
  }

  /// The first day of the stretch that a day lies in.
  private static func start(
    _ name: String, _ summary: String, example: (String, String), otherNames: [String] = [],
    _ body: @escaping @Sendable ((year: Int, month: Int, day: Int)) -> Int32
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(date)", overloads: [.init([.date], .date), .init([.timestamp], .date)],
        summary: summary, example: (text: example.0, value: example.1), otherNames: otherNames)
    ) { arguments in
      let days = arguments[0].dayNumbers(count: arguments.count)
      return Vector(.date(mapped(days, count: arguments.count) { body(CalendarDate(days: $0).parts) }))
    }
  }
}
