/// What `set` and the command line change.
package struct Settings: Sendable {
  /// How tables print.
  package var format: TableFormat
  package var threads: Int
  package var seed: Int
  package var timing: Bool
  /// Whether a script shows its text as it runs.
  package var echo = false
  /// The keys that edit a line of the shell; nil as the person's own `.editrc` has it.
  package var keys: KeyStyle?
  /// Whether tables that are longer than the screen go through the pager.
  package var pager = false

  package init(format: TableFormat = .table, threads: Int, seed: Int = 42, timing: Bool = false) {
    self.format = format
    self.threads = threads
    self.seed = seed
    self.timing = timing
  }
}

/// Which editor the keys of the shell are like.
package enum KeyStyle: String, Sendable, CaseIterable {
  case emacs, vi
}

/// How `show` and whatever ends a pipeline print a table.
package enum TableFormat: String, Sendable, CaseIterable {
  case table, csv, tsv, json, ndjson, markdown
}
