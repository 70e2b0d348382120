import Tables

/// What is known of one film at one time: what a source yields, and what the store keeps.
///
/// Unknown is nil, never 0 or an empty text.
package struct FilmRecord: Sendable, Hashable {
  package var tmdbID: Int64
  package var details: FilmDetails
  package var numbers: FilmNumbers

  package init(tmdbID: Int64, details: FilmDetails, numbers: FilmNumbers) {
    self.tmdbID = tmdbID
    self.details = details
    self.numbers = numbers
  }
}

/// What changes seldom: each change makes a new version of the film.
package struct FilmDetails: Sendable, Hashable {
  package var imdbID: String?
  package var title: String?
  package var originalTitle: String?
  /// ISO 639-1: `en`.
  package var originalLanguage: String?
  package var overview: String?
  package var releaseDate: CalendarDate?
  /// Minutes.
  package var runtime: Int64?
  /// Names as TMDB writes them, in its order: `Horror`, `Science Fiction`. Nil when unknown.
  package var genres: [String]?
  /// US dollars.
  package var budget: Int64?
  package var revenue: Int64?

  package init() {}
}

/// What changes from day to day: each change makes a snapshot.
package struct FilmNumbers: Sendable, Hashable {
  package var popularity: Double?
  package var voteCount: Int64?
  package var voteAverage: Double?

  package init(popularity: Double? = nil, voteCount: Int64? = nil, voteAverage: Double? = nil) {
    self.popularity = popularity
    self.voteCount = voteCount
    self.voteAverage = voteAverage
  }
}
