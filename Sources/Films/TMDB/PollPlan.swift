import Store
import TMDB
import Tables

/// Which windows a sweep reads when the store is fresh: those where things happen each time, the others in turn.
package enum PollPlan {
  /// Requests that a poll should not pass on average, at one every five minutes.
  static let budget = 50
  private static let slot = 300 * Timestamp.second
  private static let turn = 6 * 3600 * Timestamp.second
  /// Nothing is left unseen for longer than a day; the polls that follow still have an hour for it.
  private static let latest = 23 * 3600 * Timestamp.second

  /// - Parameter windows: all that the scope has, in the order of their days.
  package static func due(
    _ windows: [Window], seen: [SeenWindow], at now: Timestamp, isFull: Bool
  ) -> [Window] {
    let known = Dictionary(seen.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let recent = windows.filter { isRecent($0, at: now) }
    let recentPages = recent.reduce(0) { $0 + (known[$1.name]?.pageCount ?? 0) }
    // Where the recent years alone have too many pages, they take turns by the clock.
    let turns = max(1, Int64((recentPages + budget - 1) / budget))
    let slot = now.microseconds / slot
    var due = Set<Window>()
    for (index, window) in windows.enumerated() {
      guard !isFull, let seen = known[window.name] else {
        due.insert(window)
        continue
      }
      if isRecent(window, at: now) {
        if (slot + Int64(index)) % turns == 0 { due.insert(window) }
      } else if age(seen, now) >= latest {
        due.insert(window)
      }
    }
    var pages = due.reduce(0) { $0 + (known[$1.name]?.pageCount ?? budget) }
    let others = windows.filter { !due.contains($0) && !isRecent($0, at: now) }
      .compactMap { window in known[window.name].map { (window: window, seen: $0) } }
      .filter { age($0.seen, now) >= turn }
      .sorted { $0.seen.seenAt < $1.seen.seenAt }
    for other in others where pages + other.seen.pageCount <= budget + budget / 5 {
      pages += other.seen.pageCount
      due.insert(other.window)
    }
    return windows.filter(due.contains)
  }

  /// This year and the one before: films are still coming, and votes with them.
  static func isRecent(_ window: Window, at now: Timestamp) -> Bool {
    window.lastYear.map { $0 >= now.date.parts.year - 1 } ?? true
  }

  private static func age(_ window: SeenWindow, _ now: Timestamp) -> Int64 {
    now.microseconds - window.seenAt.microseconds
  }
}
