import Language
import Store
import Tables

/// The columns of a film as scripts see them: those of the store, and what follows from them.
package enum FilmRelation {
  package static let base = StoreTable.films.schema

  /// Each of them is computed from the columns of the store alone.
  package static let derived: [NamedExpression] = [
    NamedExpression("year", year),
    NamedExpression("month", month),
    NamedExpression(
      "decade",
      .arithmetic(.multiply, .arithmetic(.wholeDivide, year, number(10)), number(10))),
    NamedExpression("is_october", .compare(.equal, month, number(10))),
    NamedExpression(
      "is_english", .compare(.equal, column("original_language"), .constant(.text("en"), .text))),
    NamedExpression("genre_count", .function("length", [column("genres")], .int)),
  ]

  /// Whether the rating is at or above the median of all films that were loaded with this one.
  package static let highRating = "high_rating"

  /// Stands with every film that is made up.
  package static let isSynthetic = NamedExpression("is_synthetic", .constant(.bool(true), .bool))

  /// The condition that a film is of a genre.
  package static func isOf(genre: String) -> Expression {
    .isItem(.constant(.text(genre), .text), of: column("genres"))
  }

  /// The condition that a film bears a title, whatever the case of its letters, or has an IMDb number.
  package static func isCalled(_ text: String) -> Expression {
    let wanted = Expression.function("lower", [.constant(.text(text), .text)], .text)
    let titles = ["title", "original_title"].map { name in
      Expression.compare(.equal, .function("lower", [column(name)], .text), wanted)
    }
    return .or(.or(titles[0], titles[1]), .compare(.equal, column("imdb_id"), .constant(.text(text), .text)))
  }

  package static func column(_ name: String) -> Expression {
    guard let index = base.index(of: name) else { preconditionFailure("a film has no column `\(name)`") }
    return .column(index, base.fields[index].type)
  }

  private static let year = Expression.function("year", [column("release_date")], .int)
  private static let month = Expression.function("month", [column("release_date")], .int)

  private static func number(_ value: Int64) -> Expression { .constant(.int(value), .int) }
}
