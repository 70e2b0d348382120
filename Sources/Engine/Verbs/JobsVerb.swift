import Language
import Tables

enum JobsVerb: Verb {
  static let signature = VerbSignature(
    "jobs", .session, "lists what `hq --watch` keeps running, or runs, pauses or resumes one of them",
    details: [
      "`hq --watch` keeps films and models fresh while the shell stays usable. `jobs` tells when each job last ran, "
        + "how long it took, what came of it, and when it runs next."
    ],
    arguments: [
      .init("action", .word(["run", "pause", "resume"]), required: false, "what to do with one of them"),
      .init("job", .word([]), required: false, "its name, as the list has it"),
    ],
    examples: [.init("help jobs", "what this says")])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let action = call.words.first
    let name = call.words.dropFirst().first
    if let action, name == nil {
      return planning.fail(
        .missingArgument, "`jobs \(action.text)` needs the name of a job", at: action.span,
        hints: ["`jobs` lists them"])
    }
    return call.session("jobs") { running in
      guard let desk = running.environment.jobs else {
        running.emit(.text("no jobs are kept running here: `hq --watch` does so"))
        return
      }
      if let action, let name {
        try act(action.text, name, desk)
        running.emit(.text("\(name.text): \(done[action.text] ?? action.text)"))
      } else {
        running.emit(.table(table(desk.statuses), rowLimit: nil))
      }
    }
  }

  private static let done = ["run": "runs next", "pause": "paused", "resume": "resumed"]

  private static func act(_ action: String, _ name: NameSyntax, _ desk: any JobDesk) throws {
    if action != "pause",
      let job = desk.statuses.first(where: { $0.name == name.text && $0.state == "impossible" })
    {
      throw Diagnostic(.failed, "`\(job.name)` cannot run: \(job.outcome)", at: name.span)
    }
    let isThere =
      switch action {
      case "run": desk.run(name.text)
      case "pause": desk.pause(name.text)
      default: desk.resume(name.text)
      }
    guard !isThere else { return }
    let names = desk.statuses.map(\.name)
    throw Diagnostic(
      .unknownName, "there is no job `\(name.text)`", at: name.span,
      label: Suggestion.question(Suggestion.nearest(to: name.text, among: names)),
      hints: ["there are \(names.joined(separator: ", "))"])
  }

  private static func table(_ statuses: [JobStatus]) -> Table {
    Table(
      [
        Field("job", .text), Field("every", .text), Field("state", .text), Field("last_run", .timestamp),
        Field("took_ms", .double), Field("next", .timestamp), Field("outcome", .text),
      ],
      rows: statuses.map { status in
        [
          .text(status.name), .text(status.every), .text(status.state),
          status.lastStart.map(Value.timestamp) ?? .null, status.took.map { .double($0.rounded()) } ?? .null,
          status.next.map(Value.timestamp) ?? .null, .text(status.outcome),
        ]
      })
  }
}
