/// Why a file could not be read or written.
package struct FileError: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case missing, directory, unreadable, empty, binary, damaged, badOption, unwritable, full
    case unknownFormat, noSuchTable, ambiguousTable, tooLarge, cancelled
  }

  package let kind: Kind
  package let path: String
  /// A fact in lower case, with the offending text in backticks.
  package let message: String
  package let hints: [String]

  package init(_ kind: Kind, _ path: String, _ message: String, hints: [String] = []) {
    self.kind = kind
    self.path = path
    self.message = message
    self.hints = hints
  }

  static func cancelled(_ path: String) -> FileError {
    FileError(.cancelled, path, "interrupted while working on `\(path)`")
  }
}
