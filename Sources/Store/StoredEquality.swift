import Glibc
import SQLite
import Tables

// Two texts are the same to Swift when they look the same, however their accents are written. The store keeps
// texts as they came, so here they are the same only byte by byte.

extension SQLiteStatement {
  /// Whether a film's details know something that the row of `StoreWriter.Statement.current` does not have or has
  /// otherwise.
  ///
  /// The film is named by its place: taken out of the array, all of its texts would be counted up and down.
  ///
  /// - Parameter genres: the text of the genres as it would be stored.
  func tellsNews(in films: [FilmRecord], at place: Int, genres: String?) -> Bool {
    differs(films[place].details.title, 1) || differs(films[place].details.overview, 4)
      || differs(films[place].details.originalTitle, 2) || differs(films[place].details.imdbID, 0)
      || differs(films[place].details.originalLanguage, 3) || differs(films[place].details.releaseDate, 5)
      || differs(films[place].details.runtime, 6) || differs(genres, 7)
      || differs(films[place].details.budget, 8) || differs(films[place].details.revenue, 9)
  }

  /// Whether the row has something that a film's details do not know.
  func tellsMore(than films: [FilmRecord], at place: Int) -> Bool {
    (films[place].details.imdbID == nil && !isNull(0)) || (films[place].details.title == nil && !isNull(1))
      || (films[place].details.originalTitle == nil && !isNull(2))
      || (films[place].details.originalLanguage == nil && !isNull(3))
      || (films[place].details.overview == nil && !isNull(4))
      || (films[place].details.releaseDate == nil && !isNull(5))
      || (films[place].details.runtime == nil && !isNull(6))
      || (films[place].details.genres == nil && !isNull(7))
      || (films[place].details.budget == nil && !isNull(8))
      || (films[place].details.revenue == nil && !isNull(9))
  }

  /// The numbers from a column on, in the order of the store.
  func numbers(from column: Int) -> FilmNumbers {
    FilmNumbers(
      popularity: optionalDouble(column), voteCount: optionalInt(column + 1),
      voteAverage: optionalDouble(column + 2))
  }

  private func differs(_ text: String?, _ column: Int) -> Bool {
    guard let text else { return false }
    let stored = bytes(column)
    guard let start = stored.baseAddress else { return true }
    let areSame = text.utf8.withContiguousStorageIfAvailable { given -> Bool in
      guard given.count == stored.count, let first = given.baseAddress else {
        return given.isEmpty && stored.isEmpty
      }
      // SAFETY: both have `given.count` bytes, which are only read.
      return memcmp(first, start, given.count) == 0
    }
    return !(areSame ?? text.utf8.elementsEqual(stored))
  }

  private func differs(_ date: CalendarDate?, _ column: Int) -> Bool {
    guard let date else { return false }
    // SAFETY: the bytes are only read, and before the next step.
    return isNull(column) || ValueReading.date(bytes(column)) != date
  }

  private func differs(_ number: Int64?, _ column: Int) -> Bool {
    guard let number else { return false }
    return optionalInt(column) != number
  }
}

/// The texts of lists of genres as they are stored; the same few come again and again.
struct GenreTexts {
  /// By where a list lies in memory, which is compared faster than what it says. As long as a list is here, none
  /// other can lie there, and it cannot change.
  private var known: [UnsafeRawPointer: (list: [String], text: String)] = [:]

  mutating func text(_ genres: [String]) -> String {
    let place = genres.withUnsafeBytes { $0.baseAddress }
    guard let place, !genres.isEmpty else { return GenreTexts.made(genres) }
    if let (_, text) = known[place] { return text }
    let text = GenreTexts.made(genres)
    if known.count < 4096 { known[place] = (genres, text) }
    return text
  }

  static func made(_ genres: [String]) -> String { JSONText.list(genres.map(storedListItem)) }
}
