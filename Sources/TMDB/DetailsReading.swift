import Files
import Tables

/// All that TMDB tells of one film.
package struct FilmDossier: Sendable, Hashable {
  package struct Credit: Sendable, Hashable {
    package let personID: Int64?
    package let name: String
    /// `Actor`, or what the person did behind the camera.
    package let job: String
    package let character: String?
  }

  /// Who made the film, or the films among which it belongs.
  package struct Maker: Sendable, Hashable {
    package let id: Int64?
    package let name: String
    /// ISO 3166-1: `US`.
    package let country: String?
  }

  package var film: FoundFilm
  package var imdbID: String?
  package var runtime: Int64?
  package var budget: Int64?
  package var revenue: Int64?
  /// Names; in place of the numbers of `film`.
  package var genres: [String]?
  /// Nil when the answer has none of them.
  package var keywords: [String]?
  package var credits: [Credit]?
  package var companies: [Maker]?
  /// What TMDB calls a collection: the films that go on from one another.
  package var franchise: Maker?

  /// How many of the cast are kept, the first named.
  static let castLimit = 20
  /// How many of the companies are kept, the first named.
  static let companyLimit = 20
  /// Whose work behind the camera is kept.
  static let keptJobs: Set<String> = [
    "Director", "Writer", "Screenplay", "Story", "Novel", "Producer", "Director of Photography", "Editor",
    "Original Music Composer",
  ]

  init(_ body: [UInt8]) throws(BadAnswer) {
    var dossier = FilmDossier()
    var fields = FieldReader()
    try JSONScanner.read(body) { scanner throws(JSONProblem) in
      try dossier.take(&scanner, &fields)
    }
    if let problem = fields.problem { throw BadAnswer(reason: problem) }
    guard dossier.film.tmdbID > 0 else { throw BadAnswer(reason: "the answer has no id") }
    self = dossier
  }

  private init() { film = FoundFilm(tmdbID: 0) }

  private mutating func take(_ scanner: inout JSONScanner, _ fields: inout FieldReader) throws(JSONProblem) {
    try scanner.eachMember { key, scanner throws(JSONProblem) in
      let name = scanner.key(key)
      switch name {
      case "genres":
        genres = try FilmDossier.names(&scanner, &fields)
        return
      case "keywords":
        try FilmDossier.members(&scanner) { key, scanner throws(JSONProblem) in
          if key == "keywords" {
            keywords = try FilmDossier.names(&scanner, &fields)
          } else {
            _ = try scanner.value()
          }
        }
        return
      case "credits":
        try takeCredits(&scanner, &fields)
        return
      case "production_companies":
        companies = try FilmDossier.companies(&scanner, &fields)
        return
      case "belongs_to_collection":
        franchise = try FilmDossier.maker(&scanner, "the franchise", &fields)
        return
      default: break
      }
      let cell = try scanner.value()
      switch name {
      case "id": film.tmdbID = fields.whole(name, cell, scanner) ?? 0
      case "imdb_id": imdbID = fields.text(name, cell, scanner)
      case "title": film.title = fields.text(name, cell, scanner)
      case "original_title": film.originalTitle = fields.text(name, cell, scanner)
      case "original_language": film.originalLanguage = fields.text(name, cell, scanner)
      case "overview": film.overview = fields.text(name, cell, scanner)
      case "release_date": film.releaseDate = fields.date(name, cell, scanner)
      case "popularity": film.popularity = fields.number(name, cell, scanner)
      case "vote_count": film.voteCount = fields.whole(name, cell, scanner)
      case "vote_average": film.voteAverage = fields.number(name, cell, scanner)
      case "runtime": runtime = fields.whole(name, cell, scanner)
      case "budget": budget = fields.whole(name, cell, scanner)
      case "revenue": revenue = fields.whole(name, cell, scanner)
      default: break
      }
    }
  }

  private mutating func takeCredits(
    _ scanner: inout JSONScanner, _ fields: inout FieldReader
  ) throws(JSONProblem) {
    var cast: [Credit] = []
    var crew: [Credit] = []
    var isThere = false
    try FilmDossier.members(&scanner) { key, scanner throws(JSONProblem) in
      guard key == "cast" || key == "crew" else {
        _ = try scanner.value()
        return
      }
      isThere = true
      try FilmDossier.items(&scanner) { scanner throws(JSONProblem) in
        guard let credit = try FilmDossier.credit(&scanner, isCast: key == "cast", &fields) else { return }
        if key == "cast" {
          if cast.count < FilmDossier.castLimit { cast.append(credit) }
        } else if FilmDossier.keptJobs.contains(credit.job) {
          crew.append(credit)
        }
      }
    }
    if isThere { credits = cast + crew }
  }

  private static func credit(
    _ scanner: inout JSONScanner, isCast: Bool, _ fields: inout FieldReader
  ) throws(JSONProblem) -> Credit? {
    var (id, name, job, character): (Int64?, String?, String?, String?) = (nil, nil, nil, nil)
    try members(&scanner) { key, scanner throws(JSONProblem) in
      let cell = try scanner.value()
      switch key {
      case "id": id = fields.whole("the id of a person", cell, scanner)
      case "name": name = fields.text("the name of a person", cell, scanner)
      case "job": job = fields.text(key, cell, scanner)
      case "character": character = fields.text(key, cell, scanner)
      default: break
      }
    }
    guard let name, let job = isCast ? "Actor" : job else { return nil }
    return Credit(personID: id, name: name, job: job, character: isCast ? character : nil)
  }

  /// The first named of them; nil for a list without any.
  private static func companies(
    _ scanner: inout JSONScanner, _ fields: inout FieldReader
  ) throws(JSONProblem) -> [Maker]? {
    var companies: [Maker] = []
    try items(&scanner) { scanner throws(JSONProblem) in
      guard let company = try maker(&scanner, "a company", &fields) else { return }
      if companies.count < companyLimit { companies.append(company) }
    }
    return companies.isEmpty ? nil : companies
  }

  /// - Parameter what: what is read, as a problem with it is told.
  private static func maker(
    _ scanner: inout JSONScanner, _ what: String, _ fields: inout FieldReader
  ) throws(JSONProblem) -> Maker? {
    var (id, name, country): (Int64?, String?, String?) = (nil, nil, nil)
    try members(&scanner) { key, scanner throws(JSONProblem) in
      let cell = try scanner.value()
      switch key {
      case "id": id = fields.whole("the id of \(what)", cell, scanner)
      case "name": name = fields.text("the name of \(what)", cell, scanner)
      case "origin_country": country = fields.text("the country of \(what)", cell, scanner)
      default: break
      }
    }
    return name.map { Maker(id: id, name: $0, country: country) }
  }

  // MARK: Shapes that may also be null

  private static func members(
    _ scanner: inout JSONScanner, _ body: (String, inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    scanner.skipBlanks()
    guard scanner.byte == UInt8(ascii: "{") else {
      _ = try scanner.value()
      return
    }
    try scanner.eachMember { key, scanner throws(JSONProblem) in try body(scanner.key(key), &scanner) }
  }

  private static func items(
    _ scanner: inout JSONScanner, _ body: (inout JSONScanner) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    scanner.skipBlanks()
    guard scanner.byte == UInt8(ascii: "[") else {
      _ = try scanner.value()
      return
    }
    try scanner.eachItem(body)
  }

  /// The names of a list of objects with names; nil for one without any.
  private static func names(
    _ scanner: inout JSONScanner, _ fields: inout FieldReader
  ) throws(JSONProblem) -> [String]? {
    var names: [String] = []
    try items(&scanner) { scanner throws(JSONProblem) in
      try members(&scanner) { key, scanner throws(JSONProblem) in
        let cell = try scanner.value()
        if key == "name", let name = fields.text("a name", cell, scanner) { names.append(name) }
      }
    }
    return names.isEmpty ? nil : names
  }
}
