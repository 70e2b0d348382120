/// Makes keys of the bytes that a terminal sends.
package struct KeyDecoder {
  package enum Key: Equatable {
    case character(Unicode.Scalar)
    case named(NamedKey)
    /// What stood between the marks of a paste.
    case paste([UInt8])
  }

  /// Sequences behind an escape that are handed on as characters, since they are bound to something.
  package var handedOn: Set<String> = []
  private var bytes: [UInt8] = []
  private var position = 0
  /// What has come of a paste whose end has not.
  private var pasted: [UInt8]?
  /// A paste that is whole.
  private var finished: [UInt8]?

  private static let escape: UInt8 = 0x1B
  private static let pasteEnd: [UInt8] = [escape] + Array("[201~".utf8)

  package init() {}

  /// Whether a sequence has begun that may go on.
  var isWithinSequence: Bool { position < bytes.count }

  /// Forgets what has come.
  package mutating func reset() {
    let handedOn = handedOn
    self = KeyDecoder()
    self.handedOn = handedOn
  }

  package mutating func append(_ block: some Collection<UInt8>) {
    // The end of a paste can be lost; a Ctrl-C that comes by itself gets out of it.
    if pasted != nil, block.count == 1, block.first == 3 { pasted = nil }
    if pasted == nil {
      bytes.removeFirst(position)
      position = 0
      bytes += block
    } else {
      let known = max(0, (pasted?.count ?? 0) - KeyDecoder.pasteEnd.count)
      pasted? += block
      endPaste(searchingFrom: known)
    }
  }

  /// Looks for the end of the paste; what follows it are keys again.
  private mutating func endPaste(searchingFrom start: Int) {
    guard let all = pasted else { return }
    var place = start
    while let found = all[place...].firstIndex(of: KeyDecoder.escape) {
      if all[found...].starts(with: KeyDecoder.pasteEnd) {
        finished = Array(all[..<found])
        pasted = nil
        bytes = Array(all[(found + KeyDecoder.pasteEnd.count)...])
        position = 0
        return
      }
      place = found + 1
    }
  }

  /// The next key; nil when more bytes are needed.
  ///
  /// - Parameter isIdle: whether nothing more has come for a while: a sequence that has begun is none then.
  package mutating func next(isIdle: Bool = false) -> Key? {
    while true {
      if let paste = finished {
        finished = nil
        return .paste(paste)
      }
      guard position < bytes.count else { return nil }
      if bytes[position] != KeyDecoder.escape {
        guard let scalar = nextScalar(isIdle: isIdle) else { return nil }
        if (0x80...0x9F).contains(scalar.value) { continue }
        return .character(scalar)
      }
      switch sequence() {
      case .unfinished where !isIdle: return nil
      case .none, .unfinished:
        position += 1
        return .character("\u{1B}")
      case .whole(let text):
        if text == "[200~" {
          position += text.utf8.count + 1
          pasted = Array(bytes[position...])
          (bytes, position) = ([], 0)
          endPaste(searchingFrom: 0)
        } else if handedOn.contains(text) {
          position += 1
          return .character("\u{1B}")
        } else {
          position += text.utf8.count + 1
          if let key = NamedKey.sequences[text] { return .named(key) }
        }
      }
    }
  }

  private enum Sequence {
    case none, unfinished
    case whole(String)
  }

  /// What stands behind the escape at the position: `[` with its parameters, or `O` and a letter.
  private func sequence() -> Sequence {
    let rest = bytes[(position + 1)...].prefix(32)
    guard let first = rest.first else { return .unfinished }
    switch first {
    case UInt8(ascii: "O"):
      guard rest.count > 1 else { return .unfinished }
      return .whole(String(decoding: rest.prefix(2), as: UTF8.self))
    case UInt8(ascii: "["):
      guard var end = rest.dropFirst().firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
        return rest.count == 32 ? .none : .unfinished
      }
      // The console of Linux sends `[[A` for F1.
      if end == rest.startIndex + 1, rest[end] == UInt8(ascii: "[") {
        end += 1
        guard end < rest.endIndex else { return .unfinished }
      }
      return (0x40...0x7E).contains(rest[end])
        ? .whole(String(decoding: rest[...end], as: UTF8.self)) : .none
    default: return .none
    }
  }

  private mutating func nextScalar(isIdle: Bool) -> Unicode.Scalar? {
    let lead = bytes[position]
    let length =
      switch lead {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let rest = bytes[position...].prefix(length)
    let isWhole = rest.count == length
    if !isWhole, !isIdle, rest.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) { return nil }
    if let text = String(validating: rest, as: UTF8.self), let scalar = text.unicodeScalars.first {
      position += length
      return scalar
    }
    position += 1
    return "\u{FFFD}"
  }
}
