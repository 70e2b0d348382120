import Parallel

/// A text in UTF-8, with what was done to get there.
struct DecodedText {
  /// The text and its padding.
  var bytes: [UInt8]
  /// Where the text begins, behind a byte order mark.
  var start: Int
  var encoding: TextEncoding
  /// Where bytes that were no UTF-8 were replaced by U+FFFD, for the first of them, in `bytes`.
  var broken: [Int]
}

/// Makes UTF-8 of the bytes of a text file, whatever encoding they are in.
enum TextDecoding {
  /// - Parameter bytes: the content and its padding.
  static func decode(
    _ bytes: [UInt8], path: String, encoding: TextEncoding?, workers: Workers
  ) throws(FileError) -> DecodedText {
    let count = bytes.count - FileBytes.padding
    if encoding == .utf16 || (encoding == nil && count >= 2 && isUTF16Mark(bytes[0], bytes[1])) {
      let text = utf16(bytes, count)
      guard !survey(text, text.count - FileBytes.padding, workers).hasZero else { throw binary(path) }
      return DecodedText(bytes: text, start: 0, encoding: .utf16, broken: [])
    }
    let content = survey(bytes, count, workers)
    if content.hasZero { throw binary(path) }
    let start = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    if content.isASCII {
      return DecodedText(bytes: bytes, start: start, encoding: encoding ?? .utf8, broken: [])
    }
    if encoding == .latin1 {
      return DecodedText(bytes: latin1(bytes, count), start: 0, encoding: .latin1, broken: [])
    }
    if content.invalid == 0 { return DecodedText(bytes: bytes, start: start, encoding: .utf8, broken: []) }
    if encoding == nil, start == 0, content.valid <= content.invalid {
      return DecodedText(bytes: latin1(bytes, count), start: 0, encoding: .latin1, broken: [])
    }
    let (repaired, broken) = repaired(bytes, count)
    return DecodedText(bytes: repaired, start: start, encoding: .utf8, broken: broken)
  }

  private static func binary(_ path: String) -> FileError {
    FileError(
      .binary, path, "`\(path)` is no text: it has zero bytes",
      hints: ["a text in UTF-16 without a byte order mark is read with `encoding=utf16`"])
  }

  private static func isUTF16Mark(_ first: UInt8, _ second: UInt8) -> Bool {
    (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)
  }

  /// What there is in a text, counted in pieces side by side.
  private struct Survey {
    var isASCII = true
    var hasZero = false
    /// Sequences of several bytes, and bytes that belong to none.
    var valid = 0
    var invalid = 0

    mutating func add(_ other: Survey) {
      isASCII = isASCII && other.isASCII
      hasZero = hasZero || other.hasZero
      valid += other.valid
      invalid += other.invalid
    }
  }

  private static func survey(_ bytes: [UInt8], _ count: Int, _ workers: Workers) -> Survey {
    let size = 1 << 20
    let pieces = try? workers.map((count + size - 1) / size) { piece in
      let range = piece * size..<min(count, (piece + 1) * size)
      // SAFETY: the range is within the content, behind which stands the padding; no pointer is kept.
      return bytes.withUnsafeBufferPointer { bytes in
        var survey = survey(UnsafeRawBufferPointer(bytes), range)
        if !survey.isASCII { countSequences(bytes, range, &survey) }
        return survey
      }
    }
    return (pieces ?? []).reduce(into: Survey()) { $0.add($1) }
  }

  private static func survey(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Survey {
    // SAFETY: words and bytes are read only within the range.
    var all: UInt64 = 0
    var zeros: UInt64 = 0
    var next = range.lowerBound
    while next + 8 <= range.upperBound {
      let word = bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self)
      all |= word
      zeros |= zeroBytes(word)
      next += 8
    }
    while next < range.upperBound {
      all |= UInt64(bytes[next])
      if bytes[next] == 0 { zeros |= 1 }
      next += 1
    }
    return Survey(isASCII: all & everyByte(0x80) == 0, hasZero: zeros != 0)
  }

  /// The length of the valid sequence of several bytes at `index`, or 0; the padding ends a sequence that is cut.
  @inline(__always) private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int)
    -> Int
  {
    // SAFETY: at most three bytes behind `index` are read, and 64 of padding stand behind the content.
    @inline(__always) func follows(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
    let second = bytes[index + 1]
    switch bytes[index] {
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return second >= 0xA0 && follows(1) && follows(2) ? 3 : 0
    case 0xED: return second <= 0x9F && follows(1) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return second >= 0x90 && follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return second <= 0x8F && follows(1) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }

  /// Counts the sequences that begin in the range. One that reaches into it from before is not among them.
  private static func countSequences(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ survey: inout Survey
  ) {
    var index = range.lowerBound
    // No byte within a valid sequence can begin another, so a look back at three bytes tells.
    for start in max(0, range.lowerBound - 3)..<range.lowerBound where bytes[start] >= 0x80 {
      index = max(index, start + sequenceLength(bytes, start))
    }
    while index < range.upperBound {
      // SAFETY: the padding lets eight bytes be read from any place in the content.
      let word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self)
      let high = word & everyByte(0x80)
      index += high == 0 ? 8 : high.trailingZeroBitCount >> 3
      if high == 0 || index >= range.upperBound { continue }
      let length = sequenceLength(bytes, index)
      if length > 0 { survey.valid += 1 } else { survey.invalid += 1 }
      index += max(1, length)
    }
  }

  /// Each byte that belongs to no valid sequence becomes U+FFFD.
  private static func repaired(_ bytes: [UInt8], _ count: Int) -> ([UInt8], [Int]) {
    var result: [UInt8] = []
    result.reserveCapacity(count + 1024)
    var broken: [Int] = []
    // SAFETY: indices stay below `count`; the line end that begins the padding ends a sequence that is cut,
    // so that no sequence reaches into it.
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < count {
        let length = bytes[index] < 0x80 ? 1 : sequenceLength(bytes, index)
        if length == 0 {
          broken.append(result.count)
          result.append(contentsOf: [0xEF, 0xBF, 0xBD])
        } else {
          for offset in 0..<length { result.append(bytes[index + offset]) }
        }
        index += max(1, length)
      }
    }
    return (padded(result), broken)
  }

  private static func latin1(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + count / 8 + FileBytes.padding)
    for byte in bytes[..<count] {
      if byte < 0x80 {
        result.append(byte)
      } else {
        let scalar = byte < 0xA0 ? windowsLetters[Int(byte - 0x80)] : UInt32(byte)
        append(scalar, to: &result)
      }
    }
    return padded(result)
  }

  /// Windows-1252 from 0x80 to 0x9F; what it leaves open is the control character of Latin-1.
  private static let windowsLetters: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func utf16(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    let isBigEndian = count >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF
    let start = count >= 2 && isUTF16Mark(bytes[0], bytes[1]) ? 2 : 0
    let units = stride(from: start, to: count - 1, by: 2).lazy.map { index in
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    _ = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
      result.append($0)
    }
    return padded(result)
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    if scalar < 0x800 {
      result.append(UInt8(0xC0 | scalar >> 6))
    } else {
      result.append(UInt8(0xE0 | scalar >> 12))
      result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    }
    result.append(UInt8(0x80 | scalar & 0x3F))
  }

  private static func padded(_ text: [UInt8]) -> [UInt8] {
    var text = text
    text.append(contentsOf: FileBytes.paddingBytes)
    return text
  }
}
