import Files
import Language
import Modelling
import Store
import Tables

/// What a notebook ran under and what came of it: kept beside it, so that a replay can be held against it.
package struct Lock: Sendable, Equatable {
  /// Of the form of lock files.
  static let version = 1

  package var hq: String
  package var edition: Int
  package var clock: Timestamp
  package var seed: Int
  /// As a script writes them.
  package var parameters: [String: String]
  /// The folder from which paths in the notebook are taken, as seen from the notebook.
  package var folder: String
  /// As of when each store is read that is no demo catalogue.
  package var stores: [String: StoreMoment]
  package var statements: [Statement]
  /// For people: nothing is held against it.
  package var information: [String: String]

  /// Something that was read.
  package struct Source: Sendable, Equatable {
    package var stage: String
    package var store: String?
    package var ingest: Int?
    package var rows: Int
    package var digest: String
  }

  package struct Statement: Sendable, Equatable {
    /// The beginning of it, on one line.
    package var text: String
    /// Of the text without what makes no difference.
    package var digest: String
    /// Nil when it told nothing.
    package var output: String?
    package var sources: [Source] = []
    package var models: [Model] = []
    package var pictures: [Picture] = []
  }

  package struct Model: Sendable, Equatable {
    package var name: String
    /// The statement with all that it took for granted.
    package var statement: String
    package var data: String
    package var metrics: [String: Double]
  }

  package struct Picture: Sendable, Equatable {
    package var path: String
    /// Of what gnuplot was given.
    package var script: String
    /// Of the file, where it was there when the notebook had run.
    package var file: String?
  }

  /// Where the lock of a notebook lies.
  package static func path(of notebook: String) -> String { notebook + ".lock" }
}

extension Lock {
  /// What a run leaves to be held against. Its pictures are looked for where they were written.
  package init(
    _ run: NotebookRun, folder: String, places: Places, secrets: Secrets
  ) {
    hq = Version.text
    edition = run.edition ?? Parser.edition
    clock = run.clock
    seed = run.seed
    parameters = run.parameters.mapValues { secrets.masking($0.text) }
    self.folder = folder
    stores = run.stores
    statements = run.statements.map { statement in
      let text = normalizedText(of: statement.syntax)
      return Statement(
        text: secrets.masking(Lock.brief(onOneLine(statement.syntax.span.text))),
        digest: Engine.digest(of: text),
        output: statement.output.digest,
        sources: statement.outcome.sources.map { Source($0, hiding: secrets) },
        models: statement.outcome.models.map { Model($0) },
        pictures: statement.events.compactMap { Picture($0, places) })
    }
    information = [:]
  }

  private static func brief(_ text: String) -> String {
    text.count <= 160 ? text : text.prefix(159) + "…"
  }
}

extension Lock.Source {
  fileprivate init(_ read: SourceRead, hiding secrets: Secrets) {
    self.init(
      stage: secrets.masking(read.stage), store: read.store, ingest: read.ingest, rows: read.rows,
      digest: read.digest)
  }
}

extension Lock.Model {
  fileprivate init(_ model: TrainedModel) {
    let metrics = model.measurements.filter(\.value.isFinite).map { ($0.name, $0.value) }
    self.init(
      name: model.name, statement: model.facts.statement, data: model.facts.dataDigest,
      metrics: Dictionary(metrics, uniquingKeysWith: { first, _ in first }))
  }
}

extension Lock.Picture {
  fileprivate init?(_ event: OutputEvent, _ places: Places) {
    guard case .drawn(let path, let digest, _) = event else { return nil }
    let bytes = try? readWhole(at: places.writing(path))
    self.init(path: path, script: digest, file: bytes.map { Engine.digest(ofBytes: $0) })
  }
}
