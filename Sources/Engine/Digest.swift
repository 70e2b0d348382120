import Files
import Tables

/// The SHA-256 of a table: of its rows as `--format ndjson` writes them, so that `sha256sum` gives the same.
package func digest(of table: Table) -> String {
  var hash = SHA256()
  render(table, as: .ndjson) { hash.update($0) }
  return hash.finish()
}
