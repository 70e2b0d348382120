import Store
import Tables

/// What a script runs under, beside its text: nothing special, or what a lock has kept.
package struct Circumstances: Sendable {
  package enum Purpose: Sendable {
    /// As any script.
    case run
    /// So that it can be replayed: it must not change what it reads.
    case record
    /// As it was recorded. It leaves nothing behind.
    case replay
  }

  package let purpose: Purpose
  package let places: Places
  /// As of when a store is read, by the store's name in a lock; others are read as they are now.
  package let moments: [String: StoreMoment]
  /// Whether what is read is told with its digest.
  let observesSources: Bool

  package init(
    _ purpose: Purpose, places: Places = Places(), moments: [String: StoreMoment] = [:],
    observesSources: Bool = true
  ) {
    self.purpose = purpose
    self.observesSources = observesSources
    self.places = places
    self.moments = moments
  }

  /// A script that is run and not kept.
  package static let plain = Circumstances(.run, observesSources: false)
}

/// Something that a statement has read: rows of a store or of a file.
package struct SourceRead: Sendable, Hashable {
  /// The stage that read, as it is written.
  package let stage: String
  /// The store's name in a lock and the ingest as of which it was read; nil for a file.
  package let store: String?
  package let ingest: Int?
  package let rows: Int
  /// Over the rows in the order of their keys.
  package let digest: String
}
