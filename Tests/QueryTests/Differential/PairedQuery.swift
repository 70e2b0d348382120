import Language
import Tables
import TestSupport

/// A random query told twice: as steps for hq, and as a chain of named selects for SQLite.
///
/// SQLite's tables have no order, so every select carries `o`, the place of the row, on to the next.
struct PairedQuery {
  private(set) var expressions: PairedExpressions
  private(set) var fields: [PairedField]
  private(set) var operators: [Operator] = []
  private var selects: [String] = []
  /// The table that the next select reads.
  private var source: String
  private let rightFields: [PairedField]
  private var names = 0
  private var hasJoined = false

  init(seed: Int, left: [PairedField], right: [PairedField]) {
    expressions = PairedExpressions(random: SeededGenerator(seed: seed))
    fields = left
    rightFields = right
    source = "t"
    let steps = expressions.random.pick([1, 1, 2, 2, 3, 4])
    for _ in 0..<steps { addStep() }
  }

  var parameters: [Value] { expressions.parameters }

  var sql: String {
    "WITH " + selects.enumerated().map { "s\($0) AS MATERIALIZED (\n  \($1))" }.joined(separator: ",\n")
      + "\nSELECT \(columns(of: "")) FROM \(source) ORDER BY o"
  }

  private mutating func addStep() {
    // One join is enough: several that match everything with everything would never end.
    switch Int.random(in: 0..<(hasJoined ? 13 : 16), using: &expressions.random) {
    case 0...2: filter()
    case 3...4: derive()
    case 5: project()
    case 6...8: aggregate()
    case 9...10: sort()
    case 11: take()
    case 13...15: join()
    default: distinct()
    }
  }

  private mutating func add(_ step: Operator, _ select: String, _ fields: [PairedField]) {
    operators.append(step)
    selects.append(select)
    source = "s\(selects.count - 1)"
    self.fields = fields
  }

  private mutating func expression(_ type: DataType? = nil, depth: Int = 2) -> PairedExpression {
    let type = type ?? expressions.random.pick(PairedExpressions.types)
    return expressions.expression(type, over: fields, depth: depth)
  }

  private mutating func newName() -> String {
    names += 1
    return "n\(names)"
  }

  private func columns(of table: String, _ range: Range<Int>? = nil) -> String {
    (range ?? fields.indices).map { "\(table)c\($0)" }.joined(separator: ", ")
  }

  private func field(_ name: String, _ expression: PairedExpression) -> PairedField {
    PairedField(name: name, type: expression.type, size: expression.size)
  }

  private mutating func filter() {
    let condition = expression(.bool, depth: 3)
    add(.filter(condition.expression), "SELECT * FROM \(source) WHERE \(condition.sql)", fields)
  }

  private mutating func derive() {
    var fields = fields
    var selected = fields.indices.map { "c\($0) AS c\($0)" }
    var derived: [NamedExpression] = []
    for _ in 0..<expressions.random.pick([1, 2]) {
      let value = expression(depth: 3)
      let replaces = expressions.random.chance(percent: 25)
      let place = replaces ? Int.random(in: self.fields.indices, using: &expressions.random) : fields.count
      let name = place < fields.count ? fields[place].name : newName()
      if derived.contains(where: { $0.name == name }) { continue }
      derived.append(NamedExpression(name, value.expression))
      if place < fields.count {
        fields[place] = field(name, value)
        selected[place] = "\(value.sql) AS c\(place)"
      } else {
        fields.append(field(name, value))
        selected.append("\(value.sql) AS c\(place)")
      }
    }
    add(.derive(derived), "SELECT \(selected.joined(separator: ", ")), o FROM \(source)", fields)
  }

  private mutating func project() {
    var fields: [PairedField] = []
    var selected: [String] = []
    var projected: [NamedExpression] = []
    for place in self.fields.indices.shuffled(using: &expressions.random).prefix(4) {
      let old = self.fields[place]
      projected.append(NamedExpression(old.name, .column(place, old.type)))
      selected.append("c\(place) AS c\(fields.count)")
      fields.append(old)
    }
    if expressions.random.chance(percent: 50) {
      let value = expression(depth: 3)
      let name = newName()
      projected.append(NamedExpression(name, value.expression))
      selected.append("\(value.sql) AS c\(fields.count)")
      fields.append(field(name, value))
    }
    add(.project(projected), "SELECT \(selected.joined(separator: ", ")), o FROM \(source)", fields)
  }

  private mutating func sort() {
    let keys = (0..<expressions.random.pick([1, 2, 3])).map { _ in
      (key: expression(depth: 1), isDescending: expressions.random.chance(percent: 50))
    }
    let order = keys.map { "\($0.key.sql)\($0.isDescending ? " DESC" : "") NULLS LAST" } + ["o"]
    add(
      .sort(keys.map { SortKey($0.key.expression, descending: $0.isDescending) }),
      "SELECT \(columns(of: "")), row_number() OVER (ORDER BY \(order.joined(separator: ", "))) AS o"
        + " FROM \(source)", fields)
  }

  private mutating func take() {
    let groups = (0..<expressions.random.pick([0, 0, 1, 2])).map { _ in expression(depth: 1) }
    let partition =
      groups.isEmpty ? "" : "PARTITION BY " + groups.map { "(\($0.sql))" }.joined(separator: ", ") + " "
    let count = Int.random(in: 0...5, using: &expressions.random)
    let (range, order, condition): (TakeRange, String, String) =
      switch Int.random(in: 0..<3, using: &expressions.random) {
      case 0: (.first(count), "o", "place <= \(count)")
      case 1: (.last(count), "o DESC", "place <= \(count)")
      default: (.range(2...(2 + count)), "o", "place BETWEEN 2 AND \(2 + count)")
      }
    add(
      .take(range, by: groups.map(\.expression)),
      "SELECT \(columns(of: "")), o FROM (SELECT *, row_number() OVER (\(partition)ORDER BY \(order)) AS place"
        + " FROM \(source)) WHERE \(condition)", fields)
  }

  private mutating func distinct() {
    let keys = (0..<expressions.random.pick([1, 2])).map { _ in expression(depth: 1) }
    let partition = keys.map { "(\($0.sql))" }.joined(separator: ", ")
    add(
      .distinct(by: keys.map(\.expression)),
      "SELECT \(columns(of: "")), o FROM (SELECT *, row_number() OVER (PARTITION BY \(partition) ORDER BY o)"
        + " AS place FROM \(source)) WHERE place = 1", fields)
  }

  private mutating func aggregate() {
    let keys = (0..<expressions.random.pick([0, 1, 1, 2])).map { _ in expression(depth: 1) }
    let calls = (0..<expressions.random.pick([1, 2, 3])).map { _ in call() }
    // The keys and arguments are columns of their own first, so that the rows of a group can be asked for.
    let prepared =
      keys.enumerated().map { "\($1.sql) AS k\($0)" }
      + calls.enumerated().map { "\($1.argument?.sql ?? "1") AS a\($0)" }
    selects.append("SELECT \((prepared + ["o"]).joined(separator: ", ")) FROM \(source)")
    let rows = "s\(selects.count - 1)"
    let isSameGroup = (["1"] + keys.indices.map { "p.k\($0) IS g.k\($0)" }).joined(separator: " AND ")
    let selected =
      keys.indices.map { "g.k\($0) AS c\($0)" }
      + calls.enumerated().map { place, call in
        let rowsOfGroup = "\(rows) p WHERE \(isSameGroup) AND p.a\(place) IS NOT NULL"
        return "\(call.sql("g.a\(place)", "p.a\(place)", rowsOfGroup)) AS c\(keys.count + place)"
      }
    let list = selected.joined(separator: ", ")
    let select: String
    if keys.isEmpty {
      // The count makes it one group even where everything else is asked of the inner query.
      select = "SELECT \(list), 0 * count(*) AS o FROM \(rows) g"
    } else {
      let names = keys.indices.map { "g.k\($0)" }.joined(separator: ", ")
      let order = keys.indices.map { "c\($0) NULLS LAST" }.joined(separator: ", ")
      select =
        "SELECT *, row_number() OVER (ORDER BY \(order)) AS o"
        + " FROM (SELECT \(list) FROM \(rows) g GROUP BY \(names))"
    }
    let keyNames = keys.map { _ in newName() }
    let resultNames = calls.map { _ in newName() }
    let aggregation = Aggregation(
      keys: zip(keyNames, keys).map { NamedExpression($0, $1.expression) }, calls: calls.map(\.call),
      results: calls.indices.map {
        NamedExpression(resultNames[$0], .column(keys.count + $0, calls[$0].call.type))
      })
    let fields =
      zip(keyNames, keys).map { field($0, $1) }
      + zip(resultNames, calls).map {
        PairedField(name: $0, type: $1.call.type, size: $1.size, tolerance: $1.tolerance)
      }
    add(.aggregate(aggregation), select, fields)
  }

  private struct PairedCall {
    let call: AggregateCall
    let argument: PairedExpression?
    var size: PairedField.Size = .wild
    var tolerance = 0.0
    /// From the argument in the outer and in the inner query, and the rows of the group that have it.
    let sql: (_ argument: String, _ inner: String, _ rows: String) -> String
  }

  private mutating func call() -> PairedCall {
    let any = expression(depth: 1)
    switch Int.random(in: 0..<14, using: &expressions.random) {
    case 0:
      return PairedCall(call: AggregateCall("count", nil, type: .int), argument: nil, size: .tame) {
        _, _, _ in
        "count(*)"
      }
    case 1:
      return PairedCall(
        call: AggregateCall("count", any.expression, type: .int), argument: any, size: .tame
      ) { a, _, _ in "count(\(a))" }
    case 2:
      return PairedCall(
        call: AggregateCall("count_distinct", any.expression, type: .int), argument: any, size: .tame
      ) { a, _, _ in "count(DISTINCT \(a))" }
    case 3, 4:
      let name = expressions.random.pick(["min", "max"])
      return PairedCall(
        call: AggregateCall(name, any.expression, type: any.type), argument: any, size: any.size
      ) { a, _, _ in "\(name)(\(a))" }
    case 5, 6:
      let isFirst = expressions.random.chance(percent: 50)
      return PairedCall(
        call: AggregateCall(isFirst ? "first" : "last", any.expression, type: any.type), argument: any,
        size: any.size
      ) { _, p, rows in "(SELECT \(p) FROM \(rows) ORDER BY p.o\(isFirst ? "" : " DESC") LIMIT 1)" }
    case 7:
      let operand = expression(expressions.random.pick([.int, .bool]), depth: 1)
      return PairedCall(
        call: AggregateCall("sum", operand.expression, type: .int), argument: operand
      ) { a, _, _ in "sum(\(a))" }
    case 8:
      let operand = expressions.leaf(.double, fields, upTo: .mild)
      return PairedCall(
        call: AggregateCall("sum", operand.expression, type: .double), argument: operand,
        tolerance: operand.size == .tame ? 0 : 1e-9
      ) { a, _, _ in "finite(sum(\(a)))" }
    case 9:
      let operand = expressions.leaf(expressions.random.pick([.int, .double]), fields, upTo: .tame)
      return PairedCall(
        call: AggregateCall("avg", operand.expression, type: .double), argument: operand, size: .mild
      ) { a, _, _ in "avg(\(a))" }
    case 10:
      let name = expressions.random.pick(["any", "all"])
      let operand = expression(.bool, depth: 1)
      return PairedCall(
        call: AggregateCall(name, operand.expression, type: .bool), argument: operand
      ) { a, _, _ in "\(name == "any" ? "max" : "min")(\(a))" }
    case 11:
      let operand = expressions.leaf(.double, fields, upTo: .tame)
      return PairedCall(
        call: AggregateCall("median", operand.expression, type: .double), argument: operand, size: .mild
      ) { _, p, rows in
        let ranked =
          "SELECT \(p) AS v, row_number() OVER (ORDER BY \(p)) AS r, count(*) OVER () AS n FROM \(rows)"
        return "(SELECT avg(v) FROM (\(ranked)) WHERE r IN ((n + 1) / 2, (n + 2) / 2))"
      }
    default:
      let name = expressions.random.pick(["variance", "stddev"])
      let operand = expressions.leaf(expressions.random.pick([.int, .double]), fields, upTo: .tame)
      return PairedCall(
        call: AggregateCall(name, operand.expression, type: .double), argument: operand, tolerance: 1e-6
      ) { a, _, _ in
        let squares = "max(0.0, total(\(a) * \(a)) - total(\(a)) * total(\(a)) / count(\(a)))"
        let variance = "\(squares) / (count(\(a)) - 1)"
        return "CASE WHEN count(\(a)) > 1 THEN \(name == "stddev" ? "sqrt(\(variance))" : variance) END"
      }
    }
  }

  private mutating func join() {
    hasJoined = true
    let kind = expressions.random.pick(Join.Kind.allCases)
    let keys = joinKeys(depth: kind == .full ? 0 : 1)
    selects.append(
      "SELECT *, \(keys.enumerated().map { "\($1.left.sql) AS k\($0)" }.joined(separator: ", ")) FROM \(source)"
    )
    selects.append(
      "SELECT *, \(keys.enumerated().map { "\($1.right.sql) AS k\($0)" }.joined(separator: ", ")) FROM u")
    let (left, right) = ("s\(selects.count - 2)", "s\(selects.count - 1)")
    let matches = keys.indices.map { "l.k\($0) = r.k\($0)" }.joined(separator: " AND ")

    var outputs: [Join.Output] = []
    var selected: [String] = []
    var fields: [PairedField] = []
    var usedRight: Set<Int> = []
    for (place, old) in self.fields.enumerated() {
      var origin = Join.Output.Origin.left(place)
      var sql = "l.c\(place)"
      for key in keys where kind == .full {
        if case (.column(place, _), .column(let rightPlace, _)) = (key.left.expression, key.right.expression)
        {
          origin = .key(left: place, right: rightPlace)
          sql = "CASE WHEN l.o IS NULL THEN r.c\(rightPlace) ELSE l.c\(place) END"
          usedRight.insert(rightPlace)
          break
        }
      }
      outputs.append(Join.Output(old.name, origin))
      selected.append("\(sql) AS c\(fields.count)")
      fields.append(old)
      if case .key(_, let rightPlace) = origin {
        fields[place].size = max(fields[place].size, rightFields[rightPlace].size)
      }
    }
    if kind != .semi, kind != .anti {
      for (place, old) in rightFields.enumerated() where !usedRight.contains(place) {
        let name = newName()
        outputs.append(Join.Output(name, .right(place)))
        selected.append("r.c\(place) AS c\(fields.count)")
        fields.append(PairedField(name: name, type: old.type, size: old.size))
      }
    }
    let list = selected.joined(separator: ", ")
    let select: String
    switch kind {
    case .semi, .anti:
      let exists = "\(kind == .anti ? "NOT " : "")EXISTS (SELECT 1 FROM \(right) r WHERE \(matches))"
      select = "SELECT \(list), o FROM \(left) l WHERE \(exists)"
    case .inner, .left, .full:
      let word = kind == .inner ? "JOIN" : kind == .left ? "LEFT JOIN" : "FULL JOIN"
      select =
        "SELECT \(list), row_number() OVER (ORDER BY l.o NULLS LAST, r.o) AS o"
        + " FROM \(left) l \(word) \(right) r ON \(matches)"
    }
    let schema = Schema(rightFields.map { Field($0.name, $0.type) })
    let join = Join(
      kind: kind, right: "u", rightSchema: schema,
      keys: keys.map { ($0.left.expression, $0.right.expression) }, outputs: outputs)
    add(.join(join), select, fields)
  }

  private mutating func joinKeys(depth: Int) -> [(left: PairedExpression, right: PairedExpression)] {
    (0..<expressions.random.pick([1, 1, 2])).map { _ in
      let type = expressions.random.pick(PairedExpressions.types)
      return (
        expressions.expression(type, over: fields, depth: depth),
        expressions.expression(type, over: rightFields, depth: depth)
      )
    }
  }
}
