import Charts
import Dispatch
import Language
import Parallel
import Synchronization

/// Draws pictures: one at a time, or while a script goes on to the next picture, on all cores.
package final class PictureQueue: Sendable {
  let gnuplot: GnuplotSession
  private let draws: Bool
  private let workers: Int
  private let places: DispatchSemaphore
  private let group = DispatchGroup()
  private let state = Mutex(State())

  private struct State {
    var drawsAhead = false
    var problems: [(number: Int, diagnostic: Diagnostic)] = []
    var count = 0
  }

  /// - Parameter draws: whether pictures are drawn at all, and not only laid out.
  init(draws: Bool, gnuplot: GnuplotSession, workers: Int) {
    self.draws = draws
    self.gnuplot = gnuplot
    self.workers = workers
    places = DispatchSemaphore(value: workers)
  }

  /// Whether a statement need not wait for its picture. What goes wrong then is told by `settle`.
  var drawsAhead: Bool {
    get { state.withLock { $0.drawsAhead } }
    set { state.withLock { $0.drawsAhead = newValue } }
  }

  /// Sets up, beside what is done meanwhile, what so many pictures are drawn with that follow one another.
  func prepare(_ count: Int, of formats: Set<ChartFormat>) {
    if draws { gnuplot.prepare(tables: min(count, workers), for: formats) }
  }

  func draw(
    _ sketch: Sketch, to path: String, at span: Span, cancellation: Cancellation
  ) throws {
    guard draws else { return }
    guard drawsAhead else {
      return try gnuplot.draw(sketch, cancellation: cancellation).write(to: path)
    }
    places.wait()
    // What will never be drawn is told at once.
    do { try gnuplot.prepare() } catch {
      places.signal()
      throw error
    }
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    group.enter()
    let work: @Sendable () -> Void = { [self] in
      do {
        try gnuplot.draw(sketch, cancellation: cancellation).write(to: path)
      } catch {
        let problem = Diagnostic.all(of: error, at: span)[0]
        state.withLock { $0.problems.append((number, problem)) }
      }
      places.signal()
      group.leave()
    }
    // Without room for another thread it is drawn here.
    if !startThread(work) { work() }
  }

  /// Waits for all pictures, and gives what went wrong, in the order of the statements.
  func settle() -> [Diagnostic] {
    group.wait()
    return state.withLock { state in
      defer { state.problems = [] }
      return state.problems.sorted { $0.number < $1.number }.map(\.diagnostic)
    }
  }
}
