/// Why TMDB could not be asked any further.
package struct TMDBError: Error, Sendable, Hashable {
  package enum Kind: Sendable {
    /// There is no key, or none that looks like one.
    case noCredential
    /// TMDB does not take the key.
    case refused
    /// The network, or TMDB, is not there; later it may be.
    case away
    /// A setting makes no sense.
    case badSetting
    /// libcurl is not there.
    case noLibrary
    case cancelled
    /// TMDB said something that nobody can go on from.
    case failed
  }

  package let kind: Kind
  package let message: String
  package let hints: [String]

  package init(_ kind: Kind, _ message: String, hints: [String] = []) {
    self.kind = kind
    self.message = message
    self.hints = hints
  }
}
