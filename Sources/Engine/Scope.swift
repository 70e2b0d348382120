import Language
import Tables

/// What flows between two stages, as far as it is known before anything runs.
package enum Flow: Sendable {
  case nothing
  /// A table whose columns only running can tell, such as one that the script itself writes before.
  case unknown
  case table(Schema)

  var isSomething: Bool {
    if case .nothing = self { false } else { true }
  }
}

/// What a statement can refer to: the names, as far as they are known before anything runs.
package struct Scope: Sendable {
  package var tables: [String: Flow] = [:]
  /// The table `it`.
  package var current = Flow.nothing
  package var parameters: [String: Literal] = [:]
  /// Files that statements above will have written.
  var writtenFiles: Set<String> = []

  package init() {}
}

/// Everything that a session holds. A statement works on a copy, which takes the place of the old state only
/// when the statement has succeeded.
package struct SessionState: Sendable {
  package internal(set) var tables: [String: Table] = [:]
  /// The table `it`.
  package internal(set) var current: Table?
  package internal(set) var parameters: [String: Literal] = [:]
  package internal(set) var settings: Settings
  package internal(set) var hasQuit = false

  init(settings: Settings) { self.settings = settings }

  /// The state as the checker sees it.
  package var scope: Scope {
    var scope = Scope()
    scope.tables = tables.mapValues { .table($0.schema) }
    scope.current = current.map { .table($0.schema) } ?? .nothing
    scope.parameters = parameters
    return scope
  }
}

/// What `set` and the command line change.
package struct Settings: Sendable {
  /// How tables print.
  package var format: TableFormat
  package var threads: Int
  package var seed: Int
  package var timing: Bool
  /// Whether a script shows its text as it runs.
  package var echo = false

  package init(format: TableFormat = .table, threads: Int, seed: Int = 42, timing: Bool = false) {
    self.format = format
    self.threads = threads
    self.seed = seed
    self.timing = timing
  }
}

package enum TableFormat: String, Sendable, CaseIterable {
  case table, csv, tsv, json, ndjson, markdown
}
