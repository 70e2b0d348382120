import Files
import Language
import Tables

/// What is to be kept running: the `every` blocks of a script, and what stands beside them.
package struct JobPlan: Sendable {
  package struct Job: Sendable {
    package let name: String
    package let period: TimeSpan
    package let statements: [StatementSyntax]
    package let span: Span
    /// Why it cannot run; nil when it can.
    package var obstacle: String?
  }

  package var jobs: [Job]
  /// What runs once before them.
  package let first: [StatementSyntax]
  package let source: SourceText

  /// What is kept running without a file.
  package static let builtInText = """
    every 5m { ingest tmdb horror since 2010 }
    every 1h { load horror since 2010 ; train rf depth=10 ; train kmeans k=4 }

    """

  package init(_ script: ScriptSyntax) {
    var jobs: [Job] = []
    var first: [StatementSyntax] = []
    for statement in script.statements {
      switch statement.content {
      case .every(let interval, let body):
        let verbs = body.flatMap(\.stages).map(\.verb.text)
        jobs.append(
          Job(
            name: JobPlan.name(for: verbs, besides: jobs.map(\.name)), period: interval,
            statements: body.map { StatementSyntax(content: .pipeline($0), span: $0.span) },
            span: statement.span))
      case .damaged:
        // Of a block that nobody can run there is still to tell that it is there.
        let words = statement.span.text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        if words.count > 1, words[0] == "every", case .span(let period)? = Literal.read(words[1]) {
          let name = JobPlan.name(for: words, besides: jobs.map(\.name))
          jobs.append(Job(name: name, period: period, statements: [], span: statement.span))
        }
      case .pipeline, .edition: first.append(statement)
      }
    }
    self.jobs = jobs
    self.first = first
    source = script.source
  }

  /// The verb that does the most: one that fits a model or takes films in, else the last one; told apart by numbers.
  private static func name(for verbs: [String], besides names: [String]) -> String {
    let base = verbs.first { $0 == "train" || $0 == "ingest" } ?? verbs.last ?? "job"
    var name = base
    var number = 2
    while names.contains(name) {
      name = "\(base)\(number)"
      number += 1
    }
    return name
  }
}

/// How a job stands, as people and programs are told.
package struct JobStatus: Sendable, Hashable {
  package let name: String
  package let every: String
  package var state: String
  package var lastStart: Timestamp?
  /// Milliseconds.
  package var took: Double?
  package var next: Timestamp?
  package var outcome: String
  package var failures: Int
}

/// Whoever keeps jobs running, as a session beside them sees it.
package protocol JobDesk: AnyObject, Sendable {
  var statuses: [JobStatus] { get }
  /// False when there is no job of that name.
  func run(_ name: String) -> Bool
  func pause(_ name: String) -> Bool
  func resume(_ name: String) -> Bool
}
