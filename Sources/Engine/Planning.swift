import Charts
import Files
import Language
import Parallel
import Query
import Tables

/// What every statement of a session is checked and run with.
package struct Environment {
  let verbs: [String: any Verb.Type]
  package let vocabulary: Vocabulary
  package let functions: FunctionCatalogue
  let files: FileCatalogue
  let stores: StoreCatalogue
  let tmdb: TMDBAccess
  let pictures: PictureQueue
  /// Whether pictures without a place of their own belong on the screen.
  let drawsOnTerminal: Bool
  /// The store of a session that has just begun.
  let store: StoreLocation
  /// Values for parameters from the command line.
  let overrides: [String: Literal]
  /// The environment of the process, with the file `.env` beside the script.
  let variable: (String) -> String?
  /// Whoever keeps jobs running in this process.
  let jobs: (any JobDesk)?
  let circumstances: Circumstances
  /// What the script told so far, where somebody wants to know.
  var log: ScriptLog?
  package internal(set) var clock: Timestamp
}

/// The state of a check: what is in scope, and the problems so far.
package struct Planning {
  package var scope: Scope
  package private(set) var diagnostics: [Diagnostic] = []
  package let environment: Environment
  /// The scopes before each statement, for `undo`.
  var history = History<Scope>()
  /// The scripts that include one another right now, the outermost first.
  var including: [String] = []
  /// True while a whole script is checked, false for a statement that runs next.
  let isForesight: Bool
  package var declaredParameters: Set<String> = []
  var usesUndo = false
  var usesReport = false
  /// What the pipeline at hand calls the model that its last stage fits.
  var modelName: String?

  init(scope: Scope, environment: Environment, isForesight: Bool) {
    self.scope = scope
    self.environment = environment
    self.isForesight = isForesight
  }

  package mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func report(
    _ code: Diagnostic.Code, _ message: String, at span: Span, label: String? = nil, hints: [String] = [],
    topic: String? = nil
  ) {
    report(Diagnostic(code, message, at: span, label: label, hints: hints, topic: topic))
  }

  /// Reports a problem, and gives the nil that tells of it.
  mutating func fail<Result>(
    _ code: Diagnostic.Code, _ message: String, at span: Span, label: String? = nil, hints: [String] = [],
    topic: String? = nil
  ) -> Result? {
    report(code, message, at: span, label: label, hints: hints, topic: topic)
    return nil
  }

  /// Lends a resolver over some columns, and keeps what it reports.
  mutating func resolving<Result>(
    over schema: Schema, _ work: (inout ExpressionResolver) -> Result
  ) -> Result {
    var resolver = ExpressionResolver(
      schema: schema, library: environment.functions, parameters: scope.parameters, clock: environment.clock)
    let result = work(&resolver)
    diagnostics += resolver.diagnostics
    return result
  }

  /// Whether a statement may change the store that it stands before; reports when it may not.
  mutating func mayChangeStore(_ call: Call) -> Bool {
    guard environment.circumstances.purpose != .run else { return true }
    report(
      .notReplayable, "`\(call.syntax.verb.text)` changes the store, so nobody could replay the notebook",
      at: call.span, hints: ["`hq FILE` runs it; a notebook that is recorded only reads the store"])
    return false
  }

  /// The value of an expression without columns.
  mutating func constant(_ syntax: ExpressionSyntax) -> Literal? {
    switch syntax.kind {
    case .literal, .parameter, .list, .name: return resolving(over: Schema([])) { $0.constant(syntax) }
    default: break
    }
    guard let expression = resolving(over: Schema([]), { $0.resolve(syntax) }) else { return nil }
    do {
      return .value(
        try evaluate(
          expression, context: QueryContext(workers: Workers(count: 1), cancellation: Cancellation())))
    } catch {
      report(Diagnostic(error, at: syntax.span))
      return nil
    }
  }

  /// A text that must be known before anything runs: a path, a message.
  mutating func text(_ syntax: ExpressionSyntax, as what: String) -> String? {
    guard let literal = constant(syntax) else { return nil }
    if case .value(.text(let text)) = literal { return text }
    return fail(.wrongType, "\(what) is a text", at: syntax.span, label: "between double quotes")
  }

  /// The columns of a table that has a name; nil after reporting that there is none.
  mutating func table(_ name: NameSyntax) -> Flow? {
    if let flow = scope[name.text] { return flow }
    let near = Suggestion.nearest(to: name.text, among: scope.tables.keys.sorted())
    let known = scope.tables.keys.sorted().joined(separator: ", ")
    return fail(
      .unknownName, "no table is named `\(name.text)`", at: name.span, label: Suggestion.question(near),
      hints: !near.isEmpty
        ? []
        : known.isEmpty
          ? ["`as \(name.text)` at the end of a pipeline names its result"] : ["the tables are \(known)"])
  }
}

/// The one value of an expression that needs no column.
func evaluate(_ expression: Expression, context: QueryContext) throws(QueryError) -> Value {
  if case .constant(let value, _) = expression { return value }
  let one = Table(Schema([Field("row", .int)]), [Column(.int([0]))], rowCount: 1)
  let result = try execute(
    [.project([NamedExpression("value", expression)])], on: one, tables: [:], context: context)
  return result.table.columns[0][0]
}
