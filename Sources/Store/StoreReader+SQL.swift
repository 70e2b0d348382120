import SQLite
import Tables

/// What `sql` asks: any statement that reads.
extension StoreReader {
  /// Whether SQLite takes the statement; runs nothing.
  package func check(sql: String, parameters: [String: Value]) throws(StoreError) {
    _ = try statement(sql, parameters)
  }

  /// The rows of a statement. Its `$name`s are the script's parameters.
  package func table(sql: String, parameters: [String: Value]) throws(StoreError) -> Table {
    let statement = try statement(sql, parameters)
    let names = (0..<statement.columnCount).map { statement.columnName($0) }
    let columns = names.indices.map { ColumnGathering(declared: statement.declaredType($0)) }
    var rowCount = 0
    try asking { () throws(SQLiteError) in
      while try statement.step() {
        for (index, column) in columns.enumerated() { _ = column.append(statement, index) }
        rowCount += 1
      }
    }
    let built = columns.map { $0.build() }
    let fields = zip(uniqueNames(names), built).map { Field($0, $1.type) }
    return Table(Schema(fields), built, rowCount: rowCount)
  }

  /// How SQLite would answer, as it says itself.
  package func plan(sql: String, bindings: [Value]) throws(StoreError) -> [String] {
    try asking { () throws(SQLiteError) in
      let statement = try connection.prepare("explain query plan " + sql)
      statement.bind(bindings)
      var lines: [String] = []
      while try statement.step() { lines.append(statement.text(3)) }
      return lines
    }
  }

  private func statement(_ sql: String, _ parameters: [String: Value]) throws(StoreError) -> SQLiteStatement {
    try providePinnedFilms()
    let statement = try asking { () throws(SQLiteError) in try connection.prepare(sql) }
    guard statement.columnCount > 0 else { throw .onlyReads }
    for (index, name) in statement.parameterNames.enumerated() {
      guard let name, name.hasPrefix("$"), let value = parameters[String(name.dropFirst())] else {
        throw StoreError(
          .badSQL, "the statement has a parameter `\(name ?? "?")` without a value",
          hints: ["`param name = …` declares one, and `$name` in the statement stands for its value"])
      }
      statement.bind(index + 1, value)
    }
    return statement
  }

  /// As `reading`, with the problems of a statement that a person wrote.
  private func asking<Result>(_ work: () throws(SQLiteError) -> Result) throws(StoreError) -> Result {
    do throws(SQLiteError) {
      try begin()
      return try work()
    } catch {
      switch error.kind {
      case .readOnly: throw .onlyReads
      case .failed: throw StoreError(.badSQL, "SQLite does not take the statement: \(error.reason)")
      default: throw StoreError(error)
      }
    }
  }

  /// `n`, `n_2`, `n_3`, where a statement gives several columns one name.
  private func uniqueNames(_ names: [String]) -> [String] {
    var taken = Set(names)
    var seen: Set<String> = []
    return names.map { name in
      var unique = name.isEmpty ? "column" : name
      var count = 1
      while seen.contains(unique) || (count > 1 && taken.contains(unique)) {
        count += 1
        unique = "\(name)_\(count)"
      }
      taken.insert(unique)
      seen.insert(unique)
      return unique
    }
  }
}

extension StoreError {
  fileprivate static let onlyReads = StoreError(
    .badSQL, "`sql` only reads, and this statement does something else",
    hints: ["it takes `select`, `with`, `values` and `explain query plan`"])
}
