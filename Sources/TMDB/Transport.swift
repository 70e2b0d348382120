import CCurl
import Files
import Parallel

/// Asks TMDB many things at once, no faster than it may, and again what was not answered.
///
/// Works in the thread that calls `run`. Connections stay open from one run to the next.
package final class Transport {
  package let settings: TransportSettings
  private let credential: Credential
  private let cancellation: Cancellation
  private let clock: () -> Double
  // SAFETY: made and freed here; belongs to the thread that calls `run`.
  private let multi: UnsafeMutableRawPointer
  private var idle: [Transfer] = []
  private var busy: [ObjectIdentifier: Transfer] = [:]
  private var waits: JitteredWaits
  /// No request goes out before then.
  private var nextSend = 0.0
  private var hasEverAnswered = false
  private var givenUpInARow = 0
  private var runStart = (time: 0.0, requests: 0)
  package private(set) var requestCount = 0
  package private(set) var retryCount = 0

  package init(
    _ settings: TransportSettings, _ credential: Credential, cancellation: Cancellation,
    clock: @escaping () -> Double
  ) throws(TMDBError) {
    if let failure = hq_curl_open() {
      throw TMDBError(
        .noLibrary, String(cString: failure),
        hints: ["on Debian the package `libcurl4` has it"])
    }
    guard let multi = hq_curl_multi_make(settings.connections) else {
      throw TMDBError(.failed, "libcurl gives no handle")
    }
    self.multi = multi
    self.settings = settings
    self.credential = credential
    self.cancellation = cancellation
    self.clock = clock
    waits = JitteredWaits(seed: settings.seed, first: settings.firstWait, longest: settings.longestWait)
  }

  deinit {
    for transfer in busy.values { _ = hq_curl_multi_remove(multi, UnsafeMutableRawPointer(transfer.handle)) }
    busy = [:]
    idle = []
    hq_curl_multi_free(multi)
  }

  /// Asks all that a conversation has to ask, and returns when everything is answered or given up.
  func run(_ conversation: inout some Conversation) throws {
    var waiting: [Attempt] = []
    givenUpInARow = 0
    runStart = (clock(), requestCount)
    defer { abandon() }
    while true {
      guard !cancellation.isCancelled else { throw TMDBError(.cancelled, "interrupted") }
      try send(&conversation, &waiting)
      if busy.isEmpty, waiting.isEmpty { return }
      var running: Int32 = 0
      _ = hq_curl_multi_perform(multi, &running)
      var hasEnded = false
      var code = CURLE_OK
      while let easy = hq_curl_multi_next_ended(multi, &code) {
        hasEnded = true
        _ = hq_curl_multi_remove(multi, easy)
        guard let transfer = Transfer.owning(easy), let attempt = transfer.attempt else { continue }
        busy[ObjectIdentifier(transfer)] = nil
        defer { idle.append(transfer) }
        try settle(transfer, attempt, code, &conversation, &waiting)
      }
      if !hasEnded { _ = hq_curl_multi_poll(multi, pause(waiting)) }
    }
  }

  /// Requests a second since the run began.
  var speed: Double {
    let seconds = (clock() - runStart.time) / 1000
    return seconds > 0 ? Double(requestCount - runStart.requests) / seconds : 0
  }

  /// Lets go of what is under way after an error.
  private func abandon() {
    for transfer in busy.values {
      _ = hq_curl_multi_remove(multi, UnsafeMutableRawPointer(transfer.handle))
      idle.append(transfer)
    }
    busy = [:]
  }

  /// How many milliseconds nothing needs to be looked at, but for a cancellation.
  private func pause(_ waiting: [Attempt]) -> Int32 {
    let now = clock()
    var next = now + 50
    if busy.count < settings.connections {
      if let soonest = waiting.map(\.notBefore).min() { next = min(next, max(soonest, nextSend)) }
      if nextSend > now { next = min(next, nextSend) }
    }
    return Int32(max(1, (next - now).rounded(.up)))
  }

  // MARK: Sending

  private func send(_ conversation: inout some Conversation, _ waiting: inout [Attempt]) throws {
    while busy.count < settings.connections {
      let now = clock()
      if let index = waiting.firstIndex(where: { $0.notBefore <= now }), now >= nextSend {
        try begin(waiting.remove(at: index), at: now)
      } else if waiting.contains(where: { $0.tries == 0 }) {
        return
      } else if let request = try conversation.next() {
        // Also what may not go out yet has been asked for: the run is not over before it is answered.
        waiting.append(Attempt(request: request))
      } else {
        return
      }
    }
  }

  private func begin(_ attempt: Attempt, at now: Double) throws(TMDBError) {
    guard let transfer = idle.popLast() ?? Transfer(settings) else {
      throw TMDBError(.failed, "libcurl gives no handle")
    }
    var attempt = attempt
    attempt.tries += 1
    attempt.firstSent = attempt.firstSent ?? now
    var headers = ["Accept: application/json", "Accept-Encoding: gzip"]
    if !attempt.request.isExport { headers += credential.headers }
    if let tag = attempt.request.tag { headers.append("If-None-Match: " + tag) }
    transfer.begin(
      attempt, url: attempt.request.url(settings, credential), headers: headers,
      bodyLimit: bodyLimit(of: attempt.request))
    guard hq_curl_multi_add(multi, UnsafeMutableRawPointer(transfer.handle)) == CURLM_OK else {
      throw TMDBError(.failed, "libcurl takes no further request")
    }
    busy[ObjectIdentifier(transfer)] = transfer
    requestCount += 1
    if attempt.tries > 1 { retryCount += 1 }
    if let rate = settings.rate { nextSend = max(nextSend, now) + 1000 / rate }
  }

  /// The exports hold all films that there are.
  private func bodyLimit(of request: Request) -> Int { settings.bodyLimit * (request.isExport ? 32 : 1) }

  // MARK: What came

  private func settle(
    _ transfer: Transfer, _ attempt: Attempt, _ code: CURLcode, _ conversation: inout some Conversation,
    _ waiting: inout [Attempt]
  ) throws {
    switch try judge(transfer, code) {
    case .reply(let reply):
      hasEverAnswered = true
      switch try conversation.take(reply, to: attempt.request) {
      case .taken: givenUpInARow = 0
      case .askAgain(let reason):
        try askAgain(attempt, RequestFailure(reason: reason, isPassing: true), nil, &conversation, &waiting)
      }
    case .again(let reason):
      try askAgain(attempt, RequestFailure(reason: reason, isPassing: true), nil, &conversation, &waiting)
    case .wait(let pause):
      let failure = RequestFailure(reason: "TMDB asked to wait (429)", isPassing: true)
      try askAgain(attempt, failure, pause ?? waits.wait(afterTries: attempt.tries), &conversation, &waiting)
    case .hopeless(let reason):
      hasEverAnswered = true
      try conversation.giveUp(attempt.request, RequestFailure(reason: reason, isPassing: false))
    }
  }

  private enum Judgement {
    case reply(Reply)
    case again(reason: String)
    /// For so many milliseconds, if TMDB says for how many.
    case wait(Double?)
    case hopeless(reason: String)
  }

  private func judge(_ transfer: Transfer, _ code: CURLcode) throws(TMDBError) -> Judgement {
    if transfer.isTooLarge {
      return .again(reason: "the answer is too large")
    }
    guard code == CURLE_OK else { return try judge(networkFailure: code) }
    switch transfer.status {
    case 200: return unpacked(transfer, .found)
    case 304: return .reply(Reply(status: .unchanged, body: [], packed: [], tag: transfer.tag))
    case 404: return unpacked(transfer, .notFound)
    case 401:
      throw TMDBError(
        .refused, "TMDB does not take the key (401)",
        hints: [
          "TMDB_API_KEY holds the key (32 hexadecimal digits) or the token (eyJ…) that themoviedb.org shows under "
            + "Settings, API"
        ])
    case 429:
      return .wait(RetryAfter.milliseconds(transfer.retryAfter, sentAt: transfer.sentAt))
    case 408, 500...599: return .again(reason: "TMDB answered \(transfer.status)")
    case 300..<400:
      return .hopeless(
        reason: "TMDB sent the request elsewhere (\(transfer.status)), where hq does not follow")
    default: return .hopeless(reason: "TMDB answered \(transfer.status)")
    }
  }

  private func judge(networkFailure code: CURLcode) throws(TMDBError) -> Judgement {
    let reason = String(cString: hq_curl_explain(code)).lowercased()
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_UNSUPPORTED_PROTOCOL,
      CURLE_URL_MALFORMAT:
      throw TMDBError(
        .away, "`\(settings.base)` cannot be asked: \(reason)",
        hints: ["SSL_CERT_FILE names a file of certificates for a mirror with one of its own"])
    default: return .again(reason: reason)
    }
  }

  private func unpacked(_ transfer: Transfer, _ status: Reply.Status) -> Judgement {
    let packed = transfer.takeOutBody()
    let limit = transfer.attempt.map { bodyLimit(of: $0.request) } ?? settings.bodyLimit
    guard let body = Unpacking.body(packed, limit: limit, cancellation) else {
      return .again(reason: "the answer cannot be unpacked")
    }
    return .reply(Reply(status: status, body: body, packed: packed, tag: transfer.tag))
  }

  // MARK: Again

  private func askAgain(
    _ attempt: Attempt, _ failure: RequestFailure, _ pause: Double?, _ conversation: inout some Conversation,
    _ waiting: inout [Attempt]
  ) throws {
    let now = clock()
    let wait = pause ?? waits.wait(afterTries: attempt.tries)
    let patience = hasEverAnswered ? settings.patience : settings.firstPatience
    if let pause, pause > settings.patience {
      throw TMDBError(.away, "TMDB asks to come back in \(Int(pause / 1000)) seconds")
    }
    guard attempt.tries < settings.tries, now + wait <= (attempt.firstSent ?? now) + patience else {
      givenUpInARow += 1
      // One page may be broken; several on end say that nobody is there.
      guard hasEverAnswered, givenUpInARow < 4 else {
        throw TMDBError(
          .away, "TMDB cannot be reached: \(credential.redacted(failure.reason))",
          hints: [
            "later it may work; what was read so far is kept, and the same statement goes on from there"
          ])
      }
      return try conversation.giveUp(attempt.request, failure)
    }
    var attempt = attempt
    attempt.notBefore = now + wait
    // Whoever is asked to wait makes all wait.
    if pause != nil { nextSend = max(nextSend, attempt.notBefore) }
    waiting.append(attempt)
  }
}
