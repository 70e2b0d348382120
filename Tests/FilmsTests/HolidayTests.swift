import Films
import Tables
import Testing

@Suite struct HolidayTests {
  private func date(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: year, month: month, day: day))
  }

  @Test(arguments: [
    (2026, 10, 31, 0), (2026, 10, 9, 22), (2026, 11, 1, -1), (2026, 12, 31, -61), (2026, 1, 1, -62),
    (2026, 5, 1, -182), (2026, 5, 2, 182), (2024, 5, 1, 183), (2024, 4, 30, -182), (1, 1, 1, -62),
    (9999, 12, 31, -61),
  ])
  func `Halloween is the nearest one, ahead or past`(year: Int, month: Int, day: Int, expected: Int) throws {
    #expect(try date(year, month, day).daysToHalloween == expected)
  }

  @Test func `a Friday the 13th is a Friday and the 13th`() throws {
    #expect(try date(2026, 2, 13).isFriday13)
    #expect(try date(2026, 3, 13).isFriday13)
    #expect(try date(2026, 11, 13).isFriday13)
    #expect(try !date(2026, 4, 13).isFriday13)
    #expect(try !date(2026, 2, 20).isFriday13)
    var count = 0
    for days in 0..<Int32(146_097) where CalendarDate(days: days).isFriday13 { count += 1 }
    // As often as in every 400 years of this calendar.
    #expect(count == 688)
  }

  @Test(arguments: [
    (Holiday.thanksgiving, 2025, 11, 27), (.thanksgiving, 2026, 11, 26), (.thanksgiving, 2023, 11, 23),
    (.thanksgiving, 2018, 11, 22), (.thanksgiving, 2019, 11, 28), (.christmas, 2026, 12, 25),
    (.valentine, 2026, 2, 14), (.newYear, 2026, 1, 1), (.independence, 2026, 7, 4), (.friday13, 2015, 11, 13),
  ])
  func `a holiday is on its day, and a day off on the days beside`(
    holiday: Holiday, year: Int, month: Int, day: Int
  ) throws {
    let date = try date(year, month, day)
    #expect(date.days(to: holiday) == 0)
    #expect(CalendarDate(days: date.days - 3).days(to: holiday) == 3)
    #expect(CalendarDate(days: date.days + 4).days(to: holiday) == -4)
    #expect(CalendarDate(days: date.days - 7).isHolidayWindow)
    #expect(date.isHolidayWindow)
  }

  @Test func `the nearest holiday is as near as the nearest of each, and no further than a month and a half`()
  {
    for days in Int32(19_000)..<Int32(22_000) {
      let date = CalendarDate(days: days)
      let distances = Holiday.allCases.map { date.days(to: $0) }
      #expect(date.daysToHoliday.magnitude == distances.map(\.magnitude).min())
      #expect(date.isHolidayWindow == distances.contains { $0 >= 0 && $0 <= 7 })
      #expect(date.isFriday13 == (date.days(to: .friday13) == 0))
      #expect(date.daysToHoliday.magnitude <= 75)
    }
  }

  @Test func `the weeks behind a holiday are no window to it`() throws {
    #expect(try !date(2026, 11, 1).isHolidayWindow)
    #expect(try !date(2026, 9, 15).isHolidayWindow)
    #expect(try !date(2026, 7, 5).isHolidayWindow)
    #expect(try date(2026, 12, 26).isHolidayWindow)
  }
}
