import Parallel

/// When each of some jobs runs: a value that is asked, and told what happened. It has no clock and no threads.
///
/// Instants are milliseconds of a clock that never goes back and goes on while the machine sleeps. One job runs at
/// a time, so that two never write at once and none ever meets itself; one that is late runs once.
package struct JobSchedule: Sendable {
  package struct Entry: Sendable, Hashable {
    package let name: String
    package let period: Double
    /// Nil while it is paused or cannot run at all.
    package fileprivate(set) var next: Double?
    package fileprivate(set) var isPaused = false
    package fileprivate(set) var failuresInARow = 0
    fileprivate var wasAskedFor = false
  }

  package private(set) var entries: [Entry] = []
  package private(set) var running: String?
  private var chance: Chance

  private static let longestBackOff = 3_600_000.0
  private static let mostJitter = 30_000.0

  /// The jobs are due at once, in their order.
  package init(_ jobs: [(name: String, period: Double)], at now: Double, seed: UInt64) {
    chance = Chance(seed: seed)
    entries = jobs.map { Entry(name: $0.name, period: $0.period, next: now) }
  }

  /// The job that should run now, if any; it counts as running from here on.
  package mutating func start(at now: Double) -> String? {
    guard running == nil else { return nil }
    let due = entries.filter { $0.wasAskedFor || $0.next.map { $0 <= now } == true }
    guard let first = due.first(where: \.wasAskedFor) ?? due.min(by: isSooner) else { return nil }
    running = first.name
    change(first.name) { $0.wasAskedFor = false }
    return first.name
  }

  private func isSooner(_ one: Entry, _ other: Entry) -> Bool {
    (one.next ?? .infinity) < (other.next ?? .infinity)
  }

  /// The running job has ended.
  ///
  /// After a success it is due a period after it was due; whatever it has missed since then it leaves out. After
  /// failures it waits longer and longer.
  package mutating func end(at now: Double, failed: Bool) {
    guard let name = running else { return }
    running = nil
    let jitter = chance.share()
    change(name) { entry in
      entry.failuresInARow = failed ? entry.failuresInARow + 1 : 0
      guard !entry.isPaused else { return }
      let spread = jitter * min(JobSchedule.mostJitter, entry.period / 20)
      if failed {
        let wait = entry.period * Double(1 << min(20, entry.failuresInARow - 1))
        entry.next = now + min(wait, max(JobSchedule.longestBackOff, entry.period)) + spread
      } else if let next = entry.next, next <= now {
        let planned = next + entry.period
        entry.next = (planned > now ? planned : now + entry.period) + spread
      }
    }
  }

  /// Runs a job as soon as nothing else does. False when there is none of that name.
  package mutating func ask(for name: String) -> Bool { change(name) { $0.wasAskedFor = true } }

  package mutating func pause(_ name: String) -> Bool {
    change(name) { entry in
      entry.isPaused = true
      entry.next = nil
      entry.wasAskedFor = false
    }
  }

  package mutating func resume(_ name: String, at now: Double) -> Bool {
    change(name) { entry in
      guard entry.isPaused else { return }
      entry.isPaused = false
      entry.next = now
    }
  }

  /// When the next job is due; nil when none ever is.
  package var nextStart: Double? {
    if entries.contains(where: \.wasAskedFor) { return 0 }
    return entries.compactMap(\.next).min()
  }

  @discardableResult
  private mutating func change(_ name: String, _ work: (inout Entry) -> Void) -> Bool {
    guard let index = entries.firstIndex(where: { $0.name == name }) else { return false }
    work(&entries[index])
    return true
  }
}
