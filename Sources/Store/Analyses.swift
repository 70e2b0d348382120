import SQLite
import Tables

/// What one training leaves in the store.
package struct Analysis: Sendable {
  /// The run itself, with the model as bytes.
  package struct Run: Sendable {
    package let name: String
    package let family: String
    package let targets: String
    package let statement: String
    package let dataDigest: String
    package let rows: Int
    /// A JSON object of numbers by their names.
    package let metrics: String
    package let model: [UInt8]

    package init(
      name: String, family: String, targets: String, statement: String, dataDigest: String, rows: Int,
      metrics: String, model: [UInt8]
    ) {
      self.name = name
      self.family = family
      self.targets = targets
      self.statement = statement
      self.dataDigest = dataDigest
      self.rows = rows
      self.metrics = metrics
      self.model = model
    }
  }

  package var time: Timestamp
  package var run: Run
  /// Rows of the tables of analyses, by the table's name in SQLite; values of the columns behind `analysis_ts`.
  package var rows: [(table: StoreTable, values: [[Value]])] = []

  package init(at time: Timestamp, _ run: Run) {
    self.time = time
    self.run = run
  }
}

/// A run as `models` lists it.
package struct StoredRun: Sendable, Hashable {
  package let id: Int64
  package let time: Timestamp
  package let name: String
  package let family: String
  package let targets: String
  package let statement: String
  package let rows: Int
  /// A few of its metrics, as a person reads them.
  package let metrics: String
  package let hasModel: Bool

  /// The metrics that tell most, in the order in which they are shown.
  package static let telling = ["r2", "mae", "auc", "accuracy", "silhouette"]
}

extension StoreWriter {
  /// So many models of one name are kept as bytes, and the rows of so many analyses in each table.
  fileprivate static let keptModels: Int64 = 5
  private static let keptAnalyses: Int64 = 24

  /// Keeps what a training found. False when the newest run of that name did the same with the same data: then there is
  /// nothing new to keep.
  package func keep(_ analysis: Analysis) throws(StoreError) -> Bool {
    try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        if try isKnown(analysis.run) { return false }
        try insert(analysis.run, at: analysis.time)
        for (table, values) in analysis.rows {
          try insert(values, into: table, at: analysis.time)
          try connection.run(
            "delete from \(table.sqlName) where analysis_ts not in (select distinct analysis_ts from "
              + "\(table.sqlName) order by analysis_ts desc limit \(StoreWriter.keptAnalyses))")
        }
        let old = try connection.kept(
          "update model_runs set model = null where name = ?1 and model is not null and id not in "
            + "(select id from model_runs where name = ?1 order by id desc limit \(StoreWriter.keptModels))")
        old.bind(1, analysis.run.name)
        try old.run()
        return true
      }
    }
  }

  private func isKnown(_ run: Analysis.Run) throws(SQLiteError) -> Bool {
    let newest = try connection.kept(
      "select statement, data_digest, model is not null from model_runs where name = ?1 order by id desc limit 1"
    )
    newest.bind(1, run.name)
    defer { newest.reset() }
    guard try newest.step() else { return false }
    return newest.text(0) == run.statement && newest.text(1) == run.dataDigest && newest.int(2) == 1
  }

  private func insert(_ run: Analysis.Run, at time: Timestamp) throws(SQLiteError) {
    let statement = try connection.kept(
      "insert into model_runs (analysis_ts, name, family, targets, statement, data_digest, rows, metrics, model) "
        + "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
    statement.bind(1, time.storedText)
    statement.bind(2, run.name)
    statement.bind(3, run.family)
    statement.bind(4, run.targets)
    statement.bind(5, run.statement)
    statement.bind(6, run.dataDigest)
    statement.bind(7, Int64(run.rows))
    statement.bind(8, run.metrics)
    try statement.run(with: run.model, at: 9)
  }

  private func insert(
    _ rows: [[Value]], into table: StoreTable, at time: Timestamp
  ) throws(SQLiteError) {
    let names = table.schema.names.dropFirst()
    let places = names.indices.map { "?\($0)" }.joined(separator: ", ")
    let statement = try connection.kept(
      "insert into \(table.sqlName) (\(names.joined(separator: ", "))) values (\(places))")
    let text = time.storedText
    for row in rows {
      statement.bind(1, text)
      for (place, value) in row.enumerated() { statement.bind(place + 2, value) }
      try statement.run()
    }
  }
}

extension StoreReader {
  private static let runColumns: String = {
    let parts = StoredRun.telling.map { name in
      "iif(json_extract(metrics, '$.\(name)') is null, '', "
        + "'\(name) ' || printf('%.3g', json_extract(metrics, '$.\(name)')) || ', ')"
    }
    let metrics = "rtrim(\(parts.joined(separator: " || ")), ', ')"
    return "id, analysis_ts, name, family, targets, statement, rows, \(metrics), model is not null"
  }()

  /// A store of an older hq, to which none has written since, has no such table.
  private func hasRuns() throws(SQLiteError) -> Bool {
    try connection.number("select count(*) from sqlite_schema where name = 'model_runs'") > 0
  }

  /// The kept runs, the newest first.
  package func runs() throws(StoreError) -> [StoredRun] {
    try reading { () throws(SQLiteError) in
      guard try hasRuns() else { return [] }
      let statement = try connection.kept(
        "select \(StoreReader.runColumns) from model_runs order by id desc")
      defer { statement.reset() }
      var runs: [StoredRun] = []
      while try statement.step() {
        runs.append(
          StoredRun(
            id: statement.int(0), time: instant(statement.text(1)), name: statement.text(2),
            family: statement.text(3), targets: statement.text(4), statement: statement.text(5),
            rows: Int(statement.int(6)), metrics: statement.text(7), hasModel: statement.int(8) == 1))
      }
      return runs
    }
  }

  /// The newest model of a name, as bytes; nil when none is kept.
  package func model(named name: String) throws(StoreError) -> [UInt8]? {
    let bytes = try reading { () throws(SQLiteError) in
      guard try hasRuns() else { return nil as [UInt8]? }
      let statement = try connection.kept(
        "select model from model_runs where name = ?1 and model is not null order by id desc limit 1")
      statement.bind(1, name)
      defer { statement.reset() }
      return try statement.step() ? Array(statement.bytes(0)) : nil
    }
    if bytes == nil, isPinned, let run = try runs().first(where: { $0.name == name }) {
      throw StoreError(
        .notThen, "the model `\(name)` of \(run.time), as the lock wants it, is not kept any more",
        hints: ["of each name the store keeps the newest \(StoreWriter.keptModels)"])
    }
    return bytes
  }
}
