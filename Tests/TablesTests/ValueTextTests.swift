import Tables
import Testing

@Suite struct ValueTextTests {
  private static let day = CalendarDate(days: 20_757)

  @Test(
    arguments: [
      (.null, "", "·"), (.bool(true), "true", "true"), (.bool(false), "false", "false"),
      (.int(-1_234_567), "-1234567", "-1234567"), (.double(5), "5", "5"),
      (.double(2.0 / 3), "0.6666666666666666", "0.666667"), (.text("a, b"), "a, b", "a, b"),
      (.text(""), "", ""),
      (.date(day), "2026-10-31", "2026-10-31"),
      (
        .timestamp(Timestamp(day, microsecondOfDay: 500_000)), "2026-10-31T00:00:00.5Z",
        "2026-10-31T00:00:00.5Z"
      ),
      (.list(["Horror", "Drama"]), "Horror, Drama", "Horror, Drama"), (.list([]), "", ""),
    ] as [(Value, String, String)])
  func `every type has an exact and a readable text`(value: Value, exact: String, readable: String) {
    #expect(ValueText.exact(value) == exact)
    #expect(ValueText.readable(value) == readable)
  }

  @Test func `only the readable text is cleaned`() {
    #expect(ValueText.exact(.text("a\u{1B}[31m")) == "a\u{1B}[31m")
    #expect(ValueText.readable(.text("a\u{1B}[31m")) == "a␛[31m")
    #expect(ValueText.readable(.list(["x\n", "y"])) == "x␊, y")
  }

  @Test(arguments: [0, 1, 500_000, 86_399_999_999, 3_600_000_000, 59_000_010] as [Int64])
  func `dates and instants appended as bytes are what they describe`(microsecondOfDay: Int64) {
    for days in stride(from: CalendarDate.first.days, through: CalendarDate.last.days, by: 9_973) {
      let date = CalendarDate(days: days)
      let instant = Timestamp(date, microsecondOfDay: microsecondOfDay)
      var bytes: [UInt8] = []
      ValueText.append(date, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == date.description)
      bytes = []
      ValueText.append(instant, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == instant.description)
    }
  }
}
