import CProcessor
import Dispatch
import Glibc
import Synchronization

/// A parallel loop over pieces of work that do not depend on one another.
///
/// The number of workers never changes a result: the caller cuts the work into pieces whose size does not
/// depend on `count`, each piece writes only its own place, and what is summed is summed in piece order.
package struct Workers: Sendable {
  package let count: Int

  package init(count: Int) { self.count = max(1, count) }

  /// Has threads ready for loops that are to come soon, and memory for what they make.
  package func wake(making byteCount: Int) {
    helpBeside(count - 1) { helper in
      if helper == 0 { readyHeap(byteCount) }
    }
  }

  /// Whether threads that help have been on processors of their own, where they wake again.
  private static let areApart = Atomic<Bool>(false)

  /// Has threads begin to help, each on another processor than this one. The system starts a thread where its maker
  /// runs, and lets it wait there for milliseconds though another processor has nothing to do.
  private func helpBeside(_ helpers: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard helpers > 0 else { return }
    Workers.areApart.store(true, ordering: .relaxed)
    let place = hq_processor()
    for helper in 0..<helpers {
      DispatchQueue.global().async {
        hq_leave_processor(place)
        body(helper)
      }
    }
    sched_yield()
  }

  /// Runs `body` once for every index below `pieces`, on up to `count` threads.
  ///
  /// When pieces throw, the error of the lowest index is thrown, so that errors do not depend on timing.
  package func forEach(_ pieces: Int, _ body: @Sendable (Int) throws -> Void) throws {
    guard pieces > 0 else { return }
    if count == 1 || pieces == 1 {
      for piece in 0..<pieces { try body(piece) }
      return
    }
    let next = Atomic<Int>(0)
    let failure = Mutex<(piece: Int, error: any Error)?>(nil)
    let threads = min(count, pieces)
    if !Workers.areApart.load(ordering: .relaxed) { helpBeside(threads - 1) { _ in } }
    let (caller, place) = (pthread_self(), hq_processor())
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      if pthread_equal(caller, pthread_self()) == 0 { hq_leave_processor(place) }
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        do {
          try body(piece)
        } catch {
          failure.withLock { first in
            if first.map({ piece < $0.piece }) ?? true { first = (piece, error) }
          }
          // Lower pieces are all taken already; the higher ones need not start.
          next.store(pieces, ordering: .relaxed)
          return
        }
      }
    }
    if let first = failure.withLock({ $0?.error }) { throw first }
  }

  /// The results of `body` for every index below `pieces`, in the order of the indices.
  package func map<Result: Sendable>(
    _ pieces: Int, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let slots = Slots<Result>(count: pieces)
    try forEach(pieces) { piece in slots.set(piece, to: try body(piece)) }
    return slots.takeAll()
  }
}

/// One place a piece, written once by the worker that has the piece.
private final class Slots<Element>: @unchecked Sendable {
  // SAFETY: every index is written by exactly one worker, and read only after the loop has joined.
  private let base: UnsafeMutableBufferPointer<Element?>

  init(count: Int) {
    base = .allocate(capacity: count)
    base.initialize(repeating: nil)
  }

  deinit {
    base.deinitialize()
    base.deallocate()
  }

  func set(_ index: Int, to element: Element) { base[index] = element }

  func takeAll() -> [Element] { base.compactMap { $0 } }
}
