import Glibc
import Language
import Tables

/// The loops of `contains`, `starts`, `ends` and `like`.
enum TextMatching {
  static func kernel(_ match: TextMatch) -> Kernel {
    { arguments in
      let results = arguments[0].texts.withTexts { texts in
        arguments[1].texts.withTexts { patterns in
          switch match {
          case .contains: rows(arguments.count) { contains(texts[$0], patterns[$0]) }
          case .starts: rows(arguments.count) { starts(texts[$0], patterns[$0]) }
          case .ends: rows(arguments.count) { ends(texts[$0], patterns[$0]) }
          case .like: rows(arguments.count) { isLike(texts[$0], patterns[$0]) }
          }
        }
      }
      return Vector(.bool(results))
    }
  }

  // SAFETY: every place is held against `count` before it is read, and no pointer leaves the kernel.
  typealias Bytes = UnsafeBufferPointer<UInt8>

  static func contains(_ text: Bytes, _ part: Bytes) -> Bool { find(part, in: text, from: 0) != nil }

  /// Where the part stands in the text, at or behind an offset. Nothing stands everywhere.
  static func find(_ part: Bytes, in text: Bytes, from start: Int) -> Int? {
    if part.isEmpty { return start }
    guard let base = text.baseAddress else { return nil }
    let last = text.count - part.count
    var place = start
    while place <= last {
      // memchr leaps over what cannot start the part.
      guard let hit = memchr(base + place, Int32(part[0]), last - place + 1) else { return nil }
      place = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
      if areEqual(Bytes(rebasing: text[place..<place + part.count]), part) { return place }
      place += 1
    }
    return nil
  }

  private static func starts(_ text: Bytes, _ part: Bytes) -> Bool {
    text.count >= part.count && areEqual(Bytes(rebasing: text[0..<part.count]), part)
  }

  private static func ends(_ text: Bytes, _ part: Bytes) -> Bool {
    text.count >= part.count && areEqual(Bytes(rebasing: text[(text.count - part.count)...]), part)
  }

  /// `%` stands for any text and `_` for one character; ASCII letters match in either case.
  ///
  /// Only the last `%` ever gives back what it took, since an earlier one could not do better: so the work
  /// is at most the product of the two lengths.
  static func isLike(_ text: Bytes, _ pattern: Bytes) -> Bool {
    var place = 0
    var wanted = 0
    var retry: (place: Int, wanted: Int)?
    while place < text.count {
      if wanted < pattern.count {
        switch pattern[wanted] {
        case UInt8(ascii: "%"):
          wanted += 1
          retry = (place, wanted)
          continue
        case UInt8(ascii: "_"):
          wanted += 1
          place = next(text, place)
          continue
        case let byte where lowercased(byte) == lowercased(text[place]):
          wanted += 1
          place += 1
          continue
        default: break
        }
      }
      guard let last = retry else { return false }
      place = next(text, last.place)
      wanted = last.wanted
      retry = (place, wanted)
    }
    return pattern[wanted...].allSatisfy { $0 == UInt8(ascii: "%") }
  }

  /// Where the character behind the one at an offset starts.
  @inline(__always)
  static func next(_ text: Bytes, _ offset: Int) -> Int {
    var next = offset + 1
    while next < text.count, isContinuation(text[next]) { next += 1 }
    return next
  }

  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }

  @inline(__always)
  private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }
}
