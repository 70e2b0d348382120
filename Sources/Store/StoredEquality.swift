import Glibc

// Two texts are the same to Swift when they look the same, however their accents are written. The store keeps
// texts as they came, so here they are the same only byte by byte; and -0 is another number than 0.

extension FilmDetails {
  /// Whether the store would hold the same bytes for both.
  func isStored(as other: FilmDetails) -> Bool {
    releaseDate == other.releaseDate && runtime == other.runtime && budget == other.budget
      && revenue == other.revenue && haveSameBytes(imdbID, other.imdbID) && haveSameBytes(title, other.title)
      && haveSameBytes(originalTitle, other.originalTitle)
      && haveSameBytes(originalLanguage, other.originalLanguage) && haveSameBytes(overview, other.overview)
      && haveSameBytes(genres, other.genres)
  }
}

extension FilmNumbers {
  /// Whether the store would hold the same bits for both.
  func isStored(as other: FilmNumbers) -> Bool {
    popularity?.bitPattern == other.popularity?.bitPattern && voteCount == other.voteCount
      && voteAverage?.bitPattern == other.voteAverage?.bitPattern
  }
}

private func haveSameBytes(_ one: String?, _ other: String?) -> Bool {
  guard let one, let other else { return one == nil && other == nil }
  let areSame = one.utf8.withContiguousStorageIfAvailable { left in
    other.utf8.withContiguousStorageIfAvailable { right -> Bool in
      guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
        return left.isEmpty && right.isEmpty
      }
      // SAFETY: both have `left.count` bytes, which are only read.
      return memcmp(first, second, left.count) == 0
    }
  }
  return (areSame ?? nil) ?? one.utf8.elementsEqual(other.utf8)
}

private func haveSameBytes(_ one: [String]?, _ other: [String]?) -> Bool {
  guard let one, let other else { return one == nil && other == nil }
  return one.count == other.count && zip(one, other).allSatisfy { haveSameBytes($0, $1) }
}
