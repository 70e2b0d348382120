import Tables

extension Column {
  /// The values at some rows, in the order of `rows`; where `noRow` stands, null.
  func gathered(_ rows: [Int32], mayMiss: Bool = false, loop: RowLoop) throws -> Column {
    let present = try gatheredPresence(rows, mayMiss: mayMiss, loop: loop)
    func gather<Element: BitwiseCopyable & Sendable>(_ values: [Element], zero: Element) throws -> [Element] {
      try gatherValues(values, at: rows, zero: mayMiss ? zero : nil, loop: loop)
    }
    let gathered: Values =
      switch values {
      case .bool(let values): .bool(try gather(values, zero: false))
      case .int(let values): .int(try gather(values, zero: 0))
      case .double(let values): .double(try gather(values, zero: 0))
      case .text(let texts): .text(TextVector(codes: try gather(texts.codes, zero: 0), pool: texts.pool))
      case .date(let days): .date(try gather(days, zero: 0))
      case .timestamp(let instants): .timestamp(try gather(instants, zero: 0))
      case .list(let lists): .list(try lists.gathered(rows, loop: loop))
      }
    return Column(gathered, present: present)
  }

  private func gatheredPresence(_ rows: [Int32], mayMiss: Bool, loop: RowLoop) throws -> [Bool]? {
    if let present { return try gatherValues(present, at: rows, zero: mayMiss ? false : nil, loop: loop) }
    guard mayMiss, rows.contains(noRow) else { return nil }
    return try loop.array(rows.count) { result, range in
      for index in range { result[index] = rows[index] != noRow }
    }
  }
}

/// - Parameter zero: what stands for `noRow`; nil when every row is one.
private func gatherValues<Element: BitwiseCopyable & Sendable>(
  _ values: [Element], at rows: [Int32], zero: Element?, loop: RowLoop
) throws -> [Element] {
  try loop.array(rows.count) { result, range in
    // SAFETY: `rows` are rows of the column, or `noRow` where a zero is given for it; pieces are below their
    // count.
    values.withUnsafeBufferPointer { values in
      rows.withUnsafeBufferPointer { rows in
        if let zero {
          for index in range {
            let row = rows[index]
            result[index] = row == noRow ? zero : values[Int(row)]
          }
        } else {
          for index in range { result[index] = values[Int(rows[index])] }
        }
      }
    }
  }
}

extension ListVector {
  fileprivate func gathered(_ rows: [Int32], loop: RowLoop) throws -> ListVector {
    var newStarts = [0]
    newStarts.reserveCapacity(rows.count + 1)
    var total = 0
    for row in rows {
      if row != noRow { total += starts[Int(row) + 1] - starts[Int(row)] }
      newStarts.append(total)
    }
    let places = newStarts
    // SAFETY: the starts were summed from the lengths of the same lists, so that all `total` places are
    // written once.
    var codes = [UInt32](uninitializedCount: total)
    try codes.shared { codes in
      try loop.forEach(rowsBelow: rows.count) { range in
        for index in range where rows[index] != noRow {
          let first = starts[Int(rows[index])]
          for item in 0..<places[index + 1] - places[index] {
            codes[places[index] + item] = items.codes[first + item]
          }
        }
      }
    }
    return ListVector(starts: newStarts, items: TextVector(codes: codes, pool: items.pool))
  }
}

extension Column {
  static func nulls(_ type: DataType, count: Int) -> Column {
    Column(type, repeatElement(.null, count: count))
  }

  /// The rows of `next` behind those of this column. Both are of one type.
  func concatenated(_ next: Column) -> Column {
    let joined: Values
    switch (values, next.values) {
    case (.bool(let first), .bool(let second)): joined = .bool(first + second)
    case (.int(let first), .int(let second)): joined = .int(first + second)
    case (.double(let first), .double(let second)): joined = .double(first + second)
    case (.text(let first), .text(let second)): joined = .text(first.concatenated(second))
    case (.date(let first), .date(let second)): joined = .date(first + second)
    case (.timestamp(let first), .timestamp(let second)): joined = .timestamp(first + second)
    case (.list(let first), .list(let second)):
      let offset = first.items.codes.count
      joined = .list(
        ListVector(
          starts: first.starts + second.starts.dropFirst().map { $0 + offset },
          items: first.items.concatenated(second.items)))
    default: preconditionFailure("columns of two types cannot be one")
    }
    if present == nil, next.present == nil { return Column(joined) }
    let present =
      (present ?? Array(repeating: true, count: count))
      + (next.present ?? Array(repeating: true, count: next.count))
    return Column(joined, present: present)
  }
}

extension TextVector {
  fileprivate func concatenated(_ next: TextVector) -> TextVector {
    if pool === next.pool { return TextVector(codes: codes + next.codes, pool: pool) }
    // The empty text of the second pool becomes that of the first.
    let offset = UInt32(pool.count - 1)
    let byteOffset = pool.bytes.count
    let joined = TextPool(
      offsets: pool.offsets + next.pool.offsets.dropFirst(2).map { $0 + byteOffset },
      bytes: pool.bytes + next.pool.bytes, isDistinct: false)
    return TextVector(codes: codes + next.codes.map { $0 == 0 ? 0 : $0 + offset }, pool: joined)
  }
}

extension Table {
  /// These rows, in this order.
  package func selecting(rows: [Int], context: QueryContext) throws -> Table {
    let loop = RowLoop(workers: context.workers, cancellation: context.cancellation, pieceSize: 1 << 14)
    let places = rows.map(Int32.init)
    return Table(schema, try columns.map { try $0.gathered(places, loop: loop) }, rowCount: rows.count)
  }
}
