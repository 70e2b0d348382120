import Parallel
import SQLite
import Tables

/// The table in a file, and what was decided to read it.
///
/// SQLite and gzip are told by their first bytes, whatever the file is called; all else by its ending, and
/// without one that is known by what the text begins with.
package func readTable(
  at path: String, options: ReadOptions, workers: Workers, cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  try options.check(path)
  if isSQLite(path, options) {
    return try askingSQLite {
      let connection = try SQLiteConnection(path: path, .read, cancellation: cancellation)
      return try readSQLite(connection, byteCount: fileIdentity(at: path)?.size ?? 0, options, cancellation)
    }
  }
  let bytes = try FileBytes.read(path, limit: options.sizeLimit, workers: workers, cancellation: cancellation)
  return try readPadded(bytes, name: path, options, workers, cancellation)
}

/// The table in bytes that were read already, as they would stand in a file of that name.
package func readTable(
  bytes: [UInt8], name: String, options: ReadOptions, workers: Workers, cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  try options.check(name)
  var padded = bytes
  padded.append(contentsOf: FileBytes.paddingBytes)
  return try readPadded(padded, name: name, options, workers, cancellation)
}

private func readPadded(
  _ raw: [UInt8], name: String, _ options: ReadOptions, _ workers: Workers, _ cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  let isCompressed = Gzip.isPacked(raw)
  let bytes =
    isCompressed
    ? try Gzip.unpack(raw, path: name, limit: options.sizeLimit, cancellation: cancellation) : raw
  let count = bytes.count - FileBytes.padding
  guard count > 0 else { throw FileError(.empty, name, "`\(name)` is empty") }
  let isDatabase = bytes.starts(with: SQLiteConnection.magic)
  if options.format == .sqlite || (options.format == nil && isDatabase) {
    guard isDatabase else { throw FileError(.damaged, name, "`\(name)` is no SQLite file") }
    return try askingSQLite {
      let connection = try SQLiteConnection(bytes: bytes[..<count], name: name, cancellation: cancellation)
      return try readSQLite(connection, byteCount: count, options, cancellation)
    }
  }
  let text = try TextDecoding.decode(bytes, path: name, encoding: options.encoding, workers: workers)
  let named = options.format ?? FileFormat(path: name)
  if named == .sqlite { throw FileError(.damaged, name, "`\(name)` is no SQLite file") }
  var report = ReadReport(path: name, format: named ?? .csv)
  report.byteCount = count
  report.isCompressed = isCompressed
  report.encoding = text.encoding
  let json = JSONReader(path: name, workers: workers, cancellation: cancellation)
  if named == .json || named == .ndjson {
    return (try json.read(text, isLines: named == .ndjson, into: &report), report)
  }
  if named == nil, beginsAsJSON(text) {
    var guessed = report
    guessed.format = .json
    do {
      return (try json.read(text, isLines: false, into: &guessed), guessed)
    } catch  where error.kind == .damaged {
      // A bracket is no proof: the text is tried as delimited fields.
    }
  }
  let reader = DelimitedReader(
    path: name, format: named, options: options, workers: workers, cancellation: cancellation)
  let table = try reader.read(text, into: &report)
  return (table, report)
}

private func readSQLite(
  _ connection: SQLiteConnection, byteCount: Int, _ options: ReadOptions, _ cancellation: Cancellation
) throws -> (table: Table, report: ReadReport) {
  var report = ReadReport(path: connection.path, format: .sqlite)
  report.byteCount = byteCount
  let reader = SQLiteReader(connection: connection, options: options, cancellation: cancellation)
  return (try reader.read(into: &report), report)
}

private func isSQLite(_ path: String, _ options: ReadOptions) -> Bool {
  guard options.format == nil || options.format == .sqlite else { return false }
  return SQLiteConnection.isDatabase(path)
}

private func beginsAsJSON(_ text: DecodedText) -> Bool {
  var position = text.start
  let end = text.bytes.count - FileBytes.padding
  while position < end, [9, 10, 13, 32].contains(text.bytes[position]) { position += 1 }
  guard position < end else { return false }
  return text.bytes[position] == UInt8(ascii: "{") || text.bytes[position] == UInt8(ascii: "[")
}

extension ReadOptions {
  fileprivate func check(_ path: String) throws(FileError) {
    if let delimiter, !ReadOptions.canDelimit(delimiter) {
      throw FileError(
        .badOption, path, "\(ReadReport.name(of: delimiter)) cannot be a delimiter",
        hints: ["a delimiter is one ASCII character that is no letter, digit, `+`, `-`, `.` or line end"])
    }
    if case .byte(let quote) = quote, !ReadOptions.canDelimit(quote) || quote == delimiter {
      throw FileError(
        .badOption, path, "\(ReadReport.name(of: quote)) cannot be the quote",
        hints: ["a quote is one ASCII character that is no letter or digit, and not the delimiter"])
    }
    if skip < 0 { throw FileError(.badOption, path, "`\(skip)` lines cannot be skipped") }
  }

  /// What stands in numbers or dates would cut them.
  private static func canDelimit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 10, 13, 43, 45, 46, 48...57, 65...90, 97...122, 127...: false
    default: true
    }
  }
}
