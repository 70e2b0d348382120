/// What was before each statement, for `undo`: the states of a session, or the scopes of a check.
struct History<State> {
  /// The newest last.
  private(set) var states: [State]
  private let limit: Int
  private var changes = 0

  init(_ states: [State] = [], limit: Int = .max) {
    self.states = states
    self.limit = limit
  }

  /// Stands for the history as it is now, for `keep`.
  var mark: Int { changes }

  /// Keeps what was before a statement, unless something was kept or taken back since the mark: a statement that
  /// took another back, or whose parts count for themselves, is none to take back.
  mutating func keep(_ before: State, since mark: Int) {
    guard mark == changes else { return }
    states.append(before)
    if states.count > limit { states.removeFirst(states.count - limit) }
    changes += 1
  }

  /// What was before the last statement; nil when there is none.
  mutating func takeBack() -> State? {
    guard let before = states.popLast() else { return nil }
    changes += 1
    return before
  }
}

extension History: Sendable where State: Sendable {}
