/// Builds a column value by value, for small tables; readers of millions of rows fill the arrays themselves.
struct ColumnBuilder: ~Copyable {
  private enum Storage {
    case bool([Bool])
    case int([Int64])
    case double([Double])
    case text([UInt32])
    case date([Int32])
    case timestamp([Int64])
    case list(starts: [Int], items: [UInt32])
  }

  let type: DataType
  private var storage: Storage
  private var present: [Bool] = []
  private var hasNull = false
  private var texts = TextGathering()

  init(_ type: DataType) {
    self.type = type
    storage =
      switch type {
      case .bool: .bool([])
      case .int: .int([])
      case .double: .double([])
      case .text: .text([])
      case .date: .date([])
      case .timestamp: .timestamp([])
      case .list: .list(starts: [0], items: [])
      }
  }

  /// - Precondition: the value is null or of the builder's type (an int serves for a double).
  mutating func append(_ value: Value) {
    present.append(!value.isNull)
    if value.isNull { hasNull = true }
    switch storage {
    case .bool(var values):
      storage = .bool([])
      if case .bool(let value) = value { values.append(value) } else { values.append(zero(value, false)) }
      storage = .bool(values)
    case .int(var values):
      storage = .int([])
      if case .int(let value) = value { values.append(value) } else { values.append(zero(value, 0)) }
      storage = .int(values)
    case .double(var values):
      storage = .double([])
      switch value {
      case .double(let value): values.append(value)
      case .int(let value): values.append(Double(value))
      default: values.append(zero(value, 0))
      }
      storage = .double(values)
    case .text(var codes):
      storage = .text([])
      if case .text(let text) = value {
        codes.append(texts.code(of: text))
      } else {
        codes.append(zero(value, 0))
      }
      storage = .text(codes)
    case .date(var days):
      storage = .date([])
      if case .date(let date) = value { days.append(date.days) } else { days.append(zero(value, 0)) }
      storage = .date(days)
    case .timestamp(var instants):
      storage = .timestamp([])
      if case .timestamp(let instant) = value {
        instants.append(instant.microseconds)
      } else {
        instants.append(zero(value, 0))
      }
      storage = .timestamp(instants)
    case .list(var starts, var items):
      storage = .list(starts: [], items: [])
      if case .list(let names) = value {
        for name in names { items.append(texts.code(of: name)) }
      } else {
        _ = zero(value, 0)
      }
      starts.append(items.count)
      storage = .list(starts: starts, items: items)
    }
  }

  private func zero<Zero>(_ value: Value, _ zero: Zero) -> Zero {
    precondition(value.isNull, "a \(value.type?.rawValue ?? "null") in a column of \(type.rawValue)")
    return zero
  }

  func build() -> Column {
    let values: Column.Values =
      switch storage {
      case .bool(let values): .bool(values)
      case .int(let values): .int(values)
      case .double(let values): .double(values)
      case .text(let codes): .text(TextVector(codes: codes, pool: texts.pool()))
      case .date(let days): .date(days)
      case .timestamp(let instants): .timestamp(instants)
      case .list(let starts, let items):
        .list(ListVector(starts: starts, items: TextVector(codes: items, pool: texts.pool())))
      }
    return Column(values, present: hasNull ? present : nil)
  }
}

extension Column {
  package init(_ type: DataType, _ values: some Sequence<Value>) {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    self = builder.build()
  }
}
