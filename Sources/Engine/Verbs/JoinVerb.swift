import Language
import Tables

enum JoinVerb: Verb {
  static let signature = VerbSignature(
    "join", .transform, "puts the columns of another table beside these, where keys are equal",
    details: [
      "A missing key matches nothing. `inner` keeps the rows with a match, `left` all rows of this side, `full` "
        + "all rows of both; `semi` and `anti` keep the rows with and without a match, and add no column.",
      "What became of the rows of both sides is said each time, with a warning when rows come to stand several "
        + "times because a key is on the other side more than once.",
      "A column whose name is taken gets the other table's name behind its own: `title_box`.",
    ],
    arguments: [.init("table", .word([]), "the name of the other table")],
    clauses: [.init("on", "KEY, …", required: true, "a column of both, or `here == there`")],
    options: [
      .init("kind", .choice(Join.Kind.allCases.map(\.rawValue)), default: "inner", "which rows stay")
    ],
    examples: [
      .init("films | join box on id", "films that have takings"),
      .init("films | join box on id kind=left", "all films, with takings where known"),
      .init("films | join box on id kind=anti | select title", "films without takings"),
      .init("box | join films on id == id kind=semi", "keys with different names are written as an equation"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let name = call.words[0]
    guard let flow = planning.table(name) else { return nil }
    guard case .table(let right) = flow else {
      planning.scope.current = .unknown
      return Step(call.span, output: .unknown, .relational([]), explanation: [])
    }
    let keys = call.clause("on").compactMap { key($0, call.input, right, name.text, &planning) }
    guard keys.count == call.clause("on").count else { return nil }
    let kind = call.options.text("kind").flatMap(Join.Kind.init) ?? .inner
    return call.step(
      .join(
        Join(
          kind: kind, right: name.text, rightSchema: right, keys: keys.map { ($0.left, $0.right) },
          outputs: outputs(kind, call.input, right, name.text, keys))))
  }

  private struct Key {
    let left: Expression
    let right: Expression
    /// Places of the columns, where the key is a plain column of each side.
    let columns: (left: Int, right: Int)?
  }

  private static func key(
    _ syntax: ExpressionSyntax, _ left: Schema, _ right: Schema, _ name: String, _ planning: inout Planning
  ) -> Key? {
    var sides = (here: syntax, there: syntax)
    if case .binary(.comparison(.equal), let here, let there) = syntax.kind { sides = (here, there) }
    let here = planning.resolving(over: left) { $0.resolve(sides.here) }
    if here == nil, sides.here.span.start == sides.there.span.start { return nil }
    let there = planning.resolving(over: right) { resolver in
      let problems = resolver.diagnostics.count
      let expression = resolver.resolve(sides.there)
      if resolver.diagnostics.count > problems { resolver.note("`\(name)` is the table on the right") }
      return expression
    }
    guard let here, let there else { return nil }
    guard let (one, other) = unified(here, there), one.type != .list else {
      return planning.fail(
        .wrongType, "the keys differ in type: \(here.type.noun) here, \(there.type.noun) in `\(name)`",
        at: syntax.span,
        hints: ["`derive` with `cast(…)` makes them one type first"])
    }
    if case .column(let first, _) = here, case .column(let second, _) = there {
      return Key(left: one, right: other, columns: (first, second))
    }
    return Key(left: one, right: other, columns: nil)
  }

  private static func outputs(
    _ kind: Join.Kind, _ left: Schema, _ right: Schema, _ name: String, _ keys: [Key]
  ) -> [Join.Output] {
    var outputs = left.fields.indices.map { index in
      let key = keys.compactMap(\.columns).first {
        $0.left == index && left.fields[index].type == right.fields[$0.right].type
      }
      if kind == .full, let key {
        return Join.Output(left.fields[index].name, .key(left: index, right: key.right))
      }
      return Join.Output(left.fields[index].name, .left(index))
    }
    if kind == .semi || kind == .anti { return outputs }
    var taken = Set(left.names)
    for (index, field) in right.fields.enumerated() {
      let isShared = keys.compactMap(\.columns).contains {
        $0.right == index && left.fields[$0.left].name == field.name
      }
      let differs = keys.compactMap(\.columns).contains {
        $0.right == index && left.fields[$0.left].type != field.type
      }
      if isShared, !(kind == .full && differs) { continue }
      var unique = field.name
      var count = 1
      while !taken.insert(unique).inserted {
        unique = "\(field.name)_\(name)" + (count > 1 ? "_\(count)" : "")
        count += 1
      }
      outputs.append(Join.Output(unique, .right(index)))
    }
    return outputs
  }
}
