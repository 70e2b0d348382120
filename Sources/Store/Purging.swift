import SQLite
import Tables

/// What a purge took away.
package struct PurgeReport: Sendable, Hashable {
  package var films = 0
  package var snapshots = 0
  package var versions = 0
}

extension StoreWriter {
  /// Everything but the schema goes, and the pages on which it stood are overwritten.
  package func purgeAll() throws(StoreError) -> PurgeReport {
    let report = try storing { () throws(SQLiteError) in
      let report = PurgeReport(
        films: Int(try connection.number("select count(*) from movies")),
        snapshots: Int(try connection.number("select count(*) from movie_snapshots")),
        versions: Int(try connection.number("select count(*) from movie_versions")))
      try connection.run("pragma secure_delete = on")
      try connection.transaction { () throws(SQLiteError) in
        for table in StoreWriter.tablesFromTheTop {
          try connection.run("delete from \(quotedIdentifier(table))")
        }
      }
      return report
    }
    try rewriteFile()
    return report
  }

  /// In an order in which no row is left that points to one that is gone.
  private static let tablesFromTheTop =
    StoreTable.extras.flatMap(\.namesWithVersions) + [
      "sweep_pages", "sweeps", "sweep_windows", "movie_readings", "model_runs", "model_predictions",
      "horror_regression", "horror_regression_predictions", "horror_classification", "horror_clustering",
      "horror_cluster_profiles", "movie_versions", "movie_lives", "movie_snapshots", "movies", "ingests",
      "store_facts",
    ]

  /// What was replaced before a time goes: the past cannot be read any further back than to the last ingest before
  /// it. What still holds stays, however old it is.
  package func purge(before time: Timestamp) throws(StoreError) -> PurgeReport {
    try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        var report = PurgeReport()
        let last = try connection.prepare(
          "select ingest, last_snapshot from ingests where finished_at < ?1 order by ingest desc limit 1")
        last.bind(1, time.storedText)
        guard try last.step() else { return report }
        let (ingest, snapshot) = (last.int(0), last.int(1))
        last.reset()
        report.versions = try delete("delete from movie_versions where until <= ?1", ingest)
        report.snapshots = try delete(
          "delete from movie_snapshots where exists (select 1 from movie_snapshots newer "
            + "where newer.tmdb_id = movie_snapshots.tmdb_id and newer.id > movie_snapshots.id and newer.id <= ?1)",
          snapshot)
        report.snapshots += try delete(
          "delete from movie_snapshots where tmdb_id in (select tmdb_id from movie_lives where gone_since <= ?1)",
          ingest)
        for table in StoreTable.extras {
          for name in table.namesWithVersions {
            _ = try delete(
              "delete from \(name) where tmdb_id in (select tmdb_id from movie_lives where gone_since <= ?1)",
              ingest)
          }
          if let versions = table.versionsName {
            _ = try delete("delete from \(versions) where until <= ?1", ingest)
          }
        }
        report.films = try delete("delete from movie_lives where gone_since <= ?1", ingest)
        let fact = try connection.kept(
          "insert or replace into store_facts (name, value) values ('purged_until', ?1)")
        fact.bind(1, ingest)
        try fact.run()
        return report
      }
    }
  }

  /// Purges what is older than a time, once in a day at most: most calls find that there is nothing to do.
  package func keepRetention(before time: Timestamp) throws(StoreError) -> PurgeReport? {
    let oldest = try storing { () throws(SQLiteError) in
      try connection.prepare(
        "select min(finished_at) from ingests where ingest >= "
          + "coalesce((select cast(value as integer) from store_facts where name = 'purged_until'), 0)")
    }
    let isDue = try storing { () throws(SQLiteError) -> Bool in
      guard try oldest.step(), !oldest.isNull(0), let start = ValueReading.timestamp(oldest.bytes(0)) else {
        return false
      }
      return start.microseconds + Timestamp.day < time.microseconds
    }
    return isDue ? try purge(before: time) : nil
  }

  private func delete(_ sql: String, _ number: Int64) throws(SQLiteError) -> Int {
    let statement = try connection.kept(sql)
    statement.bind(1, number)
    try statement.run()
    return connection.changedRowCount
  }

  /// Leaves nothing of what was deleted in the file and its log. Readers that are at work may keep the log until
  /// they have ended.
  private func rewriteFile() throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try connection.run("vacuum")
      _ = try connection.number("pragma wal_checkpoint(truncate)")
    }
  }
}
