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
  func cut(into count: Int, on connection: SQLiteConnection) throws(SQLiteError) -> [StoreScan] {
    let filmCount = count > 1 ? try connection.number("select count(*) from movie_lives") : 0
    guard filmCount >= Int64(StoreScan.leastFilms * count) else { return [self] }
    let place = try connection.kept("select tmdb_id from movie_lives order by tmdb_id limit 1 offset ?1")
    defer { place.reset() }
    var pieces: [StoreScan] = []
    var rest = self
    for piece in 1..<count {
      place.reset()
      place.bind(1, filmCount * Int64(piece) / Int64(count))
      guard try place.step() else { break }
      var scan = rest
      scan.films.below = place.int(0)
      rest.films.from = place.int(0)
      pieces.append(scan)
    }
    return pieces + [rest]
  }
}
