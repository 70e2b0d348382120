import Parallel
import Tables

/// How long to wait before each further try: anything up to a limit that doubles, so that many who failed at
/// once do not come back at once.
struct JitteredWaits {
  private var chance: Chance
  private let first: Double
  private let longest: Double

  init(seed: UInt64, first: Double, longest: Double) {
    chance = Chance(seed: seed)
    self.first = first
    self.longest = longest
  }

  mutating func wait(afterTries tries: Int) -> Double {
    var limit = first
    for _ in 1..<max(2, min(tries, 32)) where tries > 1 { limit = min(longest, limit * 2) }
    return limit * chance.share()
  }
}

/// What a host says about when to come back.
enum RetryAfter {
  /// Nil when it says nothing that can be understood. It gives seconds, or a date, which counts from the date that
  /// it gives for its answer: its clock may be another one.
  static func milliseconds(_ text: String?, sentAt: String?) -> Double? {
    guard let text else { return nil }
    if let seconds = Int(text) { return seconds >= 0 ? Double(seconds) * 1000 : nil }
    guard let then = instant(text), let now = sentAt.flatMap(instant) else { return nil }
    return Double(max(0, then.microseconds - now.microseconds)) / 1000
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Wed, 21 Oct 2026 07:28:00 GMT`
  private static func instant(_ text: String) -> Timestamp? {
    let parts = text.split { " :,".contains($0) }
    guard parts.count == 8, let month = months.firstIndex(where: { $0 == parts[2] }), let day = Int(parts[1]),
      let year = Int(parts[3]), let date = CalendarDate(year: year, month: month + 1, day: day)
    else { return nil }
    let time = parts[4...6].compactMap { Int64($0) }
    guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2])
    else { return nil }
    return Timestamp(date, microsecondOfDay: (time[0] * 3600 + time[1] * 60 + time[2]) * Timestamp.second)
  }
}
