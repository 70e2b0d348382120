import SQLite
import Tables

/// The films that an ingest takes in, as rows that SQLite reads by itself.
///
/// Which of the films are rows is set anew for each statement.
final class IncomingFilms: SuppliedRows {
  static let name = "incoming_films"
  static let columns =
    ["tmdb_id"] + StoreWriter.Statement.detailNames + ["popularity", "vote_count", "vote_average"]

  // SAFETY: one thread has the films, and none of these is changed while SQLite asks for a value.
  @exclusivity(unchecked) private(set) var films: [FilmRecord] = []
  /// Of each film the numbers, which may be filled with those of before.
  @exclusivity(unchecked) var numbers: [FilmNumbers] = []
  /// Of each film the text of its genres, as it is stored.
  @exclusivity(unchecked) private(set) var genres: [String?] = []
  /// The places of the films that are rows now, in their order.
  @exclusivity(unchecked) var places: [Int] = []
  private var texts = GenreTexts()

  /// All of the films are rows at first.
  func fill(_ films: [FilmRecord]) {
    self.films = films
    // By their places: a film that is taken out of the array has all of its texts counted up and down.
    numbers = films.indices.map { films[$0].numbers }
    genres = films.indices.map { place in films[place].details.genres.map { texts.text($0) } }
    places = Array(films.indices)
  }

  func empty() { (films, numbers, genres, places, texts) = ([], [], [], [], GenreTexts()) }

  var rowCount: Int { places.count }

  func give(_ column: Int, of row: Int, to cell: SuppliedCell) {
    let place = places[row]
    switch column {
    case 0: cell.give(films[place].tmdbID)
    case 1: cell.give(films[place].details.imdbID)
    case 2: cell.give(films[place].details.title)
    case 3: cell.give(films[place].details.originalTitle)
    case 4: cell.give(films[place].details.originalLanguage)
    case 5: cell.give(films[place].details.overview)
    case 6: cell.give(films[place].details.releaseDate?.description)
    case 7: cell.give(films[place].details.runtime)
    case 8: cell.give(genres[place])
    case 9: cell.give(films[place].details.budget)
    case 10: cell.give(films[place].details.revenue)
    case 11: cell.give(numbers[place].popularity)
    case 12: cell.give(numbers[place].voteCount)
    default: cell.give(numbers[place].voteAverage)
    }
  }
}
