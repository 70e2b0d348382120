import Glibc
import SQLite
import Tables

// Two texts are the same to Swift when they look the same, however their accents are written. The store keeps
// texts as they came, so here they are the same only byte by byte.

extension SQLiteStatement {
  /// Whether details know something that the row of `StoreWriter.Statement.current` does not have or has otherwise.
  ///
  /// - Parameter genres: the text of the genres as it would be stored.
  func tellsNews(in details: FilmDetails, genres: String?) -> Bool {
    differs(details.title, 1) || differs(details.overview, 4) || differs(details.originalTitle, 2)
      || differs(details.imdbID, 0) || differs(details.originalLanguage, 3) || differs(details.releaseDate, 5)
      || differs(details.runtime, 6) || differs(genres, 7) || differs(details.budget, 8)
      || differs(details.revenue, 9)
  }

  /// Whether the row has something that details do not know.
  func tellsMore(than details: FilmDetails) -> Bool {
    (details.imdbID == nil && !isNull(0)) || (details.title == nil && !isNull(1))
      || (details.originalTitle == nil && !isNull(2)) || (details.originalLanguage == nil && !isNull(3))
      || (details.overview == nil && !isNull(4)) || (details.releaseDate == nil && !isNull(5))
      || (details.runtime == nil && !isNull(6)) || (details.genres == nil && !isNull(7))
      || (details.budget == nil && !isNull(8)) || (details.revenue == nil && !isNull(9))
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
