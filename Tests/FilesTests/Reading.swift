import Files
import Parallel
import Tables

/// Reads a text as if it stood in a file of that name.
func read(
  _ text: String, name: String = "test.csv", threads: Int = 2,
  _ configure: (inout ReadOptions) -> Void = { _ in }
) throws -> (table: Table, report: ReadReport) {
  try read(Array(text.utf8), name: name, threads: threads, configure)
}

func read(
  _ bytes: [UInt8], name: String = "test.csv", threads: Int = 2,
  _ configure: (inout ReadOptions) -> Void = { _ in }
) throws -> (table: Table, report: ReadReport) {
  var options = ReadOptions()
  configure(&options)
  return try readTable(
    bytes: bytes, name: name, options: options, workers: Workers(count: threads), cancellation: Cancellation()
  )
}

/// The values of a column of a text.
func column(
  _ text: String, _ index: Int = 0, name: String = "test.csv",
  _ configure: (inout ReadOptions) -> Void = { _ in }
) throws -> [Value] {
  let table = try read(text, name: name, configure).table
  return (0..<table.rowCount).map { table.columns[index][$0] }
}

extension Table {
  var rows: [[Value]] { (0..<rowCount).map(row) }
  var types: [DataType] { schema.fields.map(\.type) }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
}

func day(_ year: Int, _ month: Int, _ day: Int) -> Value {
  CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .null
}

/// What kind of error a closure throws.
func errorKind(_ body: () throws -> Void) -> FileError.Kind? {
  do {
    try body()
    return nil
  } catch {
    return (error as? FileError)?.kind
  }
}
