import Language

/// A command and a stage of a pipeline. One file in `Verbs` states all there is to one: its signature, how a
/// stage of it is checked, and what it does.
package protocol Verb: Sendable {
  static var signature: VerbSignature { get }

  /// Checks a stage against what flows in, and says what it will do. Gives nil when it reported a problem.
  static func plan(_ call: Call, _ planning: inout Planning) -> Step?

  /// What is known of a stage whose input is not known yet.
  static func foresee(_ call: Call, _ planning: inout Planning)

  /// Whether what comes out has the columns of what goes in: then the check goes on behind a stage that failed.
  static var keepsColumns: Bool { get }

  /// Whether a stage of a verb that looks at tables must have one in front, or at least `it`.
  static func needsTable(_ stage: StageSyntax) -> Bool

  /// Whether a stage of such a verb looks at the table in front at all.
  static func readsInput(_ stage: StageSyntax) -> Bool

  /// The words that can stand right behind the verb, where its signature alone does not tell them.
  static func words(in scope: Scope) -> [(text: String, note: String)]
}

extension Verb {
  package static func needsTable(_ stage: StageSyntax) -> Bool { readsInput(stage) }

  package static func readsInput(_ stage: StageSyntax) -> Bool { true }

  package static var keepsColumns: Bool { signature.kind == .tap }

  package static func words(in scope: Scope) -> [(text: String, note: String)] { [] }

  package static func foresee(_ call: Call, _ planning: inout Planning) {}
}
