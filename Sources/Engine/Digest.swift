import Files
import Tables

/// The SHA-256 of a table: of its rows as `--format ndjson` writes them, so that `sha256sum` gives the same.
package func digest(of table: Table) -> String {
  var hash = SHA256()
  render(table, as: .ndjson) { hash.update($0) }
  return hash.finish()
}

/// The SHA-256 of a text.
package func digest(of text: String) -> String {
  var hash = SHA256()
  hash.update(text)
  return hash.finish()
}

extension SHA256 {
  mutating func update(_ text: String) {
    var text = text
    // SAFETY: the bytes are only read while the text is there.
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }
}

/// The SHA-256 of some bytes.
func digest(ofBytes bytes: [UInt8]) -> String {
  var hash = SHA256()
  // SAFETY: the bytes are only read while the array is there.
  bytes.withUnsafeBytes { hash.update($0) }
  return hash.finish()
}
