/// How TMDB is asked: where, how fast, and with how much patience.
package struct TransportSettings: Sendable {
  package static let officialBase = "https://api.themoviedb.org/3"

  /// Without a slash at its end.
  package var base = TransportSettings.officialBase
  /// Requests a second; nil for no limit.
  package var rate: Double? = 35
  package var connections = 8
  package var userAgent = "hq"
  /// A file of certificates that are trusted in the place of the system's; for mirrors with one of their own.
  package var certificates: String?

  // Times are milliseconds.
  package var connectTime = 10_000
  /// For one reply, from the first byte asked to the last one read.
  package var replyTime = 60_000
  /// A reply that brings less than a hundred bytes a second for so long is given up.
  package var slowTime = 20_000
  /// For one request with all of its tries.
  package var patience = 120_000.0
  /// The same for a host that has never answered.
  package var firstPatience = 15_000.0
  package var tries = 8
  /// The first wait before a request is tried again is no longer than this; each further one may be twice as long.
  package var firstWait = 400.0
  package var longestWait = 20_000.0
  package var bodyLimit = 16 << 20
  /// Of the generator that spreads the waits.
  package var seed: UInt64 = 42

  package init() {}

  /// Where the daily exports are, which need no key.
  var exportBase: String {
    if base == TransportSettings.officialBase { return "https://files.tmdb.org" }
    guard let scheme = base.firstRange(of: "://") else { return base }
    let host = base[scheme.upperBound...].prefix { $0 != "/" }
    return String(base[..<scheme.upperBound] + host)
  }

  /// What `HQ_TMDB_URL` and `HQ_TMDB_RATE` say; nil for what is not set.
  package init(url: String?, rate: String?) throws(TMDBError) {
    self.init()
    if let url {
      guard url.hasPrefix("http://") || url.hasPrefix("https://"), !url.contains("?"), !url.contains("@"),
        url.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
      else {
        throw TMDBError(
          .badSetting, "HQ_TMDB_URL is no address of an API",
          hints: ["it looks like \(TransportSettings.officialBase)"])
      }
      base = url.hasSuffix("/") ? String(url.dropLast()) : url
    }
    if let rate {
      guard let value = Double(rate), value >= 0, value.isFinite else {
        throw TMDBError(
          .badSetting, "HQ_TMDB_RATE is no number of requests a second", hints: ["such as 35; 0 is no limit"])
      }
      self.rate = value == 0 ? nil : value
    }
  }
}
