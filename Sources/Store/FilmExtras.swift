import SQLite
import Tables

/// What belongs to a film beside its row.
package struct FilmExtras: Sendable {
  package struct Credit: Sendable {
    let personID: Int64?
    let name: String
    let job: String
    let character: String?

    package init(personID: Int64?, name: String, job: String, character: String?) {
      self.personID = personID
      self.name = name
      self.job = job
      self.character = character
    }
  }

  /// A company that made films, or a franchise of them.
  package struct Maker: Sendable, Hashable {
    package let id: Int64?
    package let name: String
    package let country: String?

    package init(id: Int64?, name: String, country: String? = nil) {
      self.id = id
      self.name = name
      self.country = country
    }
  }

  package let tmdbID: Int64
  /// Nil leaves those that are there; so it is with all of them.
  package var keywords: [String]?
  package var credits: [Credit]?
  package var companies: [Maker]?
  package var franchise: Maker?

  package init(tmdbID: Int64) { self.tmdbID = tmdbID }
}

extension StoreWriter {
  /// The films of a genre, or all, that were never read one by one, the most popular first.
  package func filmsNeverRead(genre: String?, since: CalendarDate) throws(StoreError) -> [Int64] {
    try numbers(
      "select m.tmdb_id from movies m left join movie_readings r using (tmdb_id) "
        + "where r.tmdb_id is null and release_date >= ?2 "
        + "and (?1 is null or exists (select 1 from json_each(m.genres) where value = ?1)) "
        + "order by popularity desc, m.tmdb_id"
    ) {
      $0.bind(1, genre)
      $0.bind(2, since.description)
    }
  }

  /// The films of which nothing has changed since a time.
  package func films(changedBefore time: Timestamp) throws(StoreError) -> [Int64] {
    try numbers("select tmdb_id from movies where updated_at < ?1 order by tmdb_id") {
      $0.bind(1, time.storedText)
    }
  }

  /// Which of some films are in the store.
  package func known(among ids: [Int64]) throws(StoreError) -> [Int64] {
    try storing { () throws(SQLiteError) in
      let statement = try connection.kept("select 1 from movies where tmdb_id = ?1")
      var known: [Int64] = []
      for id in ids {
        statement.bind(1, id)
        if try statement.step() { known.append(id) }
        statement.reset()
      }
      return known
    }
  }

  /// When films were last read one by one; nil when none was.
  package func lastReading() throws(StoreError) -> Timestamp? {
    try storing { () throws(SQLiteError) in
      let statement = try connection.kept("select max(read_at) from movie_readings")
      defer { statement.reset() }
      guard try statement.step(), !statement.isNull(0) else { return nil }
      return ValueReading.timestamp(statement.bytes(0))
    }
  }

  private func numbers(_ sql: String, _ bind: (SQLiteStatement) -> Void) throws(StoreError) -> [Int64] {
    try storing { () throws(SQLiteError) in
      let statement = try connection.kept(sql)
      bind(statement)
      defer { statement.reset() }
      var numbers: [Int64] = []
      while try statement.step() { numbers.append(statement.int(0)) }
      return numbers
    }
  }

  // MARK: Facts

  /// When the first ingest was; nil before there is one. After a purge it is another.
  package func firstIngest() throws(StoreError) -> String? {
    try storing { () throws(SQLiteError) in
      let statement = try connection.kept("select finished_at from ingests order by ingest limit 1")
      defer { statement.reset() }
      return try statement.step() ? statement.text(0) : nil
    }
  }

  /// A small thing to remember; nil when it is not there.
  package func fact(_ name: String) throws(StoreError) -> String? {
    try storing { () throws(SQLiteError) in
      let statement = try connection.kept("select value from store_facts where name = ?1")
      statement.bind(1, name)
      defer { statement.reset() }
      return try statement.step() ? statement.text(0) : nil
    }
  }

  package func remember(_ name: String, _ value: String) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try run("insert or replace into store_facts (name, value) values (?1, ?2)") {
        $0.bind(1, name)
        $0.bind(2, value)
      }
    }
  }
}
