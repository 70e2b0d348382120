import Tables
import Testing

@Suite struct CalendarDateTests {
  @Test func `the days of the years 1 to 9999 follow one another as in the calendar`() {
    var (year, month, day) = (1, 1, 1)
    var firstWrong: CalendarDate?
    for number in CalendarDate.first.days...CalendarDate.last.days {
      let date = CalendarDate(days: number)
      let isRight =
        date.parts == (year, month, day) && CalendarDate(year: year, month: month, day: day) == date
      if !isRight { firstWrong = firstWrong ?? date }
      day += 1
      if day > CalendarDate.length(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(firstWrong == nil)
    #expect((year, month, day) == (10_000, 1, 1))
  }

  @Test(arguments: [Int32.min, -719_469, -719_468, -1, 0, .max])
  func `a day far off has a date that leads back to it`(days: Int32) {
    let (year, month, day) = CalendarDate(days: days).parts
    #expect(CalendarDate.dayNumber(year: year, month: month, day: day) == days)
    #expect((1...12).contains(month) && (1...CalendarDate.length(ofMonth: month, year: year)).contains(day))
  }
}
