import Tables

/// The whole past of a set of films, as it is filled into an empty store at once.
package struct FilmHistory: Sendable {
  /// One ingest: the store as it was right after it can be read for ever.
  package struct Ingest: Sendable, Hashable {
    package let time: Timestamp
    /// Where its rows came from: `demo`, `tmdb`, a file.
    package let source: String

    package init(time: Timestamp, source: String) {
      self.time = time
      self.source = source
    }
  }

  /// What a film's details were from an ingest on, until the next version of the same film.
  package struct Version: Sendable {
    package let tmdbID: Int64
    /// The number of the ingest, from 1.
    package let ingest: Int
    package let details: FilmDetails

    package init(tmdbID: Int64, ingest: Int, details: FilmDetails) {
      self.tmdbID = tmdbID
      self.ingest = ingest
      self.details = details
    }
  }

  package struct Snapshot: Sendable {
    package let tmdbID: Int64
    package let ingest: Int
    package let numbers: FilmNumbers

    package init(tmdbID: Int64, ingest: Int, numbers: FilmNumbers) {
      self.tmdbID = tmdbID
      self.ingest = ingest
      self.numbers = numbers
    }
  }

  /// In the order of their numbers: the first is ingest 1.
  package var ingests: [Ingest]
  /// By film, each film's by ingest. Every film has one, and a snapshot of the same ingest.
  package var versions: [Version]
  /// By film, each film's by ingest. No two neighbours of a film are equal.
  package var snapshots: [Snapshot]
  /// By film, each no more than once: what was known of it from its first ingest on.
  package var extras: [FilmExtras] = []
  package var isSynthetic: Bool

  package init(
    ingests: [Ingest], versions: [Version], snapshots: [Snapshot], isSynthetic: Bool
  ) {
    self.ingests = ingests
    self.versions = versions
    self.snapshots = snapshots
    self.isSynthetic = isSynthetic
  }
}
