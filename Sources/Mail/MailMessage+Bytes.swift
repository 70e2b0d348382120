import Tables

extension MailMessage {
  /// The message as it goes over the wire (RFC 5322 and 2045), but for the dots that the protocol doubles.
  ///
  /// `identity` is what stands between the angle brackets of `Message-ID`.
  package func bytes(from sender: MailAddress, at time: Timestamp, identity: String) -> [UInt8] {
    var output: [UInt8] = []
    func line(_ text: String = "") {
      output += text.utf8
      output += [13, 10]
    }
    line("From: " + Self.written(sender))
    line("To: " + to.map(Self.written).joined(separator: ",\r\n "))
    let title = MailEncoding.headerText(subject) { (32...126).contains($0) }
    if !title.isEmpty { line("Subject: " + title) }
    line("Date: " + Self.date(time))
    line("Message-ID: <\(identity.filter { $0.isASCII && !$0.isWhitespace && $0 != "<" && $0 != ">" })>")
    line("MIME-Version: 1.0")
    if !attachments.isEmpty {
      line("Content-Type: multipart/mixed; boundary=\"\(Self.boundary)\"")
      line()
      line("--" + Self.boundary)
    }
    line("Content-Type: text/plain; charset=utf-8")
    line("Content-Transfer-Encoding: quoted-printable")
    line()
    output += MailEncoding.quotedPrintable(text)
    for attachment in attachments {
      line("--" + Self.boundary)
      line("Content-Type: " + attachment.checkedMediaType)
      line("Content-Disposition: attachment" + MailEncoding.parameter("filename", attachment.fileName))
      line("Content-Transfer-Encoding: base64")
      line()
      output += MailEncoding.base64(attachment.bytes, inLines: true)
    }
    if !attachments.isEmpty { line("--" + Self.boundary + "--") }
    return output
  }

  // In neither of the two encodings can `=` be followed by `_`.
  private static let boundary = "=_hq"

  private static func written(_ address: MailAddress) -> String {
    guard let name = address.name else { return address.address }
    let text = MailEncoding.headerText(name) { MailText.isAtom($0) || $0 == UInt8(ascii: " ") }
    return text.isEmpty ? address.address : text + "\r\n <\(address.address)>"
  }

  /// `Sat, 31 Oct 2026 18:30:00 +0000`
  private static func date(_ time: Timestamp) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func padded(_ number: Int, _ width: Int = 2) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let (year, month, day) = time.date.parts
    let second = Int(time.microsecondOfDay / Timestamp.second)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0) }.joined(separator: ":")
    return "\(days[time.date.weekday - 1]), \(day) \(months[month - 1]) \(padded(year, 4)) \(clock) +0000"
  }
}

extension MailMessage.Attachment {
  /// Without the folders before it and whatever would break the line.
  fileprivate var fileName: String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let line = MailText.oneLine(last)
    return line.isEmpty ? "attachment" : line
  }

  /// What is no type says nothing.
  fileprivate var checkedMediaType: String {
    let parts = mediaType.split(separator: "/", omittingEmptySubsequences: false)
    let isType =
      parts.count == 2 && mediaType.utf8.count <= 100
      && parts.allSatisfy {
        !$0.isEmpty && $0.utf8.allSatisfy { MailText.isLetterOrDigit($0) || ".+-".utf8.contains($0) }
      }
    return isType ? mediaType : "application/octet-stream"
  }
}
