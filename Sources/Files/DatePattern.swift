import Tables

/// A way to write dates, such as `dd/mm/yyyy`, `d-mmm-yyyy` or `yyyymmdd`.
///
/// `d` and `m` read one or two digits, `dd` and `mm` exactly two, `mmm` an English month's first three letters
/// or its whole name in any case, `yyyy` four digits, `yy` two (69 is 1969, 68 is 2068). All else stands for itself.
package struct DatePattern: Sendable, Hashable {
  // SAFETY: every place of a buffer is held against its `count` before it is read, and no pointer is kept.
  private enum Part: Sendable, Hashable {
    case day(digits: ClosedRange<Int>)
    case month(digits: ClosedRange<Int>)
    case monthName
    case year
    case shortYear
    case literal(UInt8)
  }

  package let text: String
  private let parts: [Part]

  /// Nil unless day, month and year each stand there once.
  package init?(_ text: String) {
    var parts: [Part] = []
    var rest = Array(text.lowercased().utf8)[...]
    var seen = (days: 0, months: 0, years: 0)
    while let first = rest.first {
      let length = rest.prefix { $0 == first }.count
      switch (first, length) {
      case (UInt8(ascii: "d"), 1...2):
        parts.append(.day(digits: length == 1 ? 1...2 : 2...2))
        seen.days += 1
      case (UInt8(ascii: "m"), 1...2):
        parts.append(.month(digits: length == 1 ? 1...2 : 2...2))
        seen.months += 1
      case (UInt8(ascii: "m"), 3...4):
        parts.append(.monthName)
        seen.months += 1
      case (UInt8(ascii: "y"), 4):
        parts.append(.year)
        seen.years += 1
      case (UInt8(ascii: "y"), 2):
        parts.append(.shortYear)
        seen.years += 1
      case (UInt8(ascii: "a")...UInt8(ascii: "z"), _), (UInt8(ascii: "0")...UInt8(ascii: "9"), _),
        (128..., _):
        return nil
      default:
        for _ in 0..<length { parts.append(.literal(first)) }
      }
      rest = rest.dropFirst(length)
    }
    guard seen == (1, 1, 1) else { return nil }
    self.text = text
    self.parts = parts
  }

  /// Year, month and day as they stand there; nil when the text does not have this form or is no day.
  func parts(_ bytes: UnsafeBufferPointer<UInt8>) -> (year: Int, month: Int, day: Int)? {
    var year = 0
    var month = 0
    var day = 0
    var next = 0
    for part in parts {
      switch part {
      case .literal(let byte):
        guard next < bytes.count, bytes[next] == byte else { return nil }
        next += 1
      case .day(let digits):
        guard let number = number(bytes, &next, digits) else { return nil }
        day = number
      case .month(let digits):
        guard let number = number(bytes, &next, digits) else { return nil }
        month = number
      case .year:
        guard let number = number(bytes, &next, 4...4) else { return nil }
        year = number
      case .shortYear:
        guard let number = number(bytes, &next, 2...2) else { return nil }
        year = number + (number >= 69 ? 1900 : 2000)
      case .monthName:
        guard let number = monthName(bytes, &next) else { return nil }
        month = number
      }
    }
    guard next == bytes.count, CalendarDate(year: year, month: month, day: day) != nil else { return nil }
    return (year, month, day)
  }

  func date(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    parts(bytes).flatMap { CalendarDate(year: $0.year, month: $0.month, day: $0.day) }
  }

  /// True when every text of this form is also a whole number.
  var isAllDigits: Bool {
    parts.allSatisfy {
      switch $0 {
      case .literal, .monthName: false
      case .day, .month, .year, .shortYear: true
      }
    }
  }

  private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ next: inout Int, _ digits: ClosedRange<Int>)
    -> Int?
  {
    var number = 0
    var count = 0
    while count < digits.upperBound, next < bytes.count, (48...57).contains(bytes[next]) {
      number = number * 10 + Int(bytes[next] - 48)
      next += 1
      count += 1
    }
    return digits.contains(count) ? number : nil
  }

  private func monthName(_ bytes: UnsafeBufferPointer<UInt8>, _ next: inout Int) -> Int? {
    var letters = 0
    while next + letters < bytes.count, (97...122).contains(bytes[next + letters] | 32) { letters += 1 }
    guard letters >= 3 else { return nil }
    let word = UnsafeBufferPointer(rebasing: bytes[next..<next + letters])
    for (index, name) in DatePattern.monthNames.enumerated() where letters == 3 || letters == name.utf8.count
    {
      if zip(word, name.utf8).allSatisfy({ $0 | 32 == $1 }) {
        next += letters
        return index + 1
      }
    }
    return nil
  }

  private static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
}
