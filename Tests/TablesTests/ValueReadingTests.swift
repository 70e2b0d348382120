import Tables
import Testing

@Suite struct ValueReadingTests {
  private func date(_ text: [UInt8]) -> CalendarDate? {
    text.withUnsafeBufferPointer { ValueReading.date($0) }
  }

  private func timestamp(_ text: [UInt8]) -> Timestamp? {
    text.withUnsafeBufferPointer { ValueReading.timestamp($0) }
  }

  /// The number that all of some letters say.
  private func number(_ letters: ArraySlice<UInt8>) -> Int? {
    letters.allSatisfy { (48...57).contains($0) } ? letters.reduce(0) { $0 * 10 + Int($1) - 48 } : nil
  }

  private func plainDate(_ text: ArraySlice<UInt8>) -> CalendarDate? {
    let text = Array(text)
    guard text.count == 10, text[4] == 45, text[7] == 45, let year = number(text[0..<4]),
      let month = number(text[5..<7]), let day = number(text[8..<10])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private func plainTimestamp(_ text: [UInt8]) -> Timestamp? {
    guard text.count == 20, text[10] == 84 || text[10] == 32, text[13] == 58, text[16] == 58, text[19] == 90,
      let date = plainDate(text[0..<10]), let hour = number(text[11..<13]), hour < 24,
      let minute = number(text[14..<16]), minute < 60, let second = number(text[17..<19]), second < 60
    else { return nil }
    return Timestamp(date, microsecondOfDay: Int64((hour * 60 + minute) * 60 + second) * Timestamp.second)
  }

  @Test(arguments: ["2026-10-31", "2024-02-29", "0001-01-01", "9999-12-31"])
  func `a date is read when every letter is what it should be`(text: String) {
    let letters = Array(text.utf8)
    for place in letters.indices {
      for letter in UInt8.min...UInt8.max {
        var other = letters
        other[place] = letter
        #expect(date(other) == plainDate(other[...]), "\(other)")
      }
    }
    #expect(date(letters) != nil)
    #expect(date(letters + [48]) == nil)
    #expect(date(letters.dropLast()) == nil)
  }

  @Test(arguments: ["2026-10-31T18:30:00Z", "2024-02-29 23:59:59Z", "0001-01-01T00:00:00Z"])
  func `an instant is read when every letter is what it should be`(text: String) {
    let letters = Array(text.utf8)
    for place in letters.indices {
      // The last letter may begin a fraction or be another zone, which are read otherwise.
      for letter in UInt8.min...UInt8.max where place < 19 || letter == 90 {
        var other = letters
        other[place] = letter
        #expect(timestamp(other) == plainTimestamp(other), "\(other)")
      }
    }
    #expect(timestamp(letters) != nil)
  }

  @Test(arguments: [
    ("2026-10-31T18:30", "2026-10-31T18:30:00Z"), ("2026-10-31 18:30Z", "2026-10-31T18:30:00Z"),
    ("2026-10-31T18:30+02:00", "2026-10-31T16:30:00Z"), ("2026-10-31T18:30:15+0200", "2026-10-31T16:30:15Z"),
    ("2026-10-31T18:30:15.25-01", "2026-10-31T19:30:15.25Z"),
  ])
  func `an instant may be written shorter, or in another zone`(text: String, plain: String) {
    #expect(timestamp(Array(text.utf8))?.description == plain)
  }

  @Test(arguments: [
    "2026-10-31T18:3", "2026-10-31T18:30:", "2026-10-31T18:30:1", "2026-10-31T18:30:60",
    "2026-10-31T24:00:00", "2026-10-31T18:30.5", "2026-10-31T18:30:00.", "2026-10-31T18:30:00+2",
    "2026-10-31T1830:00Z", "2026-10-31",
  ])
  func `what is no instant is not read as one`(text: String) {
    #expect(timestamp(Array(text.utf8)) == nil)
  }
}
