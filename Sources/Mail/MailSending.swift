import CCurl
import Glibc
import Parallel
import Tables

/// Hands a message to the server, up to three times where it may work later.
///
/// The first pause is given in milliseconds; the second is four times as long.
package func send(
  _ message: MailMessage, through server: MailServer, at time: Timestamp, cancellation: Cancellation,
  firstPause: Int = 1000
) throws(MailError) {
  guard !message.to.isEmpty else { throw MailError(.badAddress, "the message is for nobody") }
  // The same in every try, so that a server that took it twice can tell.
  let identity = "\(time.microseconds).\(UInt64.random(in: .min ... .max))@\(server.sender.domain)"
  let bytes = message.bytes(from: server.sender, at: time, identity: identity)
  var pause = firstPause
  for triesLeft in [2, 1, 0] {
    let transfer = try MailTransfer(bytes, to: message.to, through: server, cancellation)
    switch transfer.run() {
    case .delivered: return
    case .cancelled: throw MailError(.cancelled, "interrupted")
    case .failed(let code, let status):
      let failure = MailFailure(code, status, transfer, server)
      guard failure.mayPass, triesLeft > 0 else { throw failure.error }
    }
    try wait(pause, cancellation)
    pause *= 4
  }
}

private func wait(_ milliseconds: Int, _ cancellation: Cancellation) throws(MailError) {
  var left = milliseconds
  while left > 0 {
    guard !cancellation.isCancelled else { throw MailError(.cancelled, "interrupted") }
    usleep(UInt32(min(left, 20)) * 1000)
    left -= 20
  }
}
