import Files
import Tables

/// A film as a list of films tells of it. All but its number may be unknown.
package struct FoundFilm: Sendable, Hashable {
  package var tmdbID: Int64
  package var title: String?
  package var originalTitle: String?
  package var originalLanguage: String?
  package var overview: String?
  package var releaseDate: CalendarDate?
  package var genreIDs: [Int64]?
  package var popularity: Double?
  package var voteCount: Int64?
  package var voteAverage: Double?
}

/// A row that cannot be taken: put aside, with why.
package struct QuarantinedRow: Sendable, Hashable {
  package let tmdbID: Int64?
  package let reason: String
}

/// A page of a list of films.
struct FilmPage {
  var number = 0
  var pageCount = 0
  var resultCount = 0
  var films: [FoundFilm] = []
  var quarantined: [QuarantinedRow] = []

  init(_ body: [UInt8]) throws(BadAnswer) {
    var page = FilmPage()
    var hasResults = false
    var counts = FieldReader()
    try JSONScanner.read(body) { scanner throws(JSONProblem) in
      try scanner.eachMember { key, scanner throws(JSONProblem) in
        switch scanner.key(key) {
        case "results":
          hasResults = true
          try scanner.eachItem { scanner throws(JSONProblem) in try page.takeRow(&scanner) }
        case "page": page.number = Int(counts.whole("page", try scanner.value(), scanner) ?? 0)
        case "total_pages":
          page.pageCount = Int(counts.whole("total_pages", try scanner.value(), scanner) ?? 0)
        case "total_results":
          page.resultCount = Int(counts.whole("total_results", try scanner.value(), scanner) ?? 0)
        default: _ = try scanner.value()
        }
      }
    }
    guard hasResults else { throw BadAnswer(reason: "the answer has no results") }
    if let problem = counts.problem { throw BadAnswer(reason: problem) }
    self = page
  }

  private init() {}

  private mutating func takeRow(_ scanner: inout JSONScanner) throws(JSONProblem) {
    scanner.skipBlanks()
    guard scanner.byte == UInt8(ascii: "{") else {
      _ = try scanner.value()
      quarantined.append(QuarantinedRow(tmdbID: nil, reason: "the row is no object"))
      return
    }
    var film = FoundFilm(tmdbID: 0)
    var fields = FieldReader()
    try scanner.eachMember { key, scanner throws(JSONProblem) in
      let name = scanner.key(key)
      let isList = name == "genre_ids"
      if isList {
        film.genreIDs = try FilmPage.genres(&scanner, &fields)
        return
      }
      let cell = try scanner.value()
      switch name {
      case "id": film.tmdbID = fields.whole("id", cell, scanner) ?? 0
      case "title": film.title = fields.text(name, cell, scanner)
      case "original_title": film.originalTitle = fields.text(name, cell, scanner)
      case "original_language": film.originalLanguage = fields.text(name, cell, scanner)
      case "overview": film.overview = fields.text(name, cell, scanner)
      case "release_date": film.releaseDate = fields.date(name, cell, scanner)
      case "popularity": film.popularity = fields.number(name, cell, scanner)
      case "vote_count": film.voteCount = fields.whole(name, cell, scanner)
      case "vote_average": film.voteAverage = fields.number(name, cell, scanner)
      default: break
      }
    }
    if let problem = fields.problem {
      quarantined.append(QuarantinedRow(tmdbID: film.tmdbID > 0 ? film.tmdbID : nil, reason: problem))
    } else if film.tmdbID <= 0 {
      quarantined.append(QuarantinedRow(tmdbID: nil, reason: "the row has no id"))
    } else {
      films.append(film)
    }
  }

  /// Nil for an absent list, and for an empty one: it says nothing.
  private static func genres(
    _ scanner: inout JSONScanner, _ fields: inout FieldReader
  ) throws(JSONProblem) -> [Int64]? {
    scanner.skipBlanks()
    guard scanner.byte == UInt8(ascii: "[") else {
      if try scanner.value().kind != .null { fields.fail("genre_ids", "list") }
      return nil
    }
    var numbers: [Int64] = []
    try scanner.eachItem { scanner throws(JSONProblem) in
      if let number = fields.whole("genre_ids", try scanner.value(), scanner) { numbers.append(number) }
    }
    return numbers.isEmpty ? nil : numbers
  }
}
