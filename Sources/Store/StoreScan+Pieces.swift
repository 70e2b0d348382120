import Language
import SQLite
import Tables

/// Where the films of a store are cut into ranges of as many each.
struct FilmCuts {
  private(set) var ranges: [ClosedRange<Int64>] = []
  /// How many films are in each of them, or were.
  let filmsInEach: Int

  /// Fewer films are read before others have begun.
  private static let leastFilms = 512

  /// - Parameter most: how many ranges at most.
  init(into most: Int, on connection: SQLiteConnection) throws(SQLiteError) {
    let filmCount = Int(try connection.number("select count(*) from movie_lives"))
    let count = max(1, min(most, filmCount / FilmCuts.leastFilms))
    filmsInEach = (filmCount + count - 1) / count
    let place = try connection.kept(
      "select tmdb_id from movie_lives where tmdb_id >= ?1 order by tmdb_id limit 1 offset ?2")
    defer { place.reset() }
    var first = Int64.min
    for _ in 1..<count {
      place.reset()
      place.bind(1, first)
      place.bind(2, Int64(filmsInEach))
      guard try place.step(), place.int(0) > first else { break }
      ranges.append(first...place.int(0) - 1)
      first = place.int(0)
    }
    ranges.append(first...Int64.max)
  }
}

extension StoreScan {
  /// Whether its rows are those of films in their order, of any films, and so can be read in pieces.
  var canBeCut: Bool {
    guard table == .films || table == .snapshots, let key = table.schema.index(of: "tmdb_id") else {
      return false
    }
    var namesFilms = false
    for condition in conditions {
      _ = condition.replacingColumns { index, type in
        if index == key { namesFilms = true }
        return .column(index, type)
      }
    }
    return !namesFilms
  }
}

extension StoreScan.Query {
  /// Of the films of a range only, where it asks for those of one.
  func of(_ films: ClosedRange<Int64>) -> StoreScan.Query {
    let bounds = [films.lowerBound, films.upperBound].map(Value.int)
    return StoreScan.Query(sql: sql, bindings: bindings + bounds, givesRows: givesRows)
  }
}
