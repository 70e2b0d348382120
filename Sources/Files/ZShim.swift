import Tables
package func write(_ table: Table, to path: String, format: ExportFormat, tableName: String?) throws(FileError) {}
package func render(_ table: Table, as format: ExportFormat, into sink: (ArraySlice<UInt8>) throws -> Void) rethrows {}
package func writeText(_ bytes: [UInt8], to path: String) throws(FileError) {}
