/// The address as every format may write it, or nil for one that shall be no link: anything but http, https,
/// mailto, a place in the page and a file beside it.
///
/// What an address may not hold is written by its number, so that it needs no care in a page or a file.
func linkAddress(_ address: String) -> String? {
  let isTame = address.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  guard isTame, let first = address.first, isFollowed(address) else { return nil }
  // From the root of the disk, or of a host that the page's own scheme would be put before.
  if first == "/" || first == "\\" { return nil }
  return escapedAddress(address)
}

private func isFollowed(_ address: String) -> Bool {
  guard let end = address.firstIndex(where: { ":/?#".contains($0) }), address[end] == ":" else { return true }
  return ["http", "https", "mailto"].contains(address[..<end].lowercased())
}

/// What an address may not hold, by its number.
func escapedAddress(_ address: String) -> String {
  let bytes = Array(address.utf8)
  var result: [UInt8] = []
  for (index, byte) in bytes.enumerated() {
    if byte == UInt8(ascii: "%") ? isEscape(bytes[index...]) : isPlain(byte) {
      result.append(byte)
    } else {
      result.append(contentsOf: "%".utf8)
      result.append(contentsOf: [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]])
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private let hexDigits = Array("0123456789ABCDEF".utf8)

private func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
  let digits = bytes.dropFirst().prefix(2)
  return digits.count == 2 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
}

private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: "-._~:/?#@!$&'()*+,;=".utf8.contains(byte)
  }
}
