import Language
import SQLite
import Tables

/// What is asked of one table of the store: which columns, which rows, as of when.
package struct StoreScan: Sendable {
  package let table: StoreTable
  /// As right after this ingest; nil for now.
  package private(set) var version: Version?
  /// Which columns are wanted; the others come out empty.
  package var isNeeded: [Bool]
  /// Of the snapshots of each film only the newest.
  package var takesNewest = false
  /// All of them hold for every row that comes out. Each was accepted before.
  private(set) var conditions: [Expression] = []

  /// An ingest, and the last snapshot that it or one before it wrote.
  package struct Version: Sendable, Hashable {
    package let ingest: Int
    let lastSnapshot: Int64
  }

  package init(_ table: StoreTable, version: Version? = nil) {
    self.table = table
    self.version = version
    isNeeded = table.schema.fields.map { _ in true }
  }

  /// The same of a store that is read as it was, unless it asks for a time of its own.
  func pinned(to version: Version) -> StoreScan {
    guard table == .films, self.version == nil else { return self }
    var scan = self
    scan.version = version
    return scan
  }

  /// SQLite takes no more parameters than so many conditions can have.
  private static let mostConditions = 60

  /// Takes a condition on, and says whether SQLite can answer it.
  package mutating func accept(_ condition: Expression) -> Bool {
    guard conditions.count < StoreScan.mostConditions else { return false }
    var sql = ConditionSQL(schema: table.schema, names: table.schema.names, bindings: [])
    guard sql.text(of: condition) != nil else { return false }
    conditions.append(condition)
    return true
  }

  /// The types of the wanted columns.
  var neededTypes: [DataType] { zip(table.schema.fields, isNeeded).filter(\.1).map(\.0.type) }

  // MARK: What SQLite is asked

  package struct Query: Sendable {
    package let sql: String
    package let bindings: [Value]
    /// The rows are not those of the statement: it gives them, see `RowGiving`.
    var givesRows = false
  }

  /// The statement, with the places of its parameters; the wanted columns come in the order of the table.
  ///
  /// - Parameter giving: whether it may give the rows, which is done where they come in order by themselves.
  /// - Parameter inRanges: whether it asks for the films of a range, which its last two parameters say.
  package func query(giving: Bool = false, inRanges: Bool = false) -> Query {
    let source = source
    var condition = ConditionSQL(schema: table.schema, names: source.names, bindings: source.bindings)
    var tests = source.conditions
    for accepted in conditions {
      if let text = condition.text(of: accepted) { tests.append(text) }
    }
    if inRanges {
      let bound = condition.bindings.count
      tests.append("\(source.filmNumber) between ?\(bound + 1) and ?\(bound + 2)")
    }
    let columns = zip(source.names, table.schema.names).enumerated().filter { isNeeded[$0.offset] }
    let tested = tests.isEmpty ? "" : " where " + tests.joined(separator: " and ")
    if giving, let inOrder = source.tablesInOrder, !columns.isEmpty {
      return Query(
        sql: "select \(RowGiving.call(with: columns.map(\.element.0))) from \(inOrder)\(tested)",
        bindings: condition.bindings, givesRows: true)
    }
    let named = columns.map {
      $0.element.0.hasSuffix(".\($0.element.1)") || $0.element.0 == $0.element.1
        ? $0.element.0 : "\($0.element.0) as \($0.element.1)"
    }
    let selected = columns.isEmpty ? "1" : named.joined(separator: ", ")
    return Query(
      sql: "select \(selected) from \(source.tables)\(tested) order by \(source.order)",
      bindings: condition.bindings)
  }

  private struct Source {
    var tables: String
    var names: [String]
    var order: String
    var conditions: [String] = []
    var bindings: [Value] = []
    /// The tables written so that SQLite goes through films by their numbers, and needs not sort.
    var tablesInOrder: String?

    /// By which the rows are in order before all else, where they are rows of films.
    var filmNumber: Substring { order.prefix { $0 != "," } }
  }

  private var source: Source {
    if takesNewest { return newestSnapshots }
    guard let version else {
      return Source(
        tables: table.sqlName, names: table.schema.names, order: table.key.joined(separator: ", "),
        tablesInOrder: table == .films ? "\(table.sqlName) not indexed" : nil)
    }
    switch table {
    case .films: return pastFilms(version)
    case .snapshots:
      return Source(
        tables: table.sqlName, names: table.schema.names, order: table.key.joined(separator: ", "),
        conditions: ["id <= ?1"], bindings: [.int(version.lastSnapshot)])
    case .ingests:
      return Source(
        tables: table.sqlName, names: table.schema.names, order: table.key.joined(separator: ", "),
        conditions: ["ingest <= ?1"], bindings: [.int(Int64(version.ingest))])
    default:
      return Source(
        tables: "(\(table.rowsOfThen(ingest: "?1")))", names: table.schema.names,
        order: table.key.joined(separator: ", "), bindings: [.int(Int64(version.ingest))])
    }
  }

  /// The newest snapshot of each film, each found in one step.
  private var newestSnapshots: Source {
    let tables = """
      movie_lives l \
      cross join movie_snapshots s on s.tmdb_id = l.tmdb_id \
      and s.id = (select max(id) from movie_snapshots where tmdb_id = l.tmdb_id)
      """
    return Source(tables: tables, names: table.schema.names.map { "s." + $0 }, order: "l.tmdb_id")
  }

  /// The films as they were: for each one that had come by then the details of then, which may still be those
  /// of now, and the newest snapshot of then. Each is found in one step, however much has come in since.
  private func pastFilms(_ version: Version) -> Source {
    let films = "movie_lives l"
    let details = """
      left join movies m on m.tmdb_id = l.tmdb_id and l.details_since <= ?1 \
      left join movie_versions v on v.tmdb_id = l.tmdb_id and v.until = (select until from movie_versions \
      where m.tmdb_id is null and tmdb_id = l.tmdb_id and until > ?1 order by until limit 1) \
      left join movie_snapshots s on s.tmdb_id = l.tmdb_id and s.id = (select id from movie_snapshots \
      where tmdb_id = l.tmdb_id and id <= ?2 order by id desc limit 1)
      """
    let names = table.schema.names.map { name in
      switch name {
      case "tmdb_id": "l.tmdb_id"
      case "popularity", "vote_count", "vote_average": "s.\(name)"
      case "updated_at": "max(iif(v.tmdb_id is null, l.details_ts, v.details_ts), s.snapshot_ts)"
      default: "iif(v.tmdb_id is null, m.\(name), v.\(name))"
      }
    }
    return Source(
      tables: "\(films) \(details)", names: names, order: "l.tmdb_id",
      conditions: ["l.first_ingest <= ?1", "(m.tmdb_id is not null or v.since <= ?1)"],
      bindings: [.int(Int64(version.ingest)), .int(version.lastSnapshot)],
      tablesInOrder: "\(films) not indexed \(details)")
  }
}
