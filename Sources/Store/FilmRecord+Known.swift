import Tables

extension FilmRecord {
  /// The record with 0 and the empty text as what they mean in films: unknown.
  var withoutEmptyValues: FilmRecord {
    func known(_ text: String?) -> String? { text == "" ? nil : text }
    func known(_ number: Int64?) -> Int64? { number == 0 ? nil : number }
    func known(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }
    var film = self
    film.details.imdbID = known(details.imdbID)
    film.details.title = known(details.title)
    film.details.originalTitle = known(details.originalTitle)
    film.details.originalLanguage = known(details.originalLanguage)
    film.details.overview = known(details.overview)
    film.details.runtime = known(details.runtime)
    film.details.budget = known(details.budget)
    film.details.revenue = known(details.revenue)
    film.numbers.popularity = known(numbers.popularity)
    film.numbers.voteAverage = known(numbers.voteAverage)
    return film
  }

  /// Whether `withoutEmptyValues` is another record.
  var hasEmptyValues: Bool {
    details.imdbID?.isEmpty == true || details.title?.isEmpty == true
      || details.originalTitle?.isEmpty == true
      || details.originalLanguage?.isEmpty == true || details.overview?.isEmpty == true
      || details.runtime == 0 || details.budget == 0 || details.revenue == 0
      || numbers.popularity?.isFinite == false || numbers.voteAverage?.isFinite == false
  }

  /// What this record does not know, from another one.
  func filled(from other: FilmRecord) -> FilmRecord {
    var film = self
    film.details.imdbID = details.imdbID ?? other.details.imdbID
    film.details.title = details.title ?? other.details.title
    film.details.originalTitle = details.originalTitle ?? other.details.originalTitle
    film.details.originalLanguage = details.originalLanguage ?? other.details.originalLanguage
    film.details.overview = details.overview ?? other.details.overview
    film.details.releaseDate = details.releaseDate ?? other.details.releaseDate
    film.details.runtime = details.runtime ?? other.details.runtime
    film.details.genres = details.genres ?? other.details.genres
    film.details.budget = details.budget ?? other.details.budget
    film.details.revenue = details.revenue ?? other.details.revenue
    film.numbers = numbers.filled(from: other.numbers)
    return film
  }
}

extension FilmNumbers {
  /// What these numbers do not know, from others.
  func filled(from other: FilmNumbers) -> FilmNumbers {
    FilmNumbers(
      popularity: popularity ?? other.popularity, voteCount: voteCount ?? other.voteCount,
      voteAverage: voteAverage ?? other.voteAverage)
  }
}
