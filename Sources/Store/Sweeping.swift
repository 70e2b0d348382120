import SQLite
import Tables

/// A page that was read in a sweep which has not ended: the answer as it came.
package struct KeptPage: Sendable {
  package let window: String
  package let page: Int
  package let body: [UInt8]

  package init(window: String, page: Int, body: [UInt8]) {
    self.window = window
    self.page = page
    self.body = body
  }
}

/// A sweep that has begun: its pages wait until all are there.
package struct KeptSweep: Sendable {
  package let number: Int64
  package let windows: [String]
  package let pages: [KeptPage]
}

/// When a window was last seen whole, and what it held.
package struct SeenWindow: Sendable, Hashable {
  package let name: String
  package let seenAt: Timestamp
  package let pageCount: Int
  package let filmCount: Int

  package init(name: String, seenAt: Timestamp, pageCount: Int, filmCount: Int) {
    self.name = name
    self.seenAt = seenAt
    self.pageCount = pageCount
    self.filmCount = filmCount
  }
}

/// A film that would change something in the store.
package struct FilmNews: Sendable {
  package let film: FilmRecord
  /// Whether the store does not have it at all.
  package let isNew: Bool
}

/// What a sweep leaves behind, all at once or not at all.
package struct SweepEnd: Sendable {
  package var scope: String
  package var films: [FilmRecord] = []
  package var gone: [Int64] = []
  package var extras: [FilmExtras] = []
  /// Windows that were seen whole.
  package var windows: [SeenWindow] = []
  package var source: String

  package init(scope: String, source: String) {
    self.scope = scope
    self.source = source
  }
}

extension StoreWriter {
  /// The sweep that was begun and not ended; nil when there is none, or none that began after a time.
  package func keptSweep(_ scope: String, since oldest: Timestamp) throws(StoreError) -> KeptSweep? {
    try storing { () throws(SQLiteError) in
      let sweep = try connection.kept("select sweep, windows, started_at from sweeps where scope = ?1")
      sweep.bind(1, scope)
      guard try sweep.step() else { return nil }
      let (number, windows) = (sweep.int(0), JSONText.texts(in: sweep.bytes(1)) ?? [])
      guard let start = ValueReading.timestamp(sweep.bytes(2)), start >= oldest else {
        sweep.reset()
        try forgetSweep(scope)
        return nil
      }
      sweep.reset()
      let rows = try connection.kept(
        "select window_name, page, body from sweep_pages where sweep = ?1 order by window_name, page")
      rows.bind(1, number)
      defer { rows.reset() }
      var pages: [KeptPage] = []
      while try rows.step() {
        pages.append(KeptPage(window: rows.text(0), page: Int(rows.int(1)), body: Array(rows.bytes(2))))
      }
      return KeptSweep(number: number, windows: windows, pages: pages)
    }
  }

  /// Begins a sweep in the place of one that may have begun before.
  package func beginSweep(_ scope: String, windows: [String], at time: Timestamp) throws(StoreError) -> Int64
  {
    try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        try forgetSweep(scope)
        try run(
          "insert into sweeps (sweep, scope, windows, started_at) "
            + "select coalesce(max(sweep), 0) + 1, ?1, ?2, ?3 from sweeps"
        ) {
          $0.bind(1, scope)
          $0.bind(2, JSONText.list(windows.map(JSONText.quote)))
          $0.bind(3, time.storedText)
        }
        return try connection.number("select max(sweep) from sweeps")
      }
    }
  }

  /// A page and the mark that it was read are one row.
  package func keep(_ page: KeptPage, of sweep: Int64) throws(StoreError) {
    try storing { () throws(SQLiteError) in
      try run("insert or replace into sweep_pages (sweep, window_name, page, body) values (?1, ?2, ?3, ?4)") {
        $0.bind(1, sweep)
        $0.bind(2, page.window)
        $0.bind(3, Int64(page.page))
        $0.bind(4, blob: page.body)
      }
    }
  }

  /// Takes in what a sweep has found, as one ingest, and forgets its pages. Nothing is numbered, nor written, when
  /// nothing has changed; then there is no report.
  ///
  /// - Parameter seen: how many films the sweep has seen, also those without news.
  package func end(
    _ sweep: SweepEnd, seen: Int, at time: Timestamp
  ) throws(StoreError) -> IngestReport? {
    try refuseWhenSynthetic(sweep.source)
    return try storing { () throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) -> IngestReport? in
        try connection.run("savepoint taking_in")
        let report = try takeIn(sweep.films, gone: sweep.gone, source: sweep.source, at: time, seen: seen)
        var hasNews = report.added + report.changed + report.gone + report.snapshots > 0
        for extras in sweep.extras where try write(extras, in: report.number) { hasNews = true }
        if !hasNews { try connection.run("rollback to taking_in") }
        try connection.run("release taking_in")
        for extras in sweep.extras { try writeReading(of: extras.tmdbID, at: time) }
        for window in sweep.windows { try write(window, of: sweep.scope) }
        try forgetSweep(sweep.scope)
        return hasNews ? report : nil
      }
    }
  }

  private func forgetSweep(_ scope: String) throws(SQLiteError) {
    for sql in [
      "delete from sweep_pages where sweep in (select sweep from sweeps where scope = ?1)",
      "delete from sweeps where scope = ?1",
    ] { try run(sql) { $0.bind(1, scope) } }
  }

  // MARK: What has been seen

  package func seenWindows(_ scope: String) throws(StoreError) -> [SeenWindow] {
    try storing { () throws(SQLiteError) in
      let rows = try connection.kept(
        "select window_name, seen_at, pages, films from sweep_windows where scope = ?1 order by window_name")
      rows.bind(1, scope)
      defer { rows.reset() }
      var windows: [SeenWindow] = []
      while try rows.step() {
        guard let time = ValueReading.timestamp(rows.bytes(1)) else { continue }
        windows.append(
          SeenWindow(
            name: rows.text(0), seenAt: time, pageCount: Int(rows.int(2)), filmCount: Int(rows.int(3))))
      }
      return windows
    }
  }

  private func write(_ window: SeenWindow, of scope: String) throws(SQLiteError) {
    try run(
      "insert or replace into sweep_windows (scope, window_name, seen_at, pages, films) values (?1, ?2, ?3, ?4, ?5)"
    ) {
      $0.bind(1, scope)
      $0.bind(2, window.name)
      $0.bind(3, window.seenAt.storedText)
      $0.bind(4, Int64(window.pageCount))
      $0.bind(5, Int64(window.filmCount))
    }
  }

  /// Which of some films would change something in the store.
  package func news(among films: [FilmRecord]) throws(StoreError) -> [FilmNews] {
    try storing { () throws(SQLiteError) in
      // One look at the store, with its locks taken once.
      try connection.transaction("begin") { () throws(SQLiteError) in
        let current = try connection.kept(StoreWriter.Statement.current)
        defer { current.reset() }
        var genres = GenreTexts()
        var news: [FilmNews] = []
        let known = films.map(\.withoutEmptyValues)
        for place in known.indices {
          current.reset()
          current.bind(1, known[place].tmdbID)
          guard try current.step() else {
            news.append(FilmNews(film: films[place], isNew: true))
            continue
          }
          let old = current.numbers(from: StoreWriter.Statement.firstNumber)
          let hasNews =
            known[place].numbers.filled(from: old) != old
            || current.tellsNews(
              in: known, at: place, genres: known[place].details.genres.map { genres.text($0) })
          if hasNews { news.append(FilmNews(film: films[place], isNew: false)) }
        }
        return news
      }
    }
  }

  /// Runs a kept statement with what is bound to it.
  func run(_ sql: String, _ bind: (SQLiteStatement) -> Void) throws(SQLiteError) {
    let statement = try connection.kept(sql)
    bind(statement)
    try statement.run()
  }
}
