import Language
import Tables

/// What of a film a model learns from: sets of columns that follow from those of a film.
package enum FilmFeatures: String, Sendable, CaseIterable {
  /// The fourteen for a genre such as horror.
  case standard
  /// The fourteen for films of all genres.
  case general
  /// Only what is known before the first day.
  case prerelease
  /// The fourteen and what else is honestly known: prose, makers, sub-genres, holidays.
  case rich

  package var summary: String {
    switch self {
    case .standard: "fourteen: runtime, votes, year, month and seasons, genres, language"
    case .general: "the same with action and adventure in the place of mystery and October"
    case .prerelease: "only what is known before the first day: no votes"
    case .rich: "the standard ones, budget, weekday, holidays, sub-genres, overview, records of the makers"
    }
  }

  package var names: [String] {
    switch self {
    case .standard:
      [
        "runtime", "vote_count", "release_year", "release_month", "is_october", "is_summer", "is_holiday",
        "genre_thriller", "genre_mystery", "genre_comedy", "genre_drama", "genre_scifi", "genre_count",
        "is_english",
      ]
    case .general:
      [
        "runtime", "vote_count", "release_year", "release_month", "is_summer", "is_holiday", "genre_action",
        "genre_adventure", "genre_thriller", "genre_comedy", "genre_drama", "genre_scifi", "genre_count",
        "is_english",
      ]
    case .prerelease:
      [
        "runtime", "release_year", "release_month", "is_october", "is_summer", "is_holiday", "genre_thriller",
        "genre_mystery", "genre_comedy", "genre_drama", "genre_scifi", "genre_count", "is_english", "budget",
      ]
    case .rich:
      FilmFeatures.standard.names + ["budget", "release_weekday"] + RichFeatures.names + ["overview"]
    }
  }

  /// The columns of a table that they follow from.
  private static let sources: [(name: String, type: DataType)] = [
    ("runtime", .int), ("vote_count", .int), ("release_date", .date), ("genres", .list),
    ("original_language", .text), ("budget", .int),
  ]

  /// The sources of this set that a table lacks.
  package func missing(in schema: Schema) -> [String] {
    FilmFeatures.sources.filter { source in
      let isUsed =
        switch source.name {
        case "vote_count": self != .prerelease
        case "budget": self == .prerelease || self == .rich
        default: true
        }
      return isUsed && schema[source.name]?.type != source.type
    }.map(\.name)
  }

  /// The features as expressions over the columns of a table, which must have their sources.
  package func expressions(over schema: Schema) -> [NamedExpression] {
    names.compactMap { name in
      FilmFeatures.expression(name, over: schema).map { NamedExpression(name, $0) }
    }
  }

  private static func expression(_ name: String, over schema: Schema) -> Expression? {
    func column(_ name: String) -> Expression? {
      schema.index(of: name).map { .column($0, schema.fields[$0].type) }
    }
    let month = column("release_date").map { Expression.function("month", [$0], .int) }
    func months(_ from: Int64, _ to: Int64) -> Expression? {
      month.map {
        .and(
          .compare(.greaterOrEqual, $0, .constant(.int(from), .int)),
          .compare(.lessOrEqual, $0, .constant(.int(to), .int)))
      }
    }
    switch name {
    case "runtime", "vote_count", "budget", "overview": return column(name)
    case "release_weekday": return column("release_date").map { .function("weekday", [$0], .int) }
    case "release_year": return column("release_date").map { .function("year", [$0], .int) }
    case "release_month": return month
    case "is_october": return months(10, 10)
    case "is_summer": return months(6, 8)
    case "is_holiday": return months(11, 12)
    case "genre_count": return column("genres").map { .function("length", [$0], .int) }
    case "is_english":
      return column("original_language").map { .compare(.equal, $0, .constant(.text("en"), .text)) }
    default:
      guard let genre = genres[name] else { return nil }
      return column("genres").map { .isItem(.constant(.text(genre), .text), of: $0) }
    }
  }

  private static let genres = [
    "genre_action": "Action", "genre_adventure": "Adventure", "genre_thriller": "Thriller",
    "genre_mystery": "Mystery", "genre_comedy": "Comedy", "genre_drama": "Drama",
    "genre_scifi": "Science Fiction",
  ]

  /// How a feature of a group of films is said in words: when it is high, and when it is low.
  package static func words(for name: String) -> (high: String?, low: String?)? {
    switch name {
    case "runtime": ("long", "short")
    case "vote_count": ("widely seen", "little seen")
    case "release_year": ("recent", "older")
    case "release_month": ("late in the year", "early in the year")
    case "is_october": ("October releases", nil)
    case "is_summer": ("summer releases", nil)
    case "is_holiday": ("November and December releases", nil)
    case "genre_count": ("of many genres", "of few genres")
    case "is_english": ("in English", "not in English")
    case "budget": ("expensive", "cheap")
    default: genres[name].map { ("with \($0)", nil) }
    }
  }
}
