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
    films.reserveCapacity(table.rowCount)
    // The same few lists of genres come again and again.
    var lists: [Value: [String]?] = [:]
    func list(_ value: Value) -> [String]? {
      // Texts that look the same are one key, however their accents are written; ASCII has but one way.
      if case .text(let text) = value, !text.utf8.allSatisfy({ $0 < 128 }) { return FilmReading.list(value) }
      if let known = lists[value] { return known }
      let list = FilmReading.list(value)
      lists[value] = list
      return list
    }
    for row in 0..<table.rowCount {
      func value(_ name: String) -> Value { columns[name].map { $0[row] } ?? .null }
      guard let id = FilmReading.int(numbers[row]), id > 0 else {
        rejectedCount += 1
        continue
      }
      var details = FilmDetails()
      details.imdbID = FilmReading.text(value("imdb_id"))
      details.title = FilmReading.text(value("title"))
      details.originalTitle = FilmReading.text(value("original_title"))
      details.originalLanguage = FilmReading.text(value("original_language"))
      details.overview = FilmReading.text(value("overview"))
      details.releaseDate = FilmReading.date(value("release_date"))
      details.runtime = FilmReading.int(value("runtime"))
      details.genres = list(value("genres"))
      details.budget = FilmReading.int(value("budget"))
      details.revenue = FilmReading.int(value("revenue"))
      let numbers = FilmNumbers(
        popularity: FilmReading.double(value("popularity")), voteCount: FilmReading.int(value("vote_count")),
        voteAverage: FilmReading.double(value("vote_average")))
      films.append(FilmRecord(tmdbID: id, details: details, numbers: numbers))
    }
  }

  private static func int(_ value: Value) -> Int64? {
    switch value {
    case .int(let number): number
    case .double(let number): Int64(exactly: number.rounded())
    case .text(let text): Int64(text)
    default: nil
    }
  }

  private static func double(_ value: Value) -> Double? {
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    case .text(let text): Double(text)
    default: nil
    }
  }

  private static func text(_ value: Value) -> String? {
    value.isNull ? nil : ValueText.exact(value)
  }

  private static func date(_ value: Value) -> CalendarDate? {
    switch value {
    case .date(let date): return date
    case .timestamp(let instant): return instant.date
    case .text(var text):
      // SAFETY: the bytes are only read while the text is there.
      return text.withUTF8 { ValueReading.date($0) }
    default: return nil
    }
  }

  /// Names as a list, or as a text: JSON, or with commas or bars between.
  private static func list(_ value: Value) -> [String]? {
    switch value {
    case .list(let names): return names
    case .text(let text):
      if let names = JSONText.texts(in: text.utf8) { return names }
      let names = text.split { ",|[]".contains($0) }.map { name in
        name.trimmingPrefix { " '\"".contains($0) }.reversed().trimmingPrefix { " '\"".contains($0) }
          .reversed()
      }
      return names.map { String($0) }.filter { !$0.isEmpty }
    default: return nil
    }
  }
}
