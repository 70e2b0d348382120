import CCurl

/// One request on its way, and what has come of its answer. Made once and used again and again.
final class Transfer {
  // SAFETY: made and freed here; belongs to the thread of its transport.
  let handle: OpaquePointer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var bodyLimit = 0
  private(set) var body: [UInt8] = []
  private(set) var tag: String?
  private(set) var retryAfter: String?
  /// When the host says that it sent its answer.
  private(set) var sentAt: String?
  private(set) var isTooLarge = false
  var attempt: Attempt?

  init?(_ settings: TransportSettings) {
    guard let easy = hq_curl_easy_make() else { return nil }
    handle = OpaquePointer(easy)
    hq_curl_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    hq_curl_easy_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    hq_curl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, settings.connectTime)
    hq_curl_easy_set_long(easy, CURLOPT_TIMEOUT_MS, settings.replyTime)
    hq_curl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 100)
    hq_curl_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, max(1, settings.slowTime / 1000))
    hq_curl_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    // Over TLS requests share one connection where the host allows it.
    if settings.base.hasPrefix("https:") { hq_curl_easy_set_long(easy, CURLOPT_PIPEWAIT, 1) }
    _ = hq_curl_easy_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = hq_curl_easy_set_text(easy, CURLOPT_USERAGENT, settings.userAgent)
    if let path = settings.certificates { _ = hq_curl_easy_set_text(easy, CURLOPT_CAINFO, path) }
    // SAFETY: the handle is freed before this object goes, and calls back only while it is performed.
    hq_curl_easy_set_owner(easy, Unmanaged.passUnretained(self).toOpaque())
    hq_curl_easy_set_takers(
      easy,
      { bytes, size, count, owner in
        Transfer.of(owner)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) == true
          ? size * count : 0
      },
      { bytes, size, count, owner in
        Transfer.of(owner)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      })
  }

  deinit {
    hq_curl_easy_free(UnsafeMutableRawPointer(handle))
    hq_curl_list_free(headerList)
  }

  private static func of(_ owner: UnsafeMutableRawPointer?) -> Transfer? {
    // SAFETY: the owner is the transfer that was set in `init`.
    owner.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The transfer that a handle belongs to.
  static func owning(_ easy: UnsafeMutableRawPointer) -> Transfer? { of(hq_curl_easy_owner(easy)) }

  func begin(_ attempt: Attempt, url: String, headers: [String], bodyLimit: Int) {
    self.attempt = attempt
    self.bodyLimit = bodyLimit
    body.removeAll(keepingCapacity: true)
    (tag, retryAfter, sentAt, isTooLarge) = (nil, nil, nil, false)
    let old = headerList
    headerList = headers.reduce(nil) { hq_curl_list_append($0, $1) }
    let easy = UnsafeMutableRawPointer(handle)
    _ = hq_curl_easy_set_text(easy, CURLOPT_URL, url)
    hq_curl_easy_set_list(easy, CURLOPT_HTTPHEADER, headerList)
    hq_curl_list_free(old)
  }

  /// What came, given away.
  func takeOutBody() -> [UInt8] {
    defer { body = [] }
    return body
  }

  var status: Int { hq_curl_easy_long(UnsafeMutableRawPointer(handle), CURLINFO_RESPONSE_CODE) }

  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= bodyLimit else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    guard name == "etag" || name == "retry-after" || name == "date" else { return }
    let value = String(decoding: bytes[(colon + 1)...].prefix(1000), as: UTF8.self)
    let text = String(value.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    switch name {
    case "etag": tag = text.utf8.allSatisfy { (33...126).contains($0) } ? text : nil
    case "retry-after": retryAfter = text
    default: sentAt = text
    }
  }
}

/// A request with the story of its tries.
struct Attempt {
  let request: Request
  var tries = 0
  /// Milliseconds of the transport's clock: when it was first sent, and when it may be sent next.
  var firstSent: Double?
  var notBefore: Double = 0
}
