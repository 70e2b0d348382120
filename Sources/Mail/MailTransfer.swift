import CCurl
import Parallel

/// One try to hand a message over. Works in the thread that calls `run`.
final class MailTransfer {
  /// How a try ended.
  enum End {
    case delivered
    /// The code is libcurl's; `reply` is what the server last said, with its number in front.
    case failed(CURLcode, status: Int)
    case cancelled
  }

  // SAFETY: made and freed here; belongs to the thread that calls `run`.
  private let easy: UnsafeMutableRawPointer
  // SAFETY: as above.
  private let multi: UnsafeMutableRawPointer
  private var recipients: UnsafeMutablePointer<curl_slist>?
  private let bytes: [UInt8]
  private let cancellation: Cancellation
  private var sent = 0
  /// What hq last said, and what the server answered to it.
  private(set) var command = ""
  private(set) var reply: [UInt8] = []
  private var isLeaving = false

  init(
    _ bytes: [UInt8], to addresses: [MailAddress], through server: MailServer, _ cancellation: Cancellation
  )
    throws(MailError)
  {
    if let failure = hq_curl_open() {
      throw MailError(
        .noLibrary, String(cString: failure), hints: ["on Debian the package `libcurl4` has it"])
    }
    guard let easy = hq_curl_easy_make() else { throw MailError(.away, "libcurl gives no handle") }
    guard let multi = hq_curl_multi_make(1) else {
      hq_curl_easy_free(easy)
      throw MailError(.away, "libcurl gives no handle")
    }
    self.easy = easy
    self.multi = multi
    self.bytes = bytes
    self.cancellation = cancellation
    recipients = addresses.reduce(nil) { hq_curl_list_append($0, "<\($1.address)>") }
    configure(server)
    // SAFETY: the handle is freed before this object goes, and calls back only while it is performed.
    let owner = Unmanaged.passUnretained(self).toOpaque()
    hq_curl_easy_set_owner(easy, owner)
    hq_curl_easy_set_takers(
      easy, { _, size, count, _ in size * count },
      { bytes, size, count, owner in
        MailTransfer.of(owner)?.takeReply(UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
      })
    hq_curl_easy_set_giver(
      easy,
      { room, size, count, owner in
        MailTransfer.of(owner)?.give(UnsafeMutableRawBufferPointer(start: room, count: size * count)) ?? 0
      }, owner)
    hq_curl_easy_set_asker(
      easy, { owner, _, _, _, _ in MailTransfer.of(owner)?.cancellation.isCancelled == true ? 1 : 0 }, owner)
    hq_curl_easy_set_watcher(
      easy,
      { _, kind, bytes, count, owner in
        if kind == CURLINFO_HEADER_OUT {
          MailTransfer.of(owner)?.takeCommand(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        return 0
      }, owner)
  }

  deinit {
    _ = hq_curl_multi_remove(multi, easy)
    hq_curl_easy_free(easy)
    hq_curl_multi_free(multi)
    hq_curl_list_free(recipients)
  }

  private static func of(_ owner: UnsafeMutableRawPointer?) -> MailTransfer? {
    // SAFETY: the owner is the transfer that was set in `init`.
    owner.map { Unmanaged<MailTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func configure(_ server: MailServer) {
    hq_curl_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
    // A name that is still being looked up does not hold up who cancels.
    hq_curl_easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    // So that the farewell is a part of the transfer, with its limits.
    hq_curl_easy_set_long(easy, CURLOPT_FORBID_REUSE, 1)
    hq_curl_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, 15_000)
    hq_curl_easy_set_long(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 60)
    hq_curl_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1)
    hq_curl_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, 60)
    hq_curl_easy_set_long(easy, CURLOPT_UPLOAD, 1)
    hq_curl_easy_set_long(easy, CURLOPT_INFILESIZE, bytes.count)
    let encryption = server.mustEncrypt ? CURLUSESSL_ALL : CURLUSESSL_NONE
    hq_curl_easy_set_long(easy, CURLOPT_USE_SSL, Int(encryption.rawValue))
    // What may go unencrypted goes to this machine, and not by way of another.
    if server.isThisMachine { _ = hq_curl_easy_set_text(easy, CURLOPT_NOPROXY, "*") }
    _ = hq_curl_easy_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    _ = hq_curl_easy_set_text(easy, CURLOPT_URL, server.url)
    _ = hq_curl_easy_set_text(easy, CURLOPT_MAIL_FROM, "<\(server.sender.address)>")
    hq_curl_easy_set_list(easy, CURLOPT_MAIL_RCPT, recipients)
    if let path = server.certificates { _ = hq_curl_easy_set_text(easy, CURLOPT_CAINFO, path) }
    if let login = server.login {
      _ = hq_curl_easy_set_text(easy, CURLOPT_USERNAME, login.user)
      _ = hq_curl_easy_set_text(easy, CURLOPT_PASSWORD, login.password)
    }
  }

  func run() -> End {
    guard hq_curl_multi_add(multi, easy) == CURLM_OK else { return .failed(CURLE_FAILED_INIT, status: 0) }
    while true {
      // A transfer that is just taken away would first end the message where it stands and wait for the answer:
      // half of it would be delivered. One whose time is over only hangs up.
      if cancellation.isCancelled { hq_curl_easy_set_long(easy, CURLOPT_TIMEOUT_MS, 1) }
      var running: Int32 = 0
      _ = hq_curl_multi_perform(multi, &running)
      var code = CURLE_OK
      if hq_curl_multi_next_ended(multi, &code) != nil {
        if code == CURLE_OK { return .delivered }
        if cancellation.isCancelled { return .cancelled }
        return .failed(code, status: hq_curl_easy_long(easy, CURLINFO_RESPONSE_CODE))
      }
      _ = hq_curl_multi_poll(multi, cancellation.isCancelled ? 2 : 50)
    }
  }

  private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let piece = bytes[sent...].prefix(room.count)
    room.copyBytes(from: piece)
    sent += piece.count
    return piece.count
  }

  private func takeCommand(_ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes.prefix(400), as: UTF8.self)
    isLeaving = text.hasPrefix("QUIT")
    // What went before the farewell is what matters.
    guard !isLeaving else { return }
    command = text
    reply = []
  }

  private func takeReply(_ bytes: UnsafeRawBufferPointer) {
    guard !isLeaving else { return }
    reply += bytes.prefix(max(0, 2000 - reply.count))
  }
}
