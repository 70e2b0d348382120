import Store
import Tables

/// Takes the films out of a table whose columns are named as those of a film are.
package struct FilmReading {
  package private(set) var films: [FilmRecord] = []
  /// How many rows were left out, for want of a number.
  package private(set) var rejectedCount = 0
  /// Columns of the table that are no part of a film.
  package let unusedColumns: [String]

  private static let otherNames = ["id": "tmdb_id", "language": "original_language", "genre": "genres"]

  /// Nil when the table has no column with the numbers of the films.
  package init?(_ table: Table) {
    var columns: [String: Column] = [:]
    var unused: [String] = []
    for (field, column) in zip(table.schema.fields, table.columns) {
      let name = FilmReading.otherNames[field.name] ?? field.name
      if FilmRelation.base.index(of: name) != nil, name != "updated_at", columns[name] == nil {
        columns[name] = column
      } else {
        unused.append(field.name)
      }
    }
    guard let numbers = columns["tmdb_id"] else { return nil }
    unusedColumns = unused
    let ids = FilmCells.ints(numbers)
    let imdbIDs = FilmCells.texts(columns["imdb_id"])
    let titles = FilmCells.texts(columns["title"])
    let originalTitles = FilmCells.texts(columns["original_title"])
    let languages = FilmCells.texts(columns["original_language"])
    let overviews = FilmCells.texts(columns["overview"])
    let releaseDates = FilmCells.dates(columns["release_date"])
    let runtimes = FilmCells.ints(columns["runtime"])
    let genres = FilmCells.lists(columns["genres"])
    let budgets = FilmCells.ints(columns["budget"])
    let revenues = FilmCells.ints(columns["revenue"])
    let popularities = FilmCells.doubles(columns["popularity"])
    let voteCounts = FilmCells.ints(columns["vote_count"])
    let voteAverages = FilmCells.doubles(columns["vote_average"])
    films.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      guard let id = ids(row), id > 0 else {
        rejectedCount += 1
        continue
      }
      var details = FilmDetails()
      details.imdbID = imdbIDs(row)
      details.title = titles(row)
      details.originalTitle = originalTitles(row)
      details.originalLanguage = languages(row)
      details.overview = overviews(row)
      details.releaseDate = releaseDates(row)
      details.runtime = runtimes(row)
      details.genres = genres(row)
      details.budget = budgets(row)
      details.revenue = revenues(row)
      let numbers = FilmNumbers(
        popularity: popularities(row), voteCount: voteCounts(row), voteAverage: voteAverages(row))
      films.append(FilmRecord(tmdbID: id, details: details, numbers: numbers))
    }
  }
}
