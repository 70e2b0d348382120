import Store
import Tables

/// What a store must hold, kept in the plainest way: a copy of everything after each ingest.
struct IngestModel {
  struct Film: Equatable {
    var details = FilmDetails()
    var numbers = FilmNumbers()
    var updated: Timestamp
  }

  private(set) var states: [[Int64: Film]] = []
  private var known: [Int64: FilmRecord] = [:]

  mutating func ingest(_ films: [FilmRecord], gone: [Int64], at time: Timestamp) {
    var films = films
    var state = states.last ?? [:]
    while !films.isEmpty {
      let film = films.removeFirst()
      // Another sight of the same film in one ingest counts as one with this.
      if let later = films.firstIndex(where: { $0.tmdbID == film.tmdbID }) {
        films[later] = merge(merge(nil, film), films[later])
        continue
      }
      let before = state[film.tmdbID]
      let record = before.map { FilmRecord(tmdbID: film.tmdbID, details: $0.details, numbers: $0.numbers) }
      let now = merge(record, film)
      // Byte by byte: to Swift two texts are equal when they look the same.
      if before.map({ bytes(of: ($0.details, $0.numbers)) }) != bytes(of: (now.details, now.numbers)) {
        state[film.tmdbID] = Film(details: now.details, numbers: now.numbers, updated: time)
      }
    }
    for id in gone { state[id] = nil }
    states.append(state)
  }

  private func bytes(of what: (FilmDetails, FilmNumbers)) -> [UInt8] { Array("\(what)".utf8) }

  /// The newer where it knows something, and the older where not.
  private func merge(_ old: FilmRecord?, _ new: FilmRecord) -> FilmRecord {
    func text(_ old: String?, _ new: String?) -> String? { new == nil || new == "" ? old : new }
    func number(_ old: Int64?, _ new: Int64?) -> Int64? { new == nil || new == 0 ? old : new }
    let (details, fresh) = (old?.details ?? FilmDetails(), new.details)
    var film = new
    film.details.imdbID = text(details.imdbID, fresh.imdbID)
    film.details.title = text(details.title, fresh.title)
    film.details.originalTitle = text(details.originalTitle, fresh.originalTitle)
    film.details.originalLanguage = text(details.originalLanguage, fresh.originalLanguage)
    film.details.overview = text(details.overview, fresh.overview)
    film.details.releaseDate = fresh.releaseDate ?? details.releaseDate
    film.details.runtime = number(details.runtime, fresh.runtime)
    film.details.genres = fresh.genres ?? details.genres
    film.details.budget = number(details.budget, fresh.budget)
    film.details.revenue = number(details.revenue, fresh.revenue)
    film.numbers.popularity = new.numbers.popularity ?? old?.numbers.popularity
    film.numbers.voteCount = new.numbers.voteCount ?? old?.numbers.voteCount
    film.numbers.voteAverage = new.numbers.voteAverage ?? old?.numbers.voteAverage
    return film
  }

  /// As `load films` shows it after an ingest.
  func rows(after ingest: Int) -> [[Value]] {
    states[ingest - 1].sorted { $0.key < $1.key }.map { id, film in
      let details = film.details
      func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
      func int(_ number: Int64?) -> Value { number.map { .int($0) } ?? .null }
      func double(_ number: Double?) -> Value { number.map { .double($0) } ?? .null }
      return [
        .int(id), text(details.imdbID), text(details.title), text(details.originalTitle),
        text(details.originalLanguage), text(details.overview),
        details.releaseDate.map { .date($0) } ?? .null,
        double(film.numbers.popularity), int(film.numbers.voteCount), double(film.numbers.voteAverage),
        int(details.runtime), details.genres.map { .list($0) } ?? .null, int(details.budget),
        int(details.revenue), .timestamp(film.updated),
      ]
    }
  }
}
