/// The genres of films as TMDB names them, and as a script writes them.
package enum Genre {
  package static let all = [
    "Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy",
    "History", "Horror", "Music", "Mystery", "Romance", "Science Fiction", "TV Movie", "Thriller", "War",
    "Western",
  ]

  /// `science_fiction`, as `load` takes it.
  package static func word(for genre: String) -> String {
    String(genre.lowercased().map { $0 == " " ? "_" : $0 })
  }

  /// The genre that a script means by a word.
  package static func named(_ word: String) -> String? { all.first { Genre.word(for: $0) == word } }
}
