import Engine
import Language
import Tables

/// A statement, or the end of a run, as one line of JSON: what `--events ndjson` writes.
enum EventLine {
  static func statement(_ outcome: Interpreter.Outcome, expanded: String, digest: String?) -> String {
    let span = outcome.statement.span
    var event = JSONObject().with("event", text: "statement").with("file", text: span.source.name)
      .with("line", span.position.line).with("text", text: span.text).with("expanded", text: expanded)
      .with("ms", raw: number(outcome.milliseconds))
    if let table = outcome.result {
      event = event.with("rows", table.rowCount)
        .with("columns", raw: JSONText.list(table.schema.names.map(JSONText.quote)))
    }
    if let digest { event = event.with("digest", text: "sha256:" + digest) }
    if !outcome.files.isEmpty {
      event = event.with("files", raw: JSONText.list(outcome.files.map(JSONText.quote)))
    }
    if !outcome.measured.isEmpty {
      let metrics = outcome.measured.reduce(JSONObject()) {
        $0.with($1.name, raw: NumberText.shortest($1.value))
      }
      event = event.with("metrics", raw: metrics.text)
    }
    for (name, milliseconds) in outcome.millisecondsOfWork.sorted(by: { $0.key < $1.key }) {
      event = event.with("\(name)_ms", raw: number(milliseconds))
    }
    for (name, shares) in outcome.shares.sorted(by: { $0.key < $1.key }) {
      let object = shares.reduce(JSONObject()) { $0.with($1.name, raw: NumberText.shortest($1.share)) }
      event = event.with(name, raw: object.text)
    }
    if !outcome.diagnostics.isEmpty { event = event.with("diagnostics", raw: list(outcome.diagnostics)) }
    return event.text
  }

  /// For a script that did not pass its check.
  static func problems(_ diagnostics: [Diagnostic]) -> String {
    JSONObject().with("event", text: "check").with("diagnostics", raw: list(diagnostics)).text
  }

  static func end(exit code: ExitCode, milliseconds: Double) -> String {
    JSONObject().with("event", text: "end").with("exit", Int(code.rawValue))
      .with("ms", raw: number(milliseconds)).text
  }

  private static func list(_ diagnostics: [Diagnostic]) -> String {
    JSONText.list(diagnostics.map { $0.json() })
  }

  private static func number(_ value: Double) -> String {
    NumberText.shortest((value * 1000).rounded() / 1000)
  }
}
