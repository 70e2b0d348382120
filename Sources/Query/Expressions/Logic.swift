import Tables

/// What looks at nulls itself: `and`, `or`, `is null`, `??` and `if`.
enum Logic {
  @Sendable static func not(_ arguments: Arguments) -> Vector {
    Vector(.bool(mapped(arguments[0].bools, count: arguments.count) { !$0 }))
  }

  @Sendable static func isNull(_ arguments: Arguments) -> Vector {
    let operand = arguments[0]
    guard operand.present != nil else {
      return Vector(.bool(ArraySlice(repeating: false, count: arguments.count)))
    }
    return Vector(.bool(mapped(operand.presence, count: arguments.count) { !$0 }))
  }

  /// `and` where `decisive` is false, `or` where it is true: the value that decides without the other side.
  static func connect(
    _ left: Computation, _ right: Computation, decisive: Bool, _ morsel: Morsel
  ) throws -> Vector {
    let first = try left.run(morsel)
    if first.isConstant, !first.isNull(0), first.bools[0] == decisive { return first }
    let second: Vector
    if morsel.isCareful {
      let open = positions(rows: morsel.count) { first.isNull($0) || first.bools[$0] != decisive }
      guard !open.isEmpty else { return first }
      second = try right.run(morsel.narrowed(to: open)).expanded(to: open, rows: morsel.count)
    } else {
      second = try right.run(morsel)
    }
    let isConstant = first.isConstant && second.isConstant
    return connect(first, second, decisive, isConstant ? 1 : morsel.count, isConstant)
  }

  private static func connect(
    _ first: Vector, _ second: Vector, _ decisive: Bool, _ count: Int, _ isConstant: Bool
  ) -> Vector {
    if first.present == nil, second.present == nil {
      let values =
        decisive
        ? zipped(first.bools, second.bools, count: count) { $0 || $1 }
        : zipped(first.bools, second.bools, count: count) { $0 && $1 }
      return Vector(.bool(values), isConstant: isConstant)
    }
    let decides = [first, second].map { side in
      Operand(
        lanes: zipped(side.bools, side.presence, count: count) { $0 == decisive && $1 }, isConstant: false)
    }
    let isDecided = zipped(decides[0], decides[1], count: count) { $0 || $1 }
    let isKnown = zipped(first.presence, second.presence, count: count) { $0 && $1 }
    let present = zipped(
      Operand(lanes: isDecided, isConstant: false), Operand(lanes: isKnown, isConstant: false), count: count
    ) { $0 || $1 }
    let values =
      decisive ? isDecided : mapped(Operand(lanes: isDecided, isConstant: false), count: count) { !$0 }
    return Vector(.bool(values), present: present, isConstant: isConstant)
  }

  static func choose(
    _ condition: Computation, _ then: Computation, _ otherwise: Computation, _ morsel: Morsel
  ) throws -> Vector {
    let conditions = try condition.run(morsel)
    if conditions.isConstant {
      return try (!conditions.isNull(0) && conditions.bools[0] ? then : otherwise).run(morsel)
    }
    let choice = conditions.truth(rows: morsel.count)
    if !choice.contains(true) { return try otherwise.run(morsel) }
    if !choice.contains(false) { return try then.run(morsel) }
    if !morsel.isCareful { return .blend(choice, try then.run(morsel), try otherwise.run(morsel)) }
    let first = choice.startIndex
    let yes = positions(rows: morsel.count) { choice[first + $0] }
    let no = positions(rows: morsel.count) { !choice[first + $0] }
    return .blend(
      choice, try then.run(morsel.narrowed(to: yes)).expanded(to: yes, rows: morsel.count),
      try otherwise.run(morsel.narrowed(to: no)).expanded(to: no, rows: morsel.count))
  }

  static func firstPresent(_ operands: [Computation], _ type: DataType, _ morsel: Morsel) throws -> Vector {
    var result = Vector.null(type)
    for operand in operands {
      if result.isConstantNull {
        result = try operand.run(morsel)
        continue
      }
      guard let present = result.present else { break }
      let missing = positions(rows: morsel.count) { result.isNull($0) }
      if missing.isEmpty { break }
      let next =
        morsel.isCareful
        ? try operand.run(morsel.narrowed(to: missing)).expanded(to: missing, rows: morsel.count)
        : try operand.run(morsel)
      result = .blend(present, result, next)
    }
    return result
  }

  private static func positions(rows: Int, where holds: (Int) -> Bool) -> [Int32] {
    (0..<rows).compactMap { holds($0) ? Int32($0) : nil }
  }
}
