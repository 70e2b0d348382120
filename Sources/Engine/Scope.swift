import Charts
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
  package var models: [String: ModelScope] = [:]
  /// The last model.
  package var currentModel: ModelScope?
  /// The store that `load` and `sql` read.
  package var store: StoreLocation
  /// Files that statements above will have written.
  var writtenFiles: Set<String> = []
  /// The formats of pictures that statements above will have drawn.
  var drawnFormats: Set<ChartFormat> = []

  package init(store: StoreLocation) { self.store = store }

  /// What is known of the table of this name; nil when there is none.
  subscript(name: String) -> Flow? {
    if let flow = tables[name] { return flow }
    return name == "it" && current.isSomething ? current : nil
  }
}
