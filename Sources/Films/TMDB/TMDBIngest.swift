import Files
import Parallel
import Store
import TMDB
import Tables

/// What is to be taken in from TMDB.
package struct TMDBWish: Sendable {
  package enum What: Sendable, Hashable {
    /// The films of a genre by its name; nil for all genres.
    case films(genre: String?)
    case popular
  }

  package var what: What
  package var since: CalendarDate
  package var votes = 50
  package var pageLimit = 20
  package var readsDetails = false
  /// Read everything, however fresh the store is.
  package var isFull = false

  package init(_ what: What, since: CalendarDate) {
    self.what = what
    self.since = since
  }

  /// What the store knows the sweep by, whatever part of it is asked for.
  var scope: String {
    switch what {
    case .films(let genre): "tmdb \(genre.map(Genre.word) ?? "films") votes=\(votes) pages=\(pageLimit)"
    case .popular: "tmdb popular pages=\(pageLimit)"
    }
  }
}

/// What came of it.
package struct TMDBReport: Sendable {
  package var ingests: [IngestReport] = []
  package var seen = 0
  package var pages = 0
  package var requests = 0
  package var retries = 0
  /// How many windows were read, of how many.
  package var windows = 0
  package var allWindows = 0
  package var detailsRead = 0
  package var quarantined: [QuarantinedRow] = []
  /// Windows that had to be read in parts, as a person is told.
  package var splits: [String] = []
  /// What may be missing and why.
  package var gaps: [String] = []
  /// Whether a page or a film could not be read at all.
  package var hasFailures = false
  package var resumedPages = 0
}

/// Takes films in from TMDB: reads what is due, keeps every page on its way, and ends as one ingest.
package struct TMDBIngest {
  private let client: TMDBClient
  private let writer: StoreWriter
  private let wish: TMDBWish
  private let time: Timestamp
  private var report = TMDBReport()

  /// Pages that wait for longer are read again.
  private static let patience = 6 * 3600 * Timestamp.second
  private static let genresLast = 7 * 24 * 3600 * Timestamp.second
  /// So many films read one by one are taken in at once.
  private static let batch = 1000

  package init(_ client: TMDBClient, _ writer: StoreWriter, _ wish: TMDBWish, at time: Timestamp) {
    self.client = client
    self.writer = writer
    self.wish = wish
    self.time = time
  }

  package mutating func run() throws -> TMDBReport {
    let (requests, retries) = (client.transport.requestCount, client.transport.retryCount)
    try sweep()
    if wish.readsDetails { try readDetails() }
    report.requests = client.transport.requestCount - requests
    report.retries = client.transport.retryCount - retries
    return report
  }

  // MARK: Lists

  private mutating func sweep() throws {
    let oldest = Timestamp(microseconds: time.microseconds - TMDBIngest.patience)
    let kept = try writer.keptSweep(wish.scope, since: oldest)
    let all = windows
    let seen = try writer.seenWindows(wish.scope)
    var due = PollPlan.due(all, seen: seen, at: time, isFull: wish.isFull)
    for window in kept?.windows.compactMap({ Window($0) }) ?? [] where !due.contains(window) {
      due.append(window)
    }
    client.memory.hold(for: try writer.firstIngest())
    let genres = try genres()
    let keeper = PageKeeping(
      writer, scope: wish.scope, windows: due, genres: genres, resuming: kept?.number, at: time)
    let pages = kept?.pages.compactMap { page in
      Window(page.window).map { (window: $0, page: page.page, body: page.body) }
    }
    let outcome = try client.sweep(
      try scope(genres), due, resuming: (pages ?? []).sorted { TMDBIngest.comesFirst($0, $1) }, keeper: keeper
    )
    report.resumedPages = pages?.count ?? 0
    report.seen = outcome.filmCount
    report.pages = outcome.pageCount
    (report.windows, report.allWindows) = (due.count, all.count)
    report.quarantined = outcome.quarantined
    report.splits = outcome.splits
    for window in outcome.windows { report.gaps += window.gaps.map { "\(window.window.name): \($0)" } }
    report.hasFailures = outcome.windows.contains { $0.hasFailures }
    if !keeper.unknownGenres.isEmpty {
      report.gaps.append("genres \(keeper.unknownGenres.sorted()) are in no list of TMDB's and were left out")
    }
    var end = SweepEnd(scope: wish.scope, source: source)
    end.films = keeper.news
    end.windows = seenWindows(due, outcome.windows, known: seen)
    if let ingest = try writer.end(end, seen: outcome.filmCount, at: time) { report.ingests.append(ingest) }
    client.memory.commit(to: try writer.firstIngest())
  }

  /// Halves come after the window that they are halves of.
  private static func comesFirst(
    _ one: (window: Window, page: Int, body: [UInt8]), _ other: (window: Window, page: Int, body: [UInt8])
  ) -> Bool {
    if one.window != other.window {
      if other.window.isPart(of: one.window) { return true }
      if one.window.isPart(of: other.window) { return false }
      return one.window.name < other.window.name
    }
    return one.page < other.page
  }

  private var source: String {
    switch wish.what {
    case .films(let genre): "tmdb \(genre.map(Genre.word) ?? "films")"
    case .popular: "tmdb popular"
    }
  }

  private var windows: [Window] {
    guard wish.what != .popular else { return [.popular] }
    let (first, last) = (wish.since.parts.year, time.date.parts.year)
    guard first <= last else { return [] }
    return (first...last).compactMap { year in
      guard let window = Window.year(year) else { return nil }
      guard case .days(let start, let end) = window.extent, start < wish.since else { return window }
      return Window(extent: .days(wish.since, end))
    }
  }

  /// Those that were read whole. Of recent ones, which are read each time anyhow, only what is not known yet, so
  /// that a poll without news writes nothing.
  private func seenWindows(
    _ due: [Window], _ reports: [WindowReport], known: [SeenWindow]
  ) -> [SeenWindow] {
    due.compactMap { window in
      guard window != .popular else { return nil }
      let parts = reports.filter { $0.window.isPart(of: window) }
      guard parts.allSatisfy(\.gaps.isEmpty) else { return nil }
      let leaves = parts.filter { part in
        !parts.contains { $0.window != part.window && $0.window.isPart(of: part.window) }
      }
      let seen = SeenWindow(
        name: window.name, seenAt: time, pageCount: parts.reduce(0) { $0 + $1.pageCount },
        filmCount: leaves.reduce(0) { $0 + $1.seen })
      let before = known.first { $0.name == window.name }
      if let before, PollPlan.isRecent(window, at: time), before.pageCount == seen.pageCount { return nil }
      return seen
    }
  }

  private func scope(_ genres: GenreList) throws -> SweepScope {
    guard case .films(let genre?) = wish.what else {
      return SweepScope(genre: nil, votes: wish.votes, pageLimit: wish.pageLimit)
    }
    guard let number = genres.number(of: genre) else {
      throw TMDBError(.failed, "TMDB's list of genres has no `\(genre)`")
    }
    return SweepScope(genre: number, votes: wish.votes, pageLimit: wish.pageLimit)
  }

  // MARK: Genres

  /// TMDB's list, asked for once a week and kept with the store: a text a genre, behind when it was read.
  private func genres() throws -> GenreList {
    if let text = try writer.fact("tmdb_genres"), let list = genres(in: text) { return list }
    let list = try client.genres()
    let lines = list.names.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    try writer.remember("tmdb_genres", JSONText.list(([time.storedText] + lines).map(JSONText.quote)))
    return list
  }

  private func genres(in text: String) -> GenreList? {
    guard let lines = JSONText.texts(in: text.utf8), var first = lines.first else { return nil }
    // SAFETY: the bytes are only read while the text is there.
    guard let read = first.withUTF8({ ValueReading.timestamp($0) }),
      time.microseconds - read.microseconds < TMDBIngest.genresLast
    else { return nil }
    var names: [Int64: String] = [:]
    for line in lines.dropFirst() {
      guard let space = line.firstIndex(of: " "), let number = Int64(line[..<space]) else { return nil }
      names[number] = String(line[line.index(after: space)...])
    }
    return names.isEmpty ? nil : GenreList(names: names)
  }

  // MARK: Films one by one

  private static let detailScope = "tmdb details"

  private mutating func readDetails() throws {
    let genre: String? = if case .films(let genre) = wish.what { genre } else { nil }
    var ids = try writer.filmsNeverRead(genre: genre, since: wish.since)
    let never = Set(ids)
    ids += try changedFilms().filter { !never.contains($0) }
    for start in stride(from: 0, to: ids.count, by: TMDBIngest.batch) {
      try readDetails(of: Array(ids[start..<min(ids.count, start + TMDBIngest.batch)]))
    }
  }

  /// Films of the store whose details TMDB says have changed since some were last read.
  private func changedFilms() throws -> [Int64] {
    guard let last = try writer.lastReading() else { return [] }
    var changed: Set<Int64> = []
    let today = time.date
    var first = last.date
    while first <= today {
      let end = CalendarDate(days: min(today.days, first.days + 13))
      changed.formUnion(try client.changes(from: first, to: end))
      first = CalendarDate(days: end.days + 1)
    }
    return try writer.known(among: changed.sorted())
  }

  private mutating func readDetails(of ids: [Int64]) throws {
    let oldest = Timestamp(microseconds: time.microseconds - TMDBIngest.patience)
    let gathering = DossierGathering(
      writer, scope: TMDBIngest.detailScope,
      resuming: try writer.keptSweep(TMDBIngest.detailScope, since: oldest), at: time)
    let open = ids.filter { !gathering.isThere($0) }
    try client.dossiers(of: open) { id, answer in try gathering.take(id, answer) }
    // A film is gone when TMDB says so twice.
    if !gathering.missing.isEmpty {
      try client.dossiers(of: gathering.missing) { id, answer in try gathering.confirm(id, answer) }
    }
    report.detailsRead += gathering.count
    report.gaps += gathering.failures
    if !gathering.failures.isEmpty { report.hasFailures = true }
    if let ingest = try writer.end(
      gathering.end(source: "\(source) details"), seen: gathering.count, at: time)
    {
      report.ingests.append(ingest)
    }
  }
}
