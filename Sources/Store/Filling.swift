import SQLite
import Tables

extension StoreWriter {
  /// Fills an empty store with a past; the same rows come about as by its ingests one after another.
  package func fill(_ history: FilmHistory) throws(StoreError) {
    let filling = Filling(connection, history)
    let isFilled = try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        guard try connection.number("select count(*) from ingests") == 0 else { return false }
        try filling.writeIngests()
        try filling.writeFilms()
        try filling.writeSnapshots()
        try filling.writeExtras()
        if history.isSynthetic {
          try connection.run("insert into store_facts (name, value) values ('is_synthetic', 'yes')")
        }
        return true
      }
    }
    if !isFilled {
      throw StoreError(
        .refused, "`\(connection.path)` holds films already, and only an empty store can be filled",
        hints: ["nothing was changed"])
    }
  }
}

private struct Filling {
  private let connection: SQLiteConnection
  private let history: FilmHistory
  private let times: [String]

  init(_ connection: SQLiteConnection, _ history: FilmHistory) {
    self.connection = connection
    self.history = history
    times = history.ingests.map(\.time.storedText)
  }

  func writeIngests() throws(SQLiteError) {
    var added = [Int](repeating: 0, count: times.count)
    var versions = added
    var snapshots = added
    var previous: Int64?
    for version in history.versions {
      versions[version.ingest - 1] += 1
      if version.tmdbID != previous { added[version.ingest - 1] += 1 }
      previous = version.tmdbID
    }
    for snapshot in history.snapshots { snapshots[snapshot.ingest - 1] += 1 }
    var seen = 0
    var last = 0
    for index in times.indices {
      seen += added[index]
      last += snapshots[index]
      let counts = [
        seen, added[index], versions[index] - added[index], 0, snapshots[index], last,
      ]
      let statement = try connection.kept(StoreWriter.Statement.insertIngest)
      statement.bind(1, Int64(index + 1))
      statement.bind(2, times[index])
      statement.bind(3, history.ingests[index].source)
      for (place, count) in counts.enumerated() { statement.bind(place + 4, Int64(count)) }
      try statement.run()
    }
  }

  func writeFilms() throws(SQLiteError) {
    let film = try connection.kept(StoreWriter.Statement.insertFilm)
    let life = try connection.kept(StoreWriter.Statement.beginLife)
    let past = try connection.kept(StoreWriter.Statement.insertVersion)
    let versions = history.versions
    var snapshot = 0
    var start = 0
    while start < versions.count {
      let id = versions[start].tmdbID
      var last = start
      while last + 1 < versions.count, versions[last + 1].tmdbID == id { last += 1 }
      while snapshot + 1 < history.snapshots.count, history.snapshots[snapshot + 1].tmdbID <= id {
        snapshot += 1
      }
      let newest = history.snapshots[snapshot]
      life.bind(1, id)
      life.bind(2, Int64(versions[last].ingest))
      life.bind(3, times[versions[last].ingest - 1])
      life.bind(4, Int64(versions[start].ingest))
      try life.run()
      for place in start..<last {
        past.bind(1, id)
        past.bind(versions[place].details, from: 2)
        past.bind(12, Int64(versions[place + 1].ingest))
        past.bind(13, Int64(versions[place].ingest))
        past.bind(14, times[versions[place].ingest - 1])
        try past.run()
      }
      film.bind(1, id)
      film.bind(versions[last].details, from: 2)
      film.bind(newest.numbers, from: 12)
      film.bind(15, times[max(versions[last].ingest, newest.ingest) - 1])
      try film.run()
      start = last + 1
    }
  }

  /// By film, as they lie in the table, with the numbers that they would have got ingest by ingest.
  func writeSnapshots() throws(SQLiteError) {
    var counts = [Int64](repeating: 0, count: times.count)
    for snapshot in history.snapshots { counts[snapshot.ingest - 1] += 1 }
    var next: [Int64] = []
    var sum: Int64 = 0
    for count in counts {
      next.append(sum)
      sum += count
    }
    let statement = try connection.kept(StoreWriter.Statement.insertSnapshot)
    for snapshot in history.snapshots {
      next[snapshot.ingest - 1] += 1
      statement.bind(1, next[snapshot.ingest - 1])
      statement.bind(2, snapshot.tmdbID)
      statement.bind(3, times[snapshot.ingest - 1])
      statement.bind(snapshot.numbers, from: 4)
      try statement.run()
    }
  }

  func writeExtras() throws(SQLiteError) {
    var version = 0
    try connection.insert(
      history.extras.map { extras in
        while history.versions[version].tmdbID < extras.tmdbID { version += 1 }
        return (extras, history.versions[version].ingest)
      })
  }
}
