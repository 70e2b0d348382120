/// How a file is to be read where the guess is not wanted. Nil means: look at the data.
package struct ReadOptions: Sendable, Hashable {
  package enum Quote: Sendable, Hashable {
    case off
    case byte(UInt8)
  }

  package var format: FileFormat?
  package var delimiter: UInt8?
  package var quote: Quote?
  package var header: Bool?
  package var encoding: TextEncoding?
  package var dates: DatePattern?
  /// Takes the place of `MissingWords.usual`. An empty field is missing in any case.
  package var missing: [String]?
  /// Lines to leave out before the header.
  package var skip = 0
  /// The table of a SQLite file.
  package var table: String?
  /// A file that has more bytes than this, or is unpacked to more, is refused.
  package var sizeLimit = 8 << 30
  /// How many bytes of rows one piece of parallel work takes; tests make it small.
  package var pieceSize = 1 << 20

  package init() {}
}
