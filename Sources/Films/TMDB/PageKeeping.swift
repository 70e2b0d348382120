import Store
import TMDB
import Tables

/// Takes the pages of a sweep: what is new in them waits in the store until the sweep ends.
final class PageKeeping: SweepKeeper {
  private let writer: StoreWriter
  private let scope: String
  private let windows: [Window]
  private let genres: GenreList
  private let time: Timestamp
  private var sweep: Int64?
  private var films: [Int64: FilmRecord] = [:]
  /// Numbers of genres that TMDB's list does not have.
  private(set) var unknownGenres: Set<Int64> = []

  init(
    _ writer: StoreWriter, scope: String, windows: [Window], genres: GenreList, resuming sweep: Int64?,
    at time: Timestamp
  ) {
    self.writer = writer
    self.scope = scope
    self.windows = windows
    self.genres = genres
    self.sweep = sweep
    self.time = time
  }

  /// The films that change something, by their numbers.
  var news: [FilmRecord] { films.values.sorted { $0.tmdbID < $1.tmdbID } }

  func take(_ found: [FoundFilm], of window: Window, page: Int, body: [UInt8]?) throws -> PageNews {
    let records = found.map(record)
    let news = try writer.news(among: records)
    // A page that tells nothing new need not be kept: reading it again tells nothing new again.
    if let body, !news.isEmpty {
      let number = try sweep ?? writer.beginSweep(scope, windows: windows.map(\.name), at: time)
      sweep = number
      try writer.keep(KeptPage(window: window.name, page: page, body: body), of: number)
    }
    for record in records { films[record.tmdbID] = nil }
    for piece in news { films[piece.film.tmdbID] = piece.film }
    return PageNews(new: news.count(where: \.isNew), changed: news.count(where: { !$0.isNew }))
  }

  private func record(_ film: FoundFilm) -> FilmRecord {
    let names = film.genreIDs?.compactMap { number -> String? in
      if let name = genres.names[number] { return name }
      unknownGenres.insert(number)
      return nil
    }
    return FilmRecord(film, genres: names)
  }
}

extension FilmRecord {
  init(_ film: FoundFilm, genres: [String]?) {
    var details = FilmDetails()
    details.title = film.title
    details.originalTitle = film.originalTitle
    details.originalLanguage = film.originalLanguage
    details.overview = film.overview
    details.releaseDate = film.releaseDate
    details.genres = genres
    self.init(
      tmdbID: film.tmdbID, details: details,
      numbers: FilmNumbers(
        popularity: film.popularity, voteCount: film.voteCount, voteAverage: film.voteAverage))
  }

  /// What only the answer about this one film tells. Its popularity and votes may be hours old, and stay out.
  init(_ dossier: FilmDossier) {
    self.init(dossier.film, genres: dossier.genres)
    numbers = FilmNumbers()
    details.imdbID = dossier.imdbID
    details.runtime = dossier.runtime
    details.budget = dossier.budget
    details.revenue = dossier.revenue
  }
}
