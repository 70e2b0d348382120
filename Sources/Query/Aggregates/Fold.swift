/// How a result grows row by row, and how the results of neighbouring pieces of rows become one.
protocol Fold: Sendable {
  associatedtype State: BitwiseCopyable & Sendable

  /// The result of no rows.
  var empty: State { get }
  /// Takes in the value that a row of the argument's column has.
  func add(_ row: Int, to state: inout State)
  /// Takes in the result of rows that all stand behind those of `state`.
  func merge(_ later: State, into state: inout State)
}

extension AggregateInput {
  /// The results of the groups, over the rows whose argument is not null.
  func fold<Rule: Fold>(_ rule: Rule) throws -> [Rule.State] {
    if let members = groups.members { return try fold(rule, members) }
    guard let codes = groups.codes else { return [try foldAll(rule)] }
    let partial = try loop.map(loop.pieces(of: groups.rowCount, width: groups.count)) { places in
      var states = [Rule.State](repeating: rule.empty, count: groups.count)
      // SAFETY: places are below `rowCount`, for each of which there is a code, and every code is below
      // `count`.
      states.withUnsafeMutableBufferPointer { states in
        codes.withUnsafeBufferPointer { codes in
          forEachPresent(in: places) { place, row in rule.add(row, to: &states[Int(codes[place])]) }
        }
      }
      return states
    }
    guard var states = partial.first else { return Array(repeating: rule.empty, count: groups.count) }
    for piece in partial.dropFirst() {
      for group in states.indices { rule.merge(piece[group], into: &states[group]) }
    }
    return states
  }

  private func foldAll<Rule: Fold>(_ rule: Rule) throws -> Rule.State {
    let partial = try loop.map(loop.pieces(of: groups.rowCount)) { places in
      var state = rule.empty
      forEachPresent(in: places) { _, row in rule.add(row, to: &state) }
      return state
    }
    return partial.reduce(into: rule.empty) { state, piece in rule.merge(piece, into: &state) }
  }

  private func fold<Rule: Fold>(_ rule: Rule, _ members: GroupMembers) throws -> [Rule.State] {
    var states = [Rule.State](repeating: rule.empty, count: groups.count)
    let rows = argument?.rows
    let present = argument?.base.present
    // SAFETY: each group is in one of the stretches, and written by its worker.
    try states.shared { states in
      try members.forEach(loop: loop) { groups in
        for group in groups {
          var state = rule.empty
          for index in members.starts[group]..<members.starts[group + 1] {
            let place = Int(members.rows[index])
            let row = rows.map { Int($0[place]) } ?? place
            if present?[row] ?? true { rule.add(row, to: &state) }
          }
          states[group] = state
        }
      }
    }
    return states
  }

  /// Every place where the argument is not null, and the row of its column there; all places without one.
  @inline(__always)
  private func forEachPresent(in places: Range<Int>, _ body: (_ place: Int, _ row: Int) -> Void) {
    if let argument {
      argument.forEachPresent(in: places, body)
    } else {
      for place in places { body(place, place) }
    }
  }
}
