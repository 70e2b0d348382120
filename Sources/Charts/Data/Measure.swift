import Tables

/// Numbers or dates of a column, one a row; NaN where there is none.
package struct Measure: Sendable, Equatable {
  package enum Unit: Sendable, Hashable {
    case numbers
    /// Shares of 1, written in per cent.
    case shares
    /// Days from 1970-01-01, with the time of day as their fraction.
    case dates
  }

  package let name: String
  package let values: [Double]
  package let unit: Unit

  package init(_ name: String, _ values: [Double], unit: Unit = .numbers) {
    self.name = name
    // Beyond this, differences and squares are no numbers any more.
    self.values = values.map { $0.magnitude <= Measure.largest ? $0 : .nan }
    self.unit = unit
  }

  package init(_ name: String, _ dates: [CalendarDate]) {
    self.init(name, dates.map { Double($0.days) }, unit: .dates)
  }

  /// Nil for a column of texts or lists.
  package init?(_ name: String, _ column: Column) {
    func known(_ row: Int, _ value: Double) -> Double { column.isNull(row) ? .nan : value }
    switch column.values {
    case .bool(let flags): self.init(name, flags.enumerated().map { known($0, $1 ? 1 : 0) })
    case .int(let numbers): self.init(name, numbers.enumerated().map { known($0, Double($1)) })
    case .double(let numbers): self.init(name, numbers.enumerated().map { known($0, $1) })
    case .date(let days): self.init(name, days.enumerated().map { known($0, Double($1)) }, unit: .dates)
    case .timestamp(let instants):
      let day = Double(Timestamp.day)
      self.init(name, instants.enumerated().map { known($0, Double($1) / day) }, unit: .dates)
    case .text, .list: return nil
    }
  }

  static let largest = 1e150

  var axisKind: Axis.Kind {
    switch unit {
    case .numbers: .numbers
    case .shares: .shares
    case .dates: .dates
    }
  }

  /// How many rows lie between two values, in words.
  func words(from low: Double, to high: Double, count: Int) -> String {
    "\(words(low)) to \(words(high)): \(NumberLabels.count(count, "row"))"
  }

  /// A value of it in words.
  func words(_ value: Double) -> String {
    switch unit {
    case .numbers: NumberLabels.readable(value)
    case .shares: NumberLabels.percent(value)
    case .dates: Ticks.dateText(value)
    }
  }
}

/// The group of each row, by number; -1 where there is none.
package struct Category: Sendable, Equatable {
  package let name: String
  package let names: [String]
  package let codes: [Int]

  package init(_ name: String, names: [String], codes: [Int]) {
    self.name = name
    self.names = names
    self.codes = codes.map { names.indices.contains($0) ? $0 : -1 }
  }

  /// The texts that occur, in the order of their first row.
  package init(_ name: String, _ texts: [String?]) {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    let codes = texts.map { text in
      guard let text else { return -1 }
      if let number = numbers[text] { return number }
      numbers[text] = names.count
      names.append(text)
      return names.count - 1
    }
    self.init(name, names: names, codes: codes)
  }

  /// The values of any column, as they are shown in tables; numbers, dates and flags in their order, texts in
  /// that of their first row. Of lists the first text counts.
  package init(_ name: String, _ column: Column) {
    let values = (0..<column.count).map { column[$0] }
    let texts: [String?] = values.map { value in
      switch value {
      case .null: nil
      case .bool(let flag): flag ? "true" : "false"
      case .int(let number): String(number)
      case .double(let number): NumberText.readable(number)
      case .text(let text): text
      case .date(let date): date.description
      case .timestamp(let instant): instant.description
      case .list(let items): items.first
      }
    }
    let unsorted = Category(name, texts)
    if case .text = column.values {
      self = unsorted
      return
    }
    guard let measure = Measure(name, column) else {
      self = unsorted
      return
    }
    var firstValues = Array(repeating: Double.nan, count: unsorted.names.count)
    for (row, code) in unsorted.codes.enumerated() where code >= 0 { firstValues[code] = measure.values[row] }
    self = unsorted.reordered(unsorted.names.indices.sorted { (firstValues[$0], $0) < (firstValues[$1], $1) })
  }

  private func reordered(_ order: [Int]) -> Category {
    var places = Array(repeating: 0, count: names.count)
    for (place, code) in order.enumerated() { places[code] = place }
    return Category(name, names: order.map { names[$0] }, codes: codes.map { $0 < 0 ? -1 : places[$0] })
  }

  /// How many rows each group has.
  var sizes: [Int] {
    var sizes = Array(repeating: 0, count: names.count)
    for code in codes where code >= 0 { sizes[code] += 1 }
    return sizes
  }

  /// The largest groups in their old order, with all others in one behind them; says what it put together.
  func largest(_ count: Int) -> (category: Category, caption: String) {
    guard names.count > count else { return (self, "") }
    let sizes = sizes
    let kept = names.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(count - 1).sorted()
    var places = Array(repeating: kept.count, count: names.count)
    for (place, code) in kept.enumerated() { places[code] = place }
    let others = names.count - kept.count
    let category = Category(
      name, names: kept.map { names[$0] } + ["\(others) others"],
      codes: codes.map { $0 < 0 ? -1 : places[$0] })
    return (category, "the \(kept.count) largest of \(NumberLabels.count(names.count)) groups have a colour")
  }
}
