import Synchronization

/// How far the work of a statement has come: counted by the rooms that do it, read by whoever shows it.
package final class Progress: Sendable {
  /// A look at the work, from any thread.
  package struct State: Sendable, Equatable {
    package let name: String
    package let done: Int
    /// 0 when nobody knows.
    package let total: Int

    package init(name: String, done: Int, total: Int) {
      self.name = name
      self.done = done
      self.total = total
    }
  }

  private let name = Mutex<String>("")
  private let done = Atomic<Int>(0)
  private let total = Atomic<Int>(0)

  package init() {}

  /// A new piece of work, of so many steps.
  package func begin(_ name: String, total: Int = 0) {
    self.name.withLock { $0 = name }
    done.store(0, ordering: .relaxed)
    self.total.store(total, ordering: .relaxed)
  }

  /// How far work has come that learns on its way how much of it there is.
  package func tell(_ name: String, done: Int, total: Int) {
    self.name.withLock { $0 = name }
    self.done.store(done, ordering: .relaxed)
    self.total.store(total, ordering: .relaxed)
  }

  package func advance(by count: Int = 1) { done.add(count, ordering: .relaxed) }

  package var state: State {
    State(
      name: name.withLock(\.self), done: done.load(ordering: .relaxed), total: total.load(ordering: .relaxed))
  }
}
