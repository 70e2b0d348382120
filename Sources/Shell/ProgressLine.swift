import Dispatch
import Engine
import Glibc
import Parallel
import Synchronization
import Tables

/// The line below everything that says how far a statement has come, when it takes longer than half a second.
///
/// A thread of its own draws it ten times a second on standard error. Whoever writes takes it away first, under
/// the same lock, so that the two never run into one another.
final class ProgressLine: Sendable {
  private struct State {
    /// When the statement at work began; nil between statements.
    var start: Double?
    var isDrawn = false
    var isWaiting = false
    var hasThread = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let progress: Progress
  private let isPossible: Bool

  init(progress: Progress, isPossible: Bool) {
    self.progress = progress
    self.isPossible = isPossible
  }

  static let delay = 500.0

  /// Shows the line while the work goes on for long.
  func show<Result>(during work: () throws -> Result) rethrows -> Result {
    guard isPossible else { return try work() }
    progress.begin("working")
    let (isNew, isWaiting) = state.withLock { state in
      defer { (state.start, state.hasThread, state.isWaiting) = (monotonicMilliseconds(), true, false) }
      return (!state.hasThread, state.isWaiting)
    }
    if isNew { DispatchQueue.global().async { self.drawAgainAndAgain() } }
    if isWaiting { wake.signal() }
    defer {
      state.withLock { state in
        state.start = nil
        Self.erase(&state)
      }
    }
    return try work()
  }

  /// Does something that writes to the terminal, where the line is not in the way.
  func hidden<Result>(during work: () -> Result) -> Result {
    guard isPossible else { return work() }
    return state.withLock { state in
      Self.erase(&state)
      return work()
    }
  }

  private func drawAgainAndAgain() {
    while true {
      usleep(100_000)
      let isIdle = state.withLock { state in
        guard let start = state.start else {
          state.isWaiting = true
          return true
        }
        let elapsed = monotonicMilliseconds() - start
        if elapsed >= Self.delay {
          let text = Self.text(progress.state, elapsed: elapsed, columns: Terminal().errorColumns)
          Self.write("\r\u{1B}[K" + text)
          state.isDrawn = true
        }
        return false
      }
      if isIdle { wake.wait() }
    }
  }

  private static func erase(_ state: inout State) {
    if state.isDrawn { write("\r\u{1B}[K") }
    state.isDrawn = false
  }

  private static func write(_ text: String) {
    var text = text
    // SAFETY: the pointer is used only during the call, for as many bytes as the text has.
    _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// `reading films.csv  38% ━━━━━─────  2.2 s, 4 s left, Ctrl-C stops`, as much of it as there is room for.
  static func text(_ progress: Progress.State, elapsed: Double, columns: Int) -> String {
    let seconds = NumberText.readable((elapsed / 100).rounded() / 10, significantDigits: 3) + " s"
    var left = ""
    if progress.total > progress.done, progress.done > 0, elapsed > 2000 {
      let rest = elapsed * Double(progress.total - progress.done) / Double(progress.done)
      left = ", \(Int((rest / 1000).rounded(.up))) s left"
    }
    let name = DisplayText.clean(progress.name)
    var share: String?
    var bar: String?
    if progress.total > 0 {
      let done = min(1, Double(progress.done) / Double(progress.total))
      let full = Int(done * 20)
      share = "\(Int(done * 100))%"
      bar = String(repeating: "━", count: full) + String(repeating: "─", count: 20 - full)
    } else if progress.done > 0 {
      share = String(progress.done)
    }
    let choices = [
      [name, share, bar, seconds + left + ", Ctrl-C stops"], [name, share, seconds + left],
      [share, seconds + left], [share, seconds],
    ]
    let lines = choices.map { $0.compactMap(\.self).joined(separator: "  ") }
    return lines.first { DisplayWidth.of($0) < columns } ?? ""
  }
}
