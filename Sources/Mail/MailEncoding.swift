/// How mail writes what is not short lines of ASCII.
enum MailEncoding {
  // MARK: Bodies

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  /// Base64 (RFC 2045, 6.8), with a line end after every 76 characters where lines are wanted.
  static func base64(_ bytes: some Collection<UInt8>, inLines: Bool = false) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 3 * 4 + bytes.count / 57 * 2 + 6)
    var column = 0
    var group: UInt32 = 0
    var held = 0
    func flush() {
      let padded = group << UInt32(8 * (3 - held))
      for place in 0..<4 {
        let digit = place <= held ? digits[Int(padded >> UInt32(18 - 6 * place)) & 63] : UInt8(ascii: "=")
        output.append(digit)
      }
      (group, held) = (0, 0)
      column += 4
      if inLines, column == 76 {
        output += [13, 10]
        column = 0
      }
    }
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      held += 1
      if held == 3 { flush() }
    }
    if held > 0 { flush() }
    if inLines, column > 0 { output += [13, 10] }
    return output
  }

  /// Quoted-printable (RFC 2045, 6.7): what is ASCII stays legible. Any line end becomes that of mail.
  static func quotedPrintable(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let bytes = Array(line.utf8)
      var column = 0
      for (index, byte) in bytes.enumerated() {
        let isBlank = byte == 32 || byte == 9
        let isPlain =
          isBlank ? index < bytes.count - 1 : (33...126).contains(byte) && byte != UInt8(ascii: "=")
        let width = isPlain ? 1 : 3
        // A line may have 76 characters, the mark that it goes on being one.
        if column + width > 75 {
          output += [UInt8(ascii: "="), 13, 10]
          column = 0
        }
        output += isPlain ? [byte] : escaped(byte, after: "=")
        column += width
      }
      output += [13, 10]
    }
    return output
  }

  private static func escaped(_ byte: UInt8, after mark: Unicode.Scalar) -> [UInt8] {
    [UInt8(ascii: mark), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
  }

  // MARK: Headers

  /// The text of a header: as it is when it is short and of the characters that `isPlain` names, else in encoded
  /// words (RFC 2047), each on a line of its own.
  static func headerText(_ text: String, isPlain: (UInt8) -> Bool) -> String {
    let line = MailText.oneLine(text)
    if line.utf8.count <= 60, line.utf8.allSatisfy({ isPlain($0) }), !line.contains("=?") { return line }
    var words: [String] = []
    var word: [UInt8] = []
    func endWord() {
      words.append("=?UTF-8?B?" + String(decoding: base64(word), as: UTF8.self) + "?=")
      word = []
    }
    for scalar in line.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // A line with an encoded word may have 76 characters, the name of the header among them.
      if word.count + bytes.count > 39 { endWord() }
      word += bytes
    }
    if !word.isEmpty { endWord() }
    return words.joined(separator: "\r\n ")
  }

  /// A parameter of a header, in pieces where it is long (RFC 2231): `; filename=a.png`.
  static func parameter(_ name: String, _ value: String) -> String {
    let isPlain = { MailText.isLetterOrDigit($0) || "._-".utf8.contains($0) }
    if value.utf8.count <= 60, value.utf8.allSatisfy(isPlain) { return ";\r\n \(name)=\"\(value)\"" }
    var pieces: [[UInt8]] = [Array("UTF-8''".utf8)]
    for byte in value.utf8 {
      let bytes = isPlain(byte) ? [byte] : escaped(byte, after: "%")
      if pieces[pieces.count - 1].count + bytes.count > 60 { pieces.append([]) }
      pieces[pieces.count - 1] += bytes
    }
    let texts = pieces.map { String(decoding: $0, as: UTF8.self) }
    if texts.count == 1 { return ";\r\n \(name)*=\(texts[0])" }
    return texts.enumerated().map { ";\r\n \(name)*\($0.offset)*=\($0.element)" }.joined()
  }
}
