/// A name and a type: what is known of a column before its values are.
package struct Field: Sendable, Hashable {
  package let name: String
  package let type: DataType

  package init(_ name: String, _ type: DataType) {
    self.name = name
    self.type = type
  }
}

/// The columns of a table in their order. No two have one name.
package struct Schema: Sendable, Hashable {
  package let fields: [Field]

  package init(_ fields: [Field]) { self.fields = fields }

  package var names: [String] { fields.map(\.name) }
  package var count: Int { fields.count }

  package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  package subscript(name: String) -> Field? { index(of: name).map { fields[$0] } }
}

/// Columns of one length under their names: what flows through every room.
package struct Table: Sendable {
  package let schema: Schema
  package let columns: [Column]
  package let rowCount: Int

  /// - Precondition: the columns have the types of the schema and all the same length.
  package init(_ schema: Schema, _ columns: [Column], rowCount: Int) {
    precondition(schema.count == columns.count, "a table has a column for every field")
    for (field, column) in zip(schema.fields, columns) {
      precondition(field.type == column.type, "column `\(field.name)` has another type than its field")
      precondition(column.count == rowCount, "column `\(field.name)` has another length than its table")
    }
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
  }

  /// For tables of a few rows that are written out in code.
  package init(_ fields: [Field], rows: [[Value]]) {
    let columns = fields.indices.map { index in
      Column(fields[index].type, rows.lazy.map { $0[index] })
    }
    self.init(Schema(fields), columns, rowCount: rows.count)
  }

  package static let empty = Table(Schema([]), [], rowCount: 0)

  package func column(_ name: String) -> Column? { schema.index(of: name).map { columns[$0] } }

  package func row(_ index: Int) -> [Value] { columns.map { $0[index] } }
}

extension Table {
  /// The first rows, all of them when there are fewer.
  package func prefix(_ count: Int) -> Table {
    guard count < rowCount else { return self }
    return Table(schema, columns.map { $0.prefix(max(0, count)) }, rowCount: max(0, count))
  }
}
