import Language
import SQLite
import Tables

/// A scan in pieces that are read at once.
extension StoreScan {
  /// Fewer films are read before others have begun.
  private static let leastFilms = 1024

  /// Whether its rows are those of films in their order, of any films.
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

  /// The same rows in several scans one behind another, each of as many films; itself when there are few films.
  ///
  /// - Parameter most: how many scans at most.
  func cut(into most: Int, on connection: SQLiteConnection) throws(SQLiteError) -> [StoreScan] {
    let filmCount = most > 1 ? Int(try connection.number("select count(*) from movie_lives")) : 0
    let count = min(most, filmCount / StoreScan.leastFilms)
    guard count > 1 else { return [self] }
    let place = try connection.kept(
      "select tmdb_id from movie_lives where tmdb_id >= ?1 order by tmdb_id limit 1 offset ?2")
    defer { place.reset() }
    var pieces: [StoreScan] = []
    var first = Int64.min
    func add(upTo last: Int64) {
      var scan = self
      scan.films = first...last
      pieces.append(scan)
    }
    for piece in 1..<count {
      place.reset()
      place.bind(1, first)
      place.bind(2, Int64(filmCount * piece / count - filmCount * (piece - 1) / count))
      guard try place.step(), place.int(0) > first else { break }
      add(upTo: place.int(0) - 1)
      first = place.int(0)
    }
    add(upTo: .max)
    return pieces
  }
}
