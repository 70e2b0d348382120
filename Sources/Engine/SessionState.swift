import Language
import Modelling
import Tables

/// Everything that a session holds. A statement works on a copy, which takes the place of the old state only
/// when the statement has succeeded.
package struct SessionState: Sendable {
  package internal(set) var tables: [String: Table] = [:]
  /// The table `it`.
  package internal(set) var current: Table?
  /// Those of the session, the newest last.
  package internal(set) var recentModels: [TrainedModel] = []
  /// How many pictures got their names by number.
  package internal(set) var pictureCount = 0
  /// The last model, under whatever name.
  package internal(set) var currentModel: TrainedModel?
  /// What the last statements that judged something found, by the metric's name.
  package internal(set) var measurements: [String: Double] = [:]
  package internal(set) var parameters: [String: Literal] = [:]
  package internal(set) var settings: Settings
  package internal(set) var store: StoreLocation
  package internal(set) var hasQuit = false
  /// What led here, for `save`.
  var journal = Journal()

  init(settings: Settings, store: StoreLocation) {
    self.settings = settings
    self.store = store
  }

  /// The table of this name, `it` among them.
  subscript(name: String) -> Table? { name == "it" ? current : tables[name] }

  /// Those of the session by their names.
  package var models: [String: TrainedModel] {
    Dictionary(recentModels.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// The state as the checker sees it.
  package var scope: Scope {
    var scope = Scope(store: store)
    scope.tables = tables.mapValues { .table($0.schema) }
    scope.current = current.map { .table($0.schema) } ?? .nothing
    scope.parameters = parameters
    scope.models = models.mapValues { .known($0) }
    scope.currentModel = currentModel.map { .known($0) }
    return scope
  }
}
