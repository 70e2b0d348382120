import Tables

/// A part of what a sweep asks for, small enough to be read page by page: the films of some days, or a list as a
/// whole.
package struct Window: Sendable, Hashable {
  package enum Extent: Sendable, Hashable {
    case days(CalendarDate, CalendarDate)
    /// The films that are popular now.
    case popular
  }

  package let extent: Extent

  package static let popular = Window(extent: .popular)

  package static func year(_ year: Int) -> Window? {
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    return Window(extent: .days(first, last))
  }

  package init(extent: Extent) { self.extent = extent }

  /// `2019`, `2019-01-01..2019-06-30` or `popular`, from which `init(_:)` makes it again.
  package var name: String {
    switch extent {
    case .popular: "popular"
    case .days(let first, let last): year.map { String($0) } ?? "\(first)..\(last)"
    }
  }

  package init?(_ name: String) {
    if name == "popular" {
      self = .popular
      return
    }
    if let year = Int(name), let window = Window.year(year) {
      self = window
      return
    }
    let days = name.split(separator: ".").map { part -> CalendarDate? in
      var text = String(part)
      // SAFETY: the bytes are only read while the text is there.
      return text.withUTF8 { ValueReading.date($0) }
    }
    guard days.count == 2, let first = days[0], let last = days[1], first <= last else { return nil }
    extent = .days(first, last)
  }

  /// The year of which it is all.
  var year: Int? {
    lastYear.flatMap { Window.year($0) == self ? $0 : nil }
  }

  /// The last year that it has days of; nil for what has no days.
  package var lastYear: Int? {
    guard case .days(_, let last) = extent else { return nil }
    return last.parts.year
  }

  /// Both halves of its days; nil when it has but one.
  var halves: (Window, Window)? {
    guard case .days(let first, let last) = extent, first < last else { return nil }
    let middle = first.days + (last.days - first.days) / 2
    return (
      Window(extent: .days(first, CalendarDate(days: middle))),
      Window(extent: .days(CalendarDate(days: middle + 1), last))
    )
  }

  /// Whether all of its days are days of the other.
  package func isPart(of other: Window) -> Bool {
    switch (extent, other.extent) {
    case (.days(let first, let last), .days(let otherFirst, let otherLast)):
      otherFirst <= first && last <= otherLast
    case (.popular, .popular): true
    default: false
    }
  }
}
