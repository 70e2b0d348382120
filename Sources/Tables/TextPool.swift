/// The texts of a column, end to end in one block of UTF-8.
///
/// Columns refer to a text by its code, its position here, so that filtering, sorting and joining move four
/// bytes a row and never copy a text. Code 0 is always the empty text: a null row holds it too.
package final class TextPool: Sendable {
  /// `bytes[offsets[code]..<offsets[code + 1]]` is the text of `code`.
  package let offsets: [Int]
  package let bytes: [UInt8]
  /// True when no text stands here twice: then equal codes and equal texts are the same thing.
  package let isDistinct: Bool

  /// - Precondition: `offsets` starts with 0, 0 (the empty text) and ends with `bytes.count`; the bytes are
  ///   valid UTF-8, and so is every text on its own.
  package init(offsets: [Int], bytes: [UInt8], isDistinct: Bool) {
    precondition(offsets.count >= 2 && offsets[0] == 0 && offsets[1] == 0)
    precondition(offsets[offsets.count - 1] == bytes.count)
    self.offsets = offsets
    self.bytes = bytes
    self.isDistinct = isDistinct
  }

  package static let empty = TextPool(offsets: [0, 0], bytes: [], isDistinct: true)

  /// How many texts are here, the empty one included.
  package var count: Int { offsets.count - 1 }

  package func string(_ code: UInt32) -> String {
    let range = offsets[Int(code)]..<offsets[Int(code) + 1]
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
