import Engine
import Foundation
import Language
import Parallel
import Tables
import TestSupport
import Testing

/// Every example that `help` shows works as it stands.
@Suite struct ExampleTests {
  private static let fixtures = packageRoot + "/Tests/Fixtures/language"

  /// The tables that the examples name.
  private static let preamble = """
    from "films.csv" | select id, title, genre, genres = split(genres, ", "), overview, rating, vote_count, runtime, release_date as films
    from "box.csv" | where weekend == 1 and id is not null | select id, takings as box
    films
    """

  private struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    var testDescription: String { text }
  }

  private static let verbs: [Example] = VerbRegistry.all.flatMap { verb in
    verb.signature.examples.map { Example(name: verb.signature.name, text: $0.text) }
  }

  private static let functions: [(text: String, value: String)] = VerbRegistry.functions.all.compactMap(
    \.example)

  @Test func `every verb has an example, and it shows the verb`() {
    for verb in VerbRegistry.all {
      let examples = verb.signature.examples
      #expect(!examples.isEmpty, "\(verb.signature.name)")
      for example in examples { #expect(example.text.contains(verb.signature.name)) }
    }
  }

  @Test func `every function that needs no table, no group and no clock has an example`() {
    for function in VerbRegistry.functions.all
    where !function.isAggregate && !["now", "today"].contains(function.name) {
      #expect(function.example != nil, "\(function.name)")
    }
  }

  @Test(arguments: verbs)
  private func `the example of a verb runs`(_ example: Example) throws {
    let run = try Session.run(ExampleTests.preamble + "\n" + example.text)
    #expect(run.problems == [])
    if example.name != "export" {
      #expect(run.showsSomething || ExampleTests.isSilent(example), "it shows nothing")
    }
  }

  /// What only changes the session, names its result or passes the table on has nothing to show.
  private static func isSilent(_ example: Example) -> Bool {
    ["param", "set", "drop", "undo", "timing", "quit", "include", "run", "expect"].contains(example.name)
      || example.text.contains(" as films")
  }

  @Test func `the example of a function gives the value that stands beside it`() throws {
    for (text, value) in ExampleTests.functions {
      let run = try Session.run("from \"numbers.csv\" | take 1 | select value = \(text)")
      let cell = try #require(run.tables.last, "\(text): \(run.problems)").columns[0][0]
      let found = cell.isNull ? "null" : ValueText.exact(cell)
      #expect(found == value, "\(text)")
    }
  }

  /// A script that ran in a directory with the fixtures.
  private struct Session {
    var tables: [Table] = []
    var showsSomething = false
    var problems: [String] = []

    static func run(_ script: String) throws -> Session {
      let directory = NSTemporaryDirectory() + "hq-examples-" + UUID().uuidString
      try FileManager.default.copyItem(atPath: ExampleTests.fixtures, toPath: directory)
      defer { try? FileManager.default.removeItem(atPath: directory) }
      let text = withPaths(of: script, in: directory)
      let common = try String(contentsOfFile: directory + "/common.hq", encoding: .utf8)
      try withPaths(of: common, in: directory).write(
        toFile: directory + "/common.hq", atomically: true, encoding: .utf8)
      var session = Session()
      let events = Events()
      let interpreter = Interpreter(
        settings: Settings(threads: 2), clock: Timestamp(.first), cancellation: Cancellation(),
        sink: { events.all.append($0) })
      let checked = interpreter.check(SourceText(name: directory + "/example.hq", text: text))
      session.problems += checked.diagnostics.map { $0.short() }
      guard !checked.hasErrors else { return session }
      for statement in checked.script.statements where !interpreter.state.hasQuit {
        let outcome = interpreter.run(statement)
        session.problems += outcome.diagnostics.filter { $0.severity == .error }.map { $0.short() }
      }
      for event in events.all {
        switch event {
        case .table(let table, _), .pages(let table): session.tables.append(table)
        case .text, .loaded, .drawn, .report, .mailed, .picture: break
        case .diagnostic, .file: continue
        }
        session.showsSomething = true
      }
      return session
    }

    /// Data files are taken from the directory in which hq was started, which a test cannot change.
    private static func withPaths(of script: String, in directory: String) -> String {
      var text = script
      for name in [
        "films.csv", "box.csv", "numbers.csv", "takings.txt", "best.csv", "best.hq", "films.json",
        "out.db:films",
        "mine.sqlite", "other.sqlite", "ratings.png", "lengths.svg", "importance.txt",
      ] {
        text = text.replacingOccurrences(of: "\"\(name)", with: "\"\(directory)/\(name)")
      }
      return text
    }
  }

  private final class Events { var all: [OutputEvent] = [] }
}
