import Dispatch
import Synchronization

/// Work that goes on beside other work, on a thread of its own, until someone wants what came of it.
package final class Beside<Result: Sendable>: Sendable {
  private let work: @Sendable () -> Result
  private let running = DispatchGroup()
  private let result = Mutex<Result?>(nil)

  package init(_ work: @escaping @Sendable () -> Result) {
    self.work = work
    running.enter()
    let isStarted = startThread {
      let result = work()
      self.result.withLock { $0 = result }
      self.running.leave()
    }
    if !isStarted { running.leave() }
  }

  /// Waits for the result. Without room for another thread the work is done here, once.
  package func wait() -> Result {
    running.wait()
    return result.withLock { result in
      let done = result ?? work()
      result = done
      return done
    }
  }
}
