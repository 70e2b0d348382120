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
        overloads: [.init([.date, .date], .int), .init([.timestamp, .timestamp], .int)],
        summary: "how many days a comes after b, as `a - b` does",
        example: ("days_between(2026-10-31, 2026-10-01)", "30"), otherNames: ["datediff", "date_diff"])
    ) { arguments in
      let days = arguments.vectors.map { $0.dayNumbers(count: arguments.count) }
      return Vector(.int(zipped(days[0], days[1], count: arguments.count) { Int64($0) - Int64($1) }))
    },

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

    start("month_start", "the first day of the month", example: ("month_start(2026-10-31)", "2026-10-01")) {
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

  /// The first day of the stretch that a day lies in.
  private static func start(
    _ name: String, _ summary: String, example: (String, String),
    _ body: @escaping @Sendable ((year: Int, month: Int, day: Int)) -> Int32
  ) -> ScalarFunction {
    ScalarFunction(
      FunctionSignature(
        name, usage: "\(name)(date)", overloads: [.init([.date], .date), .init([.timestamp], .date)],
        summary: summary, example: (text: example.0, value: example.1))
    ) { arguments in
      let days = arguments[0].dayNumbers(count: arguments.count)
      return Vector(.date(mapped(days, count: arguments.count) { body(CalendarDate(days: $0).parts) }))
    }
  }
}
