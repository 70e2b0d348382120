import Language
import Learning
import Modelling
import Store
import Tables

/// What is known of a model before anything runs.
package enum ModelScope: Sendable {
  /// A statement above will have trained it; what it will say is told as far as the statement tells it.
  case foreseen(ModelShape?)
  case known(TrainedModel)

  var shape: ModelShape? {
    switch self {
    case .foreseen(let shape): shape
    case .known(let model): ModelShape(of: model)
    }
  }
}

extension Planning {
  /// A model by its name: of the session, or kept in the store; `model` is the last. Reports when there is none.
  mutating func model(_ name: NameSyntax?, at span: Span) -> ModelScope? {
    if let name, name.text != "model" {
      if let known = scope.models[name.text] { return known }
      if let kept = keptModel(name.text, at: name.span) { return kept }
      let near = Suggestion.nearest(to: name.text, among: scope.models.keys.sorted())
      return fail(
        .unknownName, "no model is named `\(name.text)`", at: name.span, label: Suggestion.question(near),
        hints: near.isEmpty ? ["`models` lists them; `train … as \(name.text)` makes one"] : [])
    }
    if let current = scope.currentModel { return current }
    return fail(
      .unknownName, "there is no model yet", at: name?.span ?? span,
      hints: ["`train rf` fits one; `models` lists those that the store has kept"])
  }

  /// One that an earlier session has kept. A check before a script only asks whether there is one.
  private mutating func keptModel(_ name: String, at span: Span) -> ModelScope? {
    do {
      let reader = try environment.stores.reader(scope.store)
      guard let bytes = try reader.model(named: name) else { return nil }
      if isForesight { return .foreseen(nil) }
      return .known(try TrainedModel(bytes: bytes))
    } catch let error as LearningError {
      report(Diagnostic(error, at: span))
      return nil
    } catch let error as StoreError where error.kind == .notThen {
      report(Diagnostic(error, at: span))
      return .foreseen(nil)
    } catch {
      // Without a store there is no model in it.
      return nil
    }
  }
}

extension Running {
  /// The same, while a statement runs; the plan has seen to it that there is one.
  func model(_ name: String?, at span: Span) throws -> TrainedModel {
    if let name, name != "model" {
      if let known = state.recentModels.last(where: { $0.name == name }) { return known }
      if let bytes = try? environment.stores.reader(state.store).model(named: name) {
        return try TrainedModel(bytes: bytes)
      }
    } else if let current = state.currentModel {
      return current
    }
    throw Diagnostic(.unknownName, "no model is named `\(name ?? "model")`", at: span)
  }

  func learningContext(seed: Int?) -> LearningContext {
    LearningContext(
      workers: workers, cancellation: cancellation,
      seed: UInt64(bitPattern: Int64(seed ?? state.settings.seed)))
  }
}
