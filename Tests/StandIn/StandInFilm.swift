import TestSupport

/// A made-up film as the stand-in for TMDB holds it.
package struct StandInFilm: Sendable, Hashable {
  /// How a row tells of the day, which real rows do in four ways.
  package enum Release: Sendable, Hashable {
    case day(String)
    case empty, null, absent
  }

  package var id: Int
  package var title: String
  package var originalTitle: String
  package var language = "en"
  package var overview = ""
  package var release: Release
  package var genres = [27]
  package var popularity = 1.0
  package var votes = 50
  package var average = 6.5
  package var runtime: Int?
  package var budget = 0
  package var revenue = 0
  package var imdb: String?
  package var isAdult = false
  /// The number of the collection that it belongs to.
  package var franchise: Int?

  package init(id: Int, title: String, release: Release) {
    self.id = id
    self.title = title
    originalTitle = title
    self.release = release
  }

  package var day: String { if case .day(let day) = release { day } else { "" } }

  /// Whole numbers are written without a point, as TMDB does at times.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private var shared: String {
    let date =
      switch release {
      case .day(let day): #""release_date":"\#(day)","#
      case .empty: #""release_date":"","#
      case .null: #""release_date":null,"#
      case .absent: ""
      }
    return #""adult":\#(isAdult),"backdrop_path":null,"id":\#(id),"original_language":\#(quoted(language)),"#
      + #""original_title":\#(quoted(originalTitle)),"overview":\#(quoted(overview)),"#
      + #""popularity":\#(Self.number(popularity)),"poster_path":"/p\#(id).jpg",\#(date)"title":\#(quoted(title)),"#
      + #""video":false,"vote_average":\#(Self.number(average)),"vote_count":\#(votes)"#
  }

  var row: String {
    #"{"genre_ids":[\#(genres.map { String($0) }.joined(separator: ","))],"softcore":{"new":[1,{}]},\#(shared)}"#
  }

  func details(appending parts: Set<String>) -> String {
    var text = "{" + shared
    let named = genres.map { #"{"id":\#($0),"name":\#(quoted(StandInCatalogue.genres[$0] ?? "?"))}"# }
    text += #","genres":[\#(named.joined(separator: ","))],"budget":\#(budget),"revenue":\#(revenue),"#
    text +=
      #""runtime":\#(runtime.map { String($0) } ?? "null"),"imdb_id":\#(imdb.map(quoted) ?? "null"),"status":"Released""#
    let companies = (0..<id % 4).map { place in
      let (number, country) = ((id + place) % 40, place == 0 ? "US" : "")
      return
        #"{"id":\#(number),"logo_path":null,"name":"Company \#(number)","origin_country":"\#(country)"}"#
    }
    text += #","production_companies":[\#(companies.joined(separator: ","))],"belongs_to_collection":"#
    text +=
      franchise.map { #"{"id":\#($0),"name":"Collection \#($0)","poster_path":"/c.jpg"}"# } ?? "null"
    if parts.contains("keywords") {
      text += #","keywords":{"keywords":[{"id":1,"name":"ghost"},{"id":\#(id),"name":"keyword \#(id % 7)"}]}"#
    }
    if parts.contains("credits") {
      let cast = (0..<3).map {
        #"{"id":\#(id + $0),"name":"Actor \#(id % 50 + $0)","character":"C\#($0)","order":\#($0)}"#
      }
      text += #","credits":{"cast":[\#(cast.joined(separator: ","))],"crew":["#
      text +=
        #"{"id":\#(id % 90),"name":"Director \#(id % 90)","job":"Director"},{"id":5,"name":"Runner","job":"Runner"}]}"#
    }
    if parts.contains("external_ids") {
      text += #","external_ids":{"imdb_id":\#(imdb.map(quoted) ?? "null")}"#
    }
    if parts.contains("release_dates") { text += #","release_dates":{"results":[]}"# }
    return text + "}"
  }
}

/// A text as JSON.
func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case _ where scalar.value < 32:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

/// The films of the stand-in.
package struct StandInCatalogue: Sendable {
  package var films: [StandInFilm]

  package static let genres = [
    28: "Action", 12: "Adventure", 16: "Animation", 35: "Comedy", 80: "Crime", 99: "Documentary", 18: "Drama",
    10751: "Family", 14: "Fantasy", 36: "History", 27: "Horror", 10402: "Music", 9648: "Mystery",
    10749: "Romance", 878: "Science Fiction", 10770: "TV Movie", 53: "Thriller", 10752: "War", 37: "Western",
  ]

  /// Names that have done harm somewhere.
  package static let hostileTitles = [
    "The\u{00A0}House", "Zero\u{200D}Width\u{200B}", "Red \u{1B}[31m Alert \u{07}", "ליל האימה",
    "`rm -rf` & \"$HOME\" %s%n",
    "'; drop table movies; --", "<script>alert(1)</script>", "日本の幽霊", "Back\\slash \"quoted\"", "line\nbreak",
  ]

  /// Horror films with 50 votes and more, so many in each year, and beside them some that a sweep must not find.
  package init(seed: Int, years: ClosedRange<Int>, filmsPerYear: Int) {
    var random = SeededGenerator(seed: seed)
    films = []
    var id = 100
    for year in years {
      for index in 0..<filmsPerYear + 6 {
        id += 1 + random.below(40)
        let day =
          String(100 + random.below(12) + 1).dropFirst() + "-"
          + String(100 + random.below(28) + 1).dropFirst()
        var title =
          "Night \(random.below(filmsPerYear * 3)) of \(["Ash", "Bone", "Fog", "Salt", "Glass"][random.below(5)])"
        // Remakes share a title, also within a year.
        if index % 11 == 0 { title = "The Return" }
        if index % 23 == 5 { title = Self.hostileTitles[random.below(Self.hostileTitles.count)] }
        var film = StandInFilm(id: id, title: title, release: .day("\(year)-\(day)"))
        film.language = ["en", "en", "en", "fr", "ja", "es"][random.below(6)]
        if index % 9 != 0 {
          film.overview = String(repeating: "Something comes back. ", count: 1 + random.below(20))
        }
        // Many are tied.
        film.popularity = index % 3 == 0 ? 1.5 : Double(1 + random.below(50_000)) / 1000
        film.votes = index % 17 == 0 ? 50 : 51 + random.below(4000)
        film.average = index % 6 == 0 ? 7 : Double(10 + random.below(90)) / 10
        if random.isOneIn(2) { film.genres.append(53) }
        if random.isOneIn(5) { film.genres.append(35) }
        film.runtime = index % 8 == 0 ? nil : index % 8 == 1 ? 0 : 70 + random.below(80)
        film.revenue = index % 10 == 0 ? 2_800_000_000 : 0
        film.budget = index % 4 == 0 ? 1_000_000 + random.below(1000) : 0
        film.franchise = index % 5 == 0 ? id % 20 : nil
        film.imdb = index % 7 == 0 ? nil : "tt\(1_000_000 + id)"
        switch index - filmsPerYear {
        case 0: film.votes = 49
        case 1: film.genres = [18, 53]
        case 2: film.release = .empty
        case 3: film.release = .null
        case 4: film.release = .absent
        case 5: film.isAdult = true
        default: break
        }
        films.append(film)
      }
    }
  }

  package func film(_ id: Int) -> StandInFilm? { films.first { $0.id == id } }

  /// What a sweep of horror must find.
  package func horror(years: ClosedRange<Int>, votes: Int = 50) -> [StandInFilm] {
    films.filter { film in
      film.genres.contains(27) && film.votes >= votes && !film.isAdult
        && Int(film.day.prefix(4)).map(years.contains) == true
    }
    .sorted { $0.id < $1.id }
  }
}
