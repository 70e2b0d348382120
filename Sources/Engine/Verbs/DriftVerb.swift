import Language
import Learning
import Modelling
import Tables

enum DriftVerb: Verb {
  static let signature = VerbSignature(
    "drift", .tap, "tells how the table differs from what a model learnt from",
    details: [
      "For each feature: `psi`, the population stability index over tenths of the training rows, of which 0.1 is "
        + "by convention worth a look and 0.2 a change; `ks`, the widest gap between the two distributions, and how "
        + "likely it is by chance. `expect drift < 0.2` holds the largest psi against a limit.",
      "Where the table has dates, the model is also judged by the newest month alone, beside what it reached when "
        + "it was trained. What is not out yet on the day of the newest data is left out there.",
    ],
    arguments: [.init("model", .names, required: false, "the model; without a name the last one")],
    examples: [
      .init(
        "films | train rf rating ~ runtime + vote_count trees=20 split=none as m ; films | drift m ; expect drift < 1",
        "little has changed")
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let name = call.words.first
    guard planning.model(name, at: call.span) != nil else { return nil }
    return call.tap("drift " + (name?.text ?? "model")) { table, running in
      let model = try running.model(name?.text, at: call.span)
      let ready = try model.prepared(table, at: call.span, running)
      guard let encoding = model.parts.first?.model.encoding ?? model.clusters?.encoding else {
        throw Diagnostic(
          .notLearnt, "an ensemble keeps no reference of its own", at: call.span,
          hints: ["its members do: `drift NAME`"])
      }
      let found = model.facts.reference.drift(
        of: try encoding.apply(ready, running.learningContext(seed: model.facts.seed)))
      let worst = found.map(\.psi).max() ?? 0
      running.measure([Measurement("drift", worst)])
      running.emit(.table(listing(found), rowLimit: nil))
      guard let month = NewestMonth(of: ready, model, running),
        let decay = try decay(model, ready, month, running)
      else { return }
      running.emit(.text(month.text))
      running.emit(.table(decay, rowLimit: nil))
    }
  }

  private static func listing(_ found: [FeatureDrift]) -> Table {
    let sorted = found.enumerated().sorted { ($1.element.psi, $0.offset) < ($0.element.psi, $1.offset) }
    return Table(
      [
        Field("feature", .text), Field("psi", .double), Field("ks", .double), Field("by_chance", .double),
        Field("reading", .text),
      ],
      rows: sorted.map { _, drift in
        let reading = drift.psi >= 0.2 ? "changed" : drift.psi >= 0.1 ? "worth a look" : "as before"
        return [
          .text(drift.name), .double(drift.psi), .double(drift.ks), .double(drift.chance), .text(reading),
        ]
      })
  }

  /// The metrics on the newest month beside those of the training.
  private static func decay(
    _ model: TrainedModel, _ table: Table, _ month: NewestMonth, _ running: Running
  ) throws -> Table? {
    let rows = try table.selecting(rows: month.rows, context: running.queryContext)
    let context = running.learningContext(seed: model.facts.seed)
    let found = model.parts.flatMap { part -> [[Value]] in
      guard let judged = try? part.judge(rows, context), judged.rows.count >= 5 else { return [] }
      let metrics: [Metric] = judged.isOfClasses ? [.auc, .accuracy] : [.r2, .mae]
      return metrics.map { metric in
        let then = part.measurements.first { $0.name == metric.rawValue }?.value
        return [
          .text(part.plan.target.name), .text(metric.rawValue), then.map { .double($0) } ?? .null,
          judged.evaluation.value(metric).map { .double($0) } ?? .null, .int(Int64(judged.rows.count)),
        ]
      }
    }
    guard !found.isEmpty else { return nil }
    return Table(
      [
        Field("target", .text), Field("metric", .text), Field("at_training", .double),
        Field("newest_month", .double), Field("rows", .int),
      ], rows: found)
  }
}

/// The rows of the last 31 days up to the newest data: what has its date later is not out yet.
private struct NewestMonth {
  let rows: [Int]
  let text: String

  init?(of table: Table, _ model: TrainedModel, _ running: Running) {
    guard let time = model.parts.first?.plan.timeColumn, let days = table.column(time)?.numbers else {
      return nil
    }
    let clock = Double(running.environment.clock.microseconds) / Double(Timestamp.day)
    let today = table.column("updated_at")?.numbers.filter { !$0.isNaN }.max() ?? clock
    guard let newest = days.filter({ $0 <= today }).max() else { return nil }
    rows = days.indices.filter { days[$0] > newest - 31 && days[$0] <= newest }
    let last = newest.rounded(.down)
    let (from, to) = (CalendarDate(days: Int32(last) - 30), CalendarDate(days: Int32(last)))
    let later = days.count { $0 > today }
    text =
      "newest month: \(from) to \(to)"
      + (later > 0 ? ", without \(counted(later, "row")) of a later `\(time)` than the newest data" : "")
  }
}
