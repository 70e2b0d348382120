import Language
import Query
import Tables

enum ExpectVerb: Verb {
  static let signature = VerbSignature(
    "expect", .tap,
    "holds the data against a condition; when it does not hold, the script fails with exit code 1",
    details: [
      "With aggregates the condition is about the whole table: `expect count() > 1000`. Without, it must be true of "
        + "every row, and a row for which it is null does not hold.",
      "`tol` lets the two sides of `==` differ by so much.",
      "The name of a metric is what a model, `evaluate`, `compare` or `drift` measured last: `expect auc >= 0.8`.",
    ],
    arguments: [.init("condition", .expression, "what must be true")],
    clauses: [.init("else", "MESSAGE", "what to say when it is not")],
    options: [
      .init(
        "tol", .double(0...Double.greatestFiniteMagnitude), default: "0", "how far two numbers may lie apart")
    ],
    examples: [
      .init("films | expect count() > 5", "about the table"),
      .init(
        "films | expect rating is null or rating between 0 and 10 else \"ratings out of range\"",
        "about every row"),
      .init("films | expect avg(rating) == 6.6 tol=1", "with a tolerance"),
    ])

  static func needsTable(_ stage: StageSyntax) -> Bool { false }

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let condition = call.expressions[0]
    let isMeasured = condition.namesOnlyMeasurements(besides: call.input)
    var message: String?
    if let syntax = call.clause("else").first {
      guard let text = planning.text(syntax, as: "the message") else { return nil }
      message = text
    }
    let expectation = Expectation(
      span: condition.span, message: message, tolerance: call.options.double("tol"))
    if isMeasured { return planMeasured(call, condition, expectation, &planning) }
    return condition.namesOnlyColumns(planning.environment.functions)
      ? planRows(call, condition, expectation, &planning) : planWhole(call, condition, expectation, &planning)
  }

  private struct Expectation {
    let span: Span
    let message: String?
    let tolerance: Double?

    func failure(_ found: String, hints: [String] = []) -> Diagnostic {
      Diagnostic(
        .expectationFailed,
        message.map { "\($0): `\(brief(span))` does not hold" } ?? "`\(brief(span))` does not hold",
        at: span, label: found, hints: hints)
    }
  }

  /// What models and `drift` have measured, as a table of one row.
  private static let measured = Schema(ModelText.metricNames.map { Field($0, .double) })

  /// An expectation about what was measured last: `auc >= 0.8`.
  private static func planMeasured(
    _ call: Call, _ condition: ExpressionSyntax, _ expectation: Expectation, _ planning: inout Planning
  ) -> Step? {
    var wanted: [String] = []
    condition.visit { if case .name(let name) = $0.kind, !wanted.contains(name) { wanted.append(name) } }
    let over = Call(syntax: call.syntax, options: call.options, input: measured)
    guard let whole = planWhole(over, aggregated(condition), expectation, &planning),
      case .tap(let look) = whole.work
    else { return nil }
    return call.tap("expect " + brief(condition.span)) { _, running in
      if let missing = wanted.first(where: { running.state.measurements[$0] == nil }) {
        throw Diagnostic(
          .unknownName, "nothing has measured `\(missing)` yet", at: condition.span,
          hints: ["`train`, `evaluate`, `compare` and `drift` measure"])
      }
      let row = measured.names.map { name in
        running.state.measurements[name].map { Value.double($0) } ?? .null
      }
      try look(Table(measured.fields, rows: [row]), running)
    }
  }

  /// Each name as the first of its column: over one row, the number itself.
  private static func aggregated(_ syntax: ExpressionSyntax) -> ExpressionSyntax {
    syntax.replacingNames { name in
      let word = NameSyntax(text: "first", span: name.span)
      return ExpressionSyntax(kind: .call(word, [name]), span: name.span, depth: name.depth + 1)
    }
  }

  /// An expectation about the whole table, with both sides of a comparison to show.
  private static func planWhole(
    _ call: Call, _ condition: ExpressionSyntax, _ expectation: Expectation, _ planning: inout Planning
  ) -> Step? {
    var parts = [condition]
    if case .binary(.comparison, let left, let right) = condition.kind { parts = [condition, left, right] }
    let columns = parts.map { (name: NameSyntax?.none, syntax: $0) }
    guard let resolved = planning.resolving(over: call.input, { $0.aggregation(keys: [], columns: columns) })
    else { return nil }
    guard resolved.results[0].expression.type == .bool else {
      return planning.fail(
        .wrongType,
        "an expectation is true or false, `\(brief(condition.span))` is \(resolved.results[0].expression.type.noun)",
        at: condition.span)
    }
    var results = resolved.results.enumerated().map {
      NamedExpression("part\($0.offset)", $0.element.expression)
    }
    if let tolerance = expectation.tolerance {
      guard let near = nearness(results, condition, tolerance) else {
        return planning.fail(
          .unexpectedArgument, "`tol` belongs to `==` between two numbers",
          at: call.options.span("tol") ?? call.span)
      }
      results[0] = NamedExpression("part0", near)
    }
    let aggregation = Aggregation(keys: [], calls: resolved.calls, results: results)
    return call.tap("expect " + brief(condition.span)) { table, running in
      let row = try execute([.aggregate(aggregation)], on: table, tables: [:], context: running.queryContext)
        .table.row(0)
      if row[0] == .bool(true) { return }
      let found =
        row.count == 3
        ? zip(parts[1...], row[1...]).compactMap { part, value in
          if case .literal = part.kind { nil } else { "`\(brief(part.span))` is \(value.literalText)" }
        }.joined(separator: ", ") : "it is \(row[0].literalText)"
      throw expectation.failure(found)
    }
  }

  private static func nearness(
    _ results: [NamedExpression], _ condition: ExpressionSyntax, _ tolerance: Double
  ) -> Expression? {
    guard case .binary(.comparison(.equal), _, _) = condition.kind, results.count == 3,
      let left = converted(results[1].expression, to: .double),
      let right = converted(results[2].expression, to: .double)
    else { return nil }
    return .compare(
      .lessOrEqual, .function("abs", [.arithmetic(.subtract, left, right)], .double),
      .constant(.double(tolerance), .double))
  }

  /// An expectation about every row.
  private static func planRows(
    _ call: Call, _ condition: ExpressionSyntax, _ expectation: Expectation, _ planning: inout Planning
  ) -> Step? {
    guard let resolved = planning.resolving(over: call.input, { $0.condition(condition) }) else { return nil }
    if expectation.tolerance != nil {
      return planning.fail(
        .unexpectedArgument, "`tol` belongs to `==` between two numbers of the whole table",
        at: call.options.span("tol") ?? call.span)
    }
    let failing = Expression.not(.coalesce([resolved, .constant(.bool(false), .bool)]))
    var names: [String] = []
    condition.visit { if case .name(let name) = $0.kind, !names.contains(name) { names.append(name) } }
    return call.tap("expect " + brief(condition.span)) { table, running in
      let broken = try execute([.filter(failing)], on: table, tables: [:], context: running.queryContext)
        .table
      if broken.rowCount == 0 { return }
      let unknown = try execute(
        [.filter(.isNull(resolved))], on: broken, tables: [:], context: running.queryContext
      ).table.rowCount
      throw expectation.failure(
        account(broken.rowCount, unknown, of: table.rowCount), hints: hints(condition, broken, names, unknown)
      )
    }
  }

  private static func account(_ broken: Int, _ unknown: Int, of all: Int) -> String {
    if unknown == broken { return "for \(counted(broken, "row")) of \(all) it is null" }
    let breaking = "\(counted(broken, "row")) of \(all) \(broken == 1 ? "breaks" : "break") it"
    return unknown == 0 ? breaking : breaking + ", for \(unknown) of them it is null"
  }

  /// The first row that breaks the condition, what the condition looks at in front, and how to see them all.
  private static func hints(
    _ condition: ExpressionSyntax, _ broken: Table, _ names: [String], _ unknown: Int
  ) -> [String] {
    let all = broken.schema.names
    let places =
      names.compactMap { broken.schema.index(of: $0) } + all.indices.filter { !names.contains(all[$0]) }
    let cells = places.prefix(6).map { "\(all[$0]) \(broken.columns[$0][0].literalText)" }
    let text = brief(condition.span)
    return [
      "the first of them: \(cells.joined(separator: ", "))",
      "`where not \(unknown == 0 ? "(\(text))" : "((\(text)) ?? false)")` shows them",
    ]
  }
}

extension ExpressionSyntax {
  /// Whether every name in it is that of something measured, and none that of a column.
  fileprivate func namesOnlyMeasurements(besides schema: Schema) -> Bool {
    var names: [String] = []
    visit { if case .name(let name) = $0.kind { names.append(name) } }
    return !names.isEmpty
      && names.allSatisfy { schema[$0] == nil && ModelText.metricNames.contains($0) }
  }

  /// Whether it names columns and calls no aggregate: then it is about single rows.
  fileprivate func namesOnlyColumns(_ functions: FunctionCatalogue) -> Bool {
    var hasName = false
    var hasAggregate = false
    visit { expression in
      switch expression.kind {
      case .name: hasName = true
      case .call(let name, _): if functions[name.text]?.isAggregate ?? false { hasAggregate = true }
      default: break
      }
    }
    return hasName && !hasAggregate
  }
}
