/// The values of one column, of one type, some of which may be missing.
package struct Column: Sendable {
  package enum Values: Sendable {
    case bool([Bool])
    case int([Int64])
    case double([Double])
    case text(TextVector)
    /// Days from 1970-01-01.
    case date([Int32])
    /// Microseconds from 1970-01-01, UTC.
    case timestamp([Int64])
    case list(ListVector)
  }

  /// A null row holds the type's zero here (false, 0, the empty text, the empty list).
  package let values: Values
  /// True where there is a value; nil when every row has one.
  package let present: [Bool]?

  package init(_ values: Values, present: [Bool]? = nil) {
    self.values = values
    self.present = present
    precondition(
      present == nil || present?.count == values.count, "a column and its presence differ in length")
  }

  package var count: Int { values.count }

  package var type: DataType {
    switch values {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .list: .list
    }
  }

  package func isNull(_ row: Int) -> Bool { present.map { !$0[row] } ?? false }

  package var nullCount: Int { present?.reduce(0) { $0 + ($1 ? 0 : 1) } ?? 0 }

  package subscript(row: Int) -> Value {
    if isNull(row) { return .null }
    switch values {
    case .bool(let values): return .bool(values[row])
    case .int(let values): return .int(values[row])
    case .double(let values): return .double(values[row])
    case .text(let texts): return .text(texts[row])
    case .date(let days): return .date(CalendarDate(days: days[row]))
    case .timestamp(let instants): return .timestamp(Timestamp(microseconds: instants[row]))
    case .list(let lists): return .list(lists[row])
    }
  }
}

extension Column.Values {
  package var count: Int {
    switch self {
    case .bool(let values): values.count
    case .int(let values): values.count
    case .double(let values): values.count
    case .text(let texts): texts.codes.count
    case .date(let days): days.count
    case .timestamp(let instants): instants.count
    case .list(let lists): lists.count
    }
  }
}

/// A column of texts: a code a row, into a pool that many columns can share.
package struct TextVector: Sendable {
  package let codes: [UInt32]
  package let pool: TextPool

  package init(codes: [UInt32], pool: TextPool) {
    self.codes = codes
    self.pool = pool
  }

  package subscript(row: Int) -> String { pool.string(codes[row]) }
}

/// A column of lists of texts: row `r` holds `items[starts[r]..<starts[r + 1]]`.
package struct ListVector: Sendable {
  package let starts: [Int]
  package let items: TextVector

  package init(starts: [Int], items: TextVector) {
    precondition(starts.first == 0 && starts.last == items.codes.count)
    self.starts = starts
    self.items = items
  }

  package var count: Int { starts.count - 1 }

  package subscript(row: Int) -> [String] { (starts[row]..<starts[row + 1]).map { items[$0] } }
}

extension Column {
  fileprivate func firstValues(_ count: Int) -> Values {
    switch values {
    case .bool(let values): .bool(Array(values.prefix(count)))
    case .int(let values): .int(Array(values.prefix(count)))
    case .double(let values): .double(Array(values.prefix(count)))
    case .text(let texts): .text(TextVector(codes: Array(texts.codes.prefix(count)), pool: texts.pool))
    case .date(let days): .date(Array(days.prefix(count)))
    case .timestamp(let instants): .timestamp(Array(instants.prefix(count)))
    case .list(let lists):
      .list(
        ListVector(
          starts: Array(lists.starts.prefix(count + 1)),
          items: TextVector(
            codes: Array(lists.items.codes.prefix(lists.starts[count])), pool: lists.items.pool)))
    }
  }

  /// The first rows. There must be so many.
  package func prefix(_ count: Int) -> Column {
    Column(firstValues(count), present: present.map { Array($0.prefix(count)) })
  }
}
