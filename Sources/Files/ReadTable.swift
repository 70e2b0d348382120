import Parallel
import Tables

/// The table in a file, and what was decided to read it.
package func readTable(
  at path: String, options: ReadOptions, workers: Workers, cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  let bytes = try FileBytes.read(path, workers: workers, cancellation: cancellation)
  return try readPadded(bytes, name: path, options, workers, cancellation)
}

/// The table in bytes that were read already, as they would stand in a file of that name.
package func readTable(
  bytes: [UInt8], name: String, options: ReadOptions, workers: Workers, cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  var padded = bytes
  padded.append(contentsOf: [UInt8](repeating: 0, count: FileBytes.padding))
  return try readPadded(padded, name: name, options, workers, cancellation)
}

private func readPadded(
  _ bytes: [UInt8], name: String, _ options: ReadOptions, _ workers: Workers, _ cancellation: Cancellation
) throws(FileError) -> (table: Table, report: ReadReport) {
  guard bytes.count > FileBytes.padding else { throw FileError(.empty, name, "`\(name)` is empty") }
  let format = options.format ?? FileFormat(path: name)
  var report = ReadReport(path: name, format: format ?? .csv)
  report.byteCount = bytes.count - FileBytes.padding
  let text = try TextDecoding.decode(bytes, path: name, encoding: options.encoding, workers: workers)
  report.encoding = text.encoding
  let reader = DelimitedReader(
    path: name, format: format, options: options, workers: workers, cancellation: cancellation)
  let table = try reader.read(text, into: &report)
  return (table, report)
}
