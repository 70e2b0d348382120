import Tables

extension Vector {
  /// All the values of a column.
  private init(_ column: Column) {
    let values: Values =
      switch column.values {
      case .bool(let lanes): .bool(lanes[...])
      case .int(let lanes): .int(lanes[...])
      case .double(let lanes): .double(lanes[...])
      case .text(let texts): .text(texts.codes[...], texts.pool)
      case .date(let lanes): .date(lanes[...])
      case .timestamp(let lanes): .timestamp(lanes[...])
      case .list(let lists):
        .list(ListLanes(starts: lists.starts.dropLast(), ends: lists.starts.dropFirst(), items: lists.items))
      }
    self.init(values, present: column.present?[...])
  }

  /// The values of a column at some rows; a stretch of rows is not copied.
  init(_ column: Column, at rows: Morsel.Rows) {
    let whole = Vector(column)
    self =
      switch rows {
      case .range(let range): range.count == column.count ? whole : whole.sliced(range)
      case .chosen(let rows): whole.gathered(rows)
      }
  }

  private func sliced(_ range: Range<Int>) -> Vector {
    let values: Values =
      switch values {
      case .bool(let lanes): .bool(lanes[range])
      case .int(let lanes): .int(lanes[range])
      case .double(let lanes): .double(lanes[range])
      case .text(let codes, let pool): .text(codes[range], pool)
      case .date(let lanes): .date(lanes[range])
      case .timestamp(let lanes): .timestamp(lanes[range])
      case .list(let lists):
        // The ends start one behind the starts in the array that both are slices of.
        .list(
          ListLanes(
            starts: lists.starts[range], ends: lists.ends[range.lowerBound + 1..<range.upperBound + 1],
            items: lists.items))
      }
    return Vector(values, present: present?[range])
  }

  /// The values at some positions, counted from 0.
  func gathered(_ positions: ArraySlice<Int32>) -> Vector {
    if isConstant { return self }
    let values: Values =
      switch values {
      case .bool(let lanes): .bool(Query.gathered(lanes, positions))
      case .int(let lanes): .int(Query.gathered(lanes, positions))
      case .double(let lanes): .double(Query.gathered(lanes, positions))
      case .text(let codes, let pool): .text(Query.gathered(codes, positions), pool)
      case .date(let lanes): .date(Query.gathered(lanes, positions))
      case .timestamp(let lanes): .timestamp(Query.gathered(lanes, positions))
      case .list(let lists):
        .list(
          ListLanes(
            starts: Query.gathered(lists.starts, positions), ends: Query.gathered(lists.ends, positions),
            items: lists.items))
      }
    return Vector(values, present: present.map { Query.gathered($0, positions) })
  }

  /// The inverse of narrowing: value `i` moves to `positions[i]`; the other rows get any value.
  func expanded(to positions: [Int32], rows: Int) -> Vector {
    var origins = [Int32](repeating: 0, count: rows)
    for (origin, position) in positions.enumerated() { origins[Int(position)] = Int32(origin) }
    return gathered(origins[...])
  }

  /// Whether there is a value, as an operand.
  var presence: Operand<Bool> {
    Operand(lanes: present ?? [true], isConstant: isConstant || present == nil)
  }

  /// Where the value is there and true.
  func truth(rows: Int) -> ArraySlice<Bool> {
    if present == nil, !isConstant { return bools.lanes }
    return zipped(bools, presence, count: rows) { $0 && $1 }
  }

  /// From each row of `choice` the value of `first` where it is true, else that of `second`.
  static func blend(_ choice: ArraySlice<Bool>, _ first: Vector, _ second: Vector) -> Vector {
    let values: Values =
      switch (first.values, second.values) {
      case (.bool, _): .bool(blended(choice, first.bools, second.bools))
      case (.int, _): .int(blended(choice, first.ints, second.ints))
      case (.double, _): .double(blended(choice, first.doubles, second.doubles))
      case (.date, _): .date(blended(choice, first.days, second.days))
      case (.timestamp, _): .timestamp(blended(choice, first.ints, second.ints))
      case (.text, _): blendTexts(choice, first.texts, second.texts)
      case (.list, _): blendLists(choice, first, second)
      }
    let isWhole = first.present == nil && second.present == nil
    return Vector(values, present: isWhole ? nil : blended(choice, first.presence, second.presence))
  }

  private static func blendTexts(
    _ choice: ArraySlice<Bool>, _ first: TextOperand, _ second: TextOperand
  ) -> Values {
    if first.pool === second.pool {
      let codes = blended(
        choice, Operand(lanes: first.codes, isConstant: first.isConstant),
        Operand(lanes: second.codes, isConstant: second.isConstant))
      return .text(codes, first.pool)
    }
    var writer = TextWriter(rows: choice.count)
    // SAFETY: both have a text for every row of the choice; what is written is copied.
    first.withTexts { firsts in
      second.withTexts { seconds in
        for (row, isFirst) in choice.enumerated() {
          writer.write(isFirst ? firsts[row] : seconds[row])
          writer.endRow()
        }
      }
    }
    return writer.values
  }

  private static func blendLists(_ choice: ArraySlice<Bool>, _ first: Vector, _ second: Vector) -> Values {
    let sides = [first.lists, second.lists]
    let isConstant = [first.isConstant, second.isConstant]
    let joined = JoinedPools(sides.map(\.items.pool))
    var writer = ListWriter()
    for (row, isFirst) in choice.enumerated() {
      let side = isFirst ? 0 : 1
      let lists = sides[side]
      let lane = isConstant[side] ? 0 : row
      let items = lists.starts[lists.starts.startIndex + lane]..<lists.ends[lists.ends.startIndex + lane]
      for code in joined.maps[side].apply(to: lists.items.codes[items]) { writer.append(code) }
      writer.endRow()
    }
    return writer.values(joined.pool)
  }
}

private func gathered<Element>(
  _ lanes: ArraySlice<Element>, _ positions: ArraySlice<Int32>
) -> ArraySlice<Element> {
  // SAFETY: every place is initialised; positions are rows of the table by the contract of `Selection`.
  lanes.withUnsafeBufferPointer { lanes in
    positions.withUnsafeBufferPointer { positions in
      [Element](unsafeUninitializedCapacity: positions.count) { output, initialized in
        for row in 0..<positions.count {
          output.initializeElement(at: row, to: lanes[Int(positions[row])])
        }
        initialized = positions.count
      }[...]
    }
  }
}

private func blended<Element>(
  _ choice: ArraySlice<Bool>, _ first: Operand<Element>, _ second: Operand<Element>
) -> ArraySlice<Element> {
  // SAFETY: every place is initialised, and each operand that varies has a lane for every row of the choice.
  precondition(first.lanes.count >= (first.isConstant ? 1 : choice.count))
  precondition(second.lanes.count >= (second.isConstant ? 1 : choice.count))
  return choice.withUnsafeBufferPointer { choice in
    first.lanes.withUnsafeBufferPointer { firsts in
      second.lanes.withUnsafeBufferPointer { seconds in
        [Element](unsafeUninitializedCapacity: choice.count) { output, initialized in
          switch (first.isConstant, second.isConstant) {
          case (false, false):
            for row in 0..<choice.count {
              output.initializeElement(at: row, to: choice[row] ? firsts[row] : seconds[row])
            }
          case (false, true):
            let same = seconds[0]
            for row in 0..<choice.count {
              output.initializeElement(at: row, to: choice[row] ? firsts[row] : same)
            }
          case (true, false):
            let same = firsts[0]
            for row in 0..<choice.count {
              output.initializeElement(at: row, to: choice[row] ? same : seconds[row])
            }
          case (true, true):
            let (yes, no) = (firsts[0], seconds[0])
            for row in 0..<choice.count { output.initializeElement(at: row, to: choice[row] ? yes : no) }
          }
          initialized = choice.count
        }[...]
      }
    }
  }
}
