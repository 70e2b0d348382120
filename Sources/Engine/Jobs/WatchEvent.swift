import Language
import Tables

/// Something that happened to the jobs, for a log or a line above the prompt.
package struct WatchEvent: Sendable {
  package enum Level: String, Sendable {
    case info, warning, error
  }

  package let time: Timestamp
  package let level: Level
  /// `job_finished`
  package let event: String
  /// Further facts by their names, in order.
  package let facts: [(name: String, value: String)]

  package init(
    _ time: Timestamp, _ level: Level, _ event: String, _ facts: [(name: String, value: String)] = []
  ) {
    self.time = time
    self.level = level
    self.event = event
    self.facts = facts
  }

  /// `time=2026-11-21T05:00:00Z level=info event=job_finished job=ingest took_ms=120 outcome="nothing new"`
  package var logfmt: String {
    pairs.map { name, value in
      let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 61 }
      return name + "=" + (isPlain ? value : JSONText.quote(value))
    }.joined(separator: " ")
  }

  package var json: String {
    pairs.reduce(JSONObject()) { $0.with($1.0, text: $1.1) }.text
  }

  private var pairs: [(String, String)] {
    [("time", "\(time)"), ("level", level.rawValue), ("event", event)]
      + facts.map { ($0.name, DisplayText.clean($0.value)) }
  }
}

/// What is told of all jobs at once: to programs that look whether hq is well.
package struct WatchReport: Sendable {
  package let time: Timestamp
  package let store: String
  package let statuses: [JobStatus]
  package let runs: Int
  package let errors: Int
  package let lastIngest: Timestamp?
  package let lastTraining: Timestamp?
  package let filmCount: Int?
  package let pid: Int32

  /// One JSON object.
  package var health: String {
    let jobs = statuses.map { status in
      JSONObject().with("name", text: status.name).with("every", text: status.every)
        .with("state", text: status.state).with("last_run", text: status.lastStart.map { "\($0)" })
        .with("took_ms", status.took.map { Int($0) }).with("next_run", text: status.next.map { "\($0)" })
        .with("failures_in_a_row", status.failures).with("outcome", text: status.outcome).text
    }
    return JSONObject().with("time", text: "\(time)").with("version", text: Version.text)
      .with("pid", Int(pid)).with("store", text: store)
      .with("last_ingest", text: lastIngest.map { "\($0)" })
      .with("last_training", text: lastTraining.map { "\($0)" }).with("films", filmCount)
      .with("runs", runs).with("errors", errors).with("jobs", raw: JSONText.list(jobs)).text + "\n"
  }

  /// For the textfile collector of Prometheus' node_exporter.
  package var metrics: String {
    var text = ""
    func metric(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: String)]) {
      guard !values.isEmpty else { return }
      text += "# HELP hq_\(name) \(help)\n# TYPE hq_\(name) \(type)\n"
      for (labels, value) in values { text += "hq_\(name)\(labels) \(value)\n" }
    }
    func seconds(_ time: Timestamp?) -> [(labels: String, value: String)] {
      time.map { [("", "\($0.microseconds / Timestamp.second)")] } ?? []
    }
    func each(_ value: (JobStatus) -> String?) -> [(labels: String, value: String)] {
      statuses.compactMap { status in value(status).map { ("{job=\(JSONText.quote(status.name))}", $0) } }
    }
    metric("films", "gauge", "Films in the store.", filmCount.map { [("", "\($0)")] } ?? [])
    metric("last_ingest_timestamp_seconds", "gauge", "When films were last asked for.", seconds(lastIngest))
    metric(
      "last_training_timestamp_seconds", "gauge", "When models were last trained.", seconds(lastTraining))
    metric("job_runs_total", "counter", "Runs of jobs.", [("", "\(runs)")])
    metric("job_errors_total", "counter", "Runs of jobs that failed.", [("", "\(errors)")])
    metric("job_failures_in_a_row", "gauge", "Failures since the last success.", each { "\($0.failures)" })
    metric(
      "job_duration_seconds", "gauge", "How long the last run took.",
      each { $0.took.map { NumberText.shortest($0 / 1000) } })
    metric(
      "job_last_start_timestamp_seconds", "gauge", "When the last run began.",
      each { $0.lastStart.map { "\($0.microseconds / Timestamp.second)" } })
    return text
  }
}
