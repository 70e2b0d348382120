import Parallel
import Store
import TMDB
import Tables

/// How a session gets at TMDB: what the environment says of it, and the connections that stay open.
final class TMDBAccess {
  private let variable: (String) -> String?
  private let cancellation: Cancellation
  private var clients: [String: (client: TMDBClient, writer: StoreWriter)] = [:]

  init(variable: @escaping (String) -> String?, cancellation: Cancellation) {
    self.variable = variable
    self.cancellation = cancellation
  }

  /// The client that fills a store. What it remembers of pages holds only for that store.
  func client(for writer: StoreWriter, at path: String) throws(TMDBError) -> TMDBClient {
    if let known = clients[path], known.writer === writer { return known.client }
    var settings = try TransportSettings(url: variable("HQ_TMDB_URL"), rate: variable("HQ_TMDB_RATE"))
    settings.certificates = variable("SSL_CERT_FILE")
    settings.userAgent = "hq/\(Version.text)"
    settings.seed = UInt64(bitPattern: systemClock().microseconds)
    let transport = try Transport(
      settings, try credential(), cancellation: cancellation, clock: monotonicMilliseconds)
    let client = TMDBClient(transport, progress: cancellation.progress)
    clients[path] = (client, writer)
    return client
  }

  /// What was replaced before then must not be kept: `HQ_TMDB_RETENTION` days ago, or 180.
  func retentionLimit(at now: Timestamp) throws(TMDBError) -> Timestamp {
    let text = variable("HQ_TMDB_RETENTION") ?? "180"
    guard let days = Int64(text), days > 0, days <= 36_500 else {
      throw TMDBError(.badSetting, "HQ_TMDB_RETENTION is no number of days", hints: ["such as 180"])
    }
    return Timestamp(microseconds: now.microseconds - days * Timestamp.day)
  }

  private func credential() throws(TMDBError) -> Credential {
    let hints = [
      "TMDB_API_KEY in the environment, or in a file `.env` beside the script, holds the key or the token that "
        + "themoviedb.org shows under Settings, API",
      "`use demo` opens a catalogue of made-up films",
    ]
    guard let text = variable("TMDB_API_KEY"), !text.isEmpty else {
      throw TMDBError(.noCredential, "there is no key for TMDB", hints: hints)
    }
    guard let credential = Credential(text) else {
      throw TMDBError(
        .noCredential,
        "TMDB_API_KEY is neither a key (32 hexadecimal digits) nor a token (three parts with points between, "
          + "from eyJ on)", hints: hints)
    }
    return credential
  }
}
