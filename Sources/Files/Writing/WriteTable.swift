import Parallel
import Tables

/// Writes a table to a file, all of it or nothing: what stood there before stays when it fails.
///
/// Text formats are packed when the name ends in `.gz`. In a SQLite file that is there already only the one
/// table is replaced.
///
/// - Parameter tableName: what the table is called in a SQLite file; by itself the file's name without ending.
package func write(
  _ table: Table, to path: String, format: ExportFormat, tableName: String? = nil,
  cancellation: Cancellation = Cancellation()
) throws(FileError) {
  if format == .sqlite {
    let writer = SQLiteWriter(path: path, tableName: tableName, cancellation: cancellation)
    return try writer.write(table)
  }
  let file = try OutputFile(path: path)
  do {
    if isNamedGzip(path) {
      let packer = GzipPacker()
      guard packer.isReady else {
        throw FileError(.unwritable, path, "`\(path)` cannot be packed: no memory is left")
      }
      try render(table, as: format) { bytes in
        try cancellation.check()
        try packer.pack(bytes, isLast: false) { try file.write($0) }
      }
      // SAFETY: of no bytes nothing is read.
      try packer.pack(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) { try file.write($0) }
    } else {
      try render(table, as: format) { bytes in
        try cancellation.check()
        try file.write(bytes)
      }
    }
  } catch let error as FileError {
    throw error
  } catch {
    throw .cancelled(path)
  }
  try file.finish()
}

/// Writes a whole text to a file, all of it or nothing.
package func writeText(_ bytes: [UInt8], to path: String) throws(FileError) {
  let file = try OutputFile(path: path)
  // SAFETY: the bytes are written before the closure ends.
  let written = bytes.withUnsafeBytes { bytes in
    Result { () throws(FileError) in try file.write(bytes) }
  }
  try written.get()
  try file.finish()
}
