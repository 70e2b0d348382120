import Synchronization

/// Tells long work that its statement was interrupted. Whoever loops looks at it often.
package final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  /// How far the work has come that can be cancelled.
  package let progress = Progress()
  private let leader: Cancellation?

  /// - Parameter leader: is cancelled for both; progress counts for each alone.
  package init(following leader: Cancellation? = nil) { self.leader = leader }

  package var isCancelled: Bool { flag.load(ordering: .relaxed) || leader?.isCancelled ?? false }

  /// Safe to call from any thread and from a signal handler: it only stores one word.
  package func cancel() { flag.store(true, ordering: .relaxed) }

  package func reset() { flag.store(false, ordering: .relaxed) }

  package func check() throws(Cancelled) {
    if isCancelled { throw Cancelled() }
  }
}

/// Thrown by work that stopped because its `Cancellation` said so.
package struct Cancelled: Error, Hashable {
  package init() {}
}
