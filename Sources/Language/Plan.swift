import Tables

/// One relational step, with its names and types settled: table in, table out.
///
/// The steps of a pipeline go to the executor together, so that rows move as seldom as possible.
package enum Operator: Sendable {
  /// Rows for which the condition is true; not those where it is null.
  case filter(Expression)
  /// New columns behind the others, or in the place of the column of the same name. Every expression sees
  /// the columns as they were before this step.
  case derive([NamedExpression])
  /// These columns and no others.
  case project([NamedExpression])
  case aggregate(Aggregation)
  /// Stable. Nulls come last, whether ascending or descending.
  case sort([SortKey])
  case take(TakeRange, by: [Expression])
  /// The first row of each combination, in the order of the rows; null equals null here.
  case distinct(by: [Expression])
  case join(Join)
}

package struct NamedExpression: Sendable, Hashable {
  package let name: String
  package let expression: Expression

  package init(_ name: String, _ expression: Expression) {
    self.name = name
    self.expression = expression
  }
}

package struct SortKey: Sendable, Hashable {
  package let expression: Expression
  package let descending: Bool

  package init(_ expression: Expression, descending: Bool = false) {
    self.expression = expression
    self.descending = descending
  }
}

/// Groups and what is said of each.
///
/// The groups come in the order of their keys, ascending, nulls last. Null is a group. Without keys there is
/// exactly one group, also when there are no rows.
package struct Aggregation: Sendable {
  package let keys: [NamedExpression]
  /// Computed per group, each one once.
  package let calls: [AggregateCall]
  /// The columns behind the keys. Column `i` of these expressions is key `i`, and behind the keys call `i`.
  package let results: [NamedExpression]

  package init(keys: [NamedExpression], calls: [AggregateCall], results: [NamedExpression]) {
    self.keys = keys
    self.calls = calls
    self.results = results
  }
}

package struct AggregateCall: Sendable, Hashable {
  /// The name of a function in the library of aggregates.
  package let function: String
  /// Nil for `count()`.
  package let argument: Expression?
  /// The share of `quantile(x, 0.9)`.
  package let parameter: Double?
  package let type: DataType

  package init(_ function: String, _ argument: Expression?, parameter: Double? = nil, type: DataType) {
    self.function = function
    self.argument = argument
    self.parameter = parameter
    self.type = type
  }
}

/// Which rows `take` keeps, of the table or of each group.
package enum TakeRange: Sendable, Hashable {
  case first(Int)
  case last(Int)
  /// From 1, both ends included.
  case range(ClosedRange<Int>)
}

package struct Join: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case inner, left, full, semi, anti
  }

  package let kind: Kind
  /// The table on the right, by its name; who executes looks it up.
  package let right: String
  package let rightSchema: Schema
  /// Pairs of keys, of one type each: the left one over the table that flows in, the right one over `right`.
  /// A null key matches nothing.
  package let keys: [(left: Expression, right: Expression)]
  /// What comes out. A full join fills a key column on the left from the right where the left has no row.
  package let outputs: [Output]

  package struct Output: Sendable {
    package enum Origin: Sendable {
      case left(Int)
      case right(Int)
      /// A key column: from the left, else from the right.
      case key(left: Int, right: Int)
    }

    package let name: String
    package let origin: Origin

    package init(_ name: String, _ origin: Origin) {
      self.name = name
      self.origin = origin
    }
  }

  package init(
    kind: Kind, right: String, rightSchema: Schema, keys: [(left: Expression, right: Expression)],
    outputs: [Output]
  ) {
    self.kind = kind
    self.right = right
    self.rightSchema = rightSchema
    self.keys = keys
    self.outputs = outputs
  }
}

extension Operator {
  /// The columns that come out when `input` goes in.
  package func outputSchema(of input: Schema) -> Schema {
    switch self {
    case .filter, .sort, .take, .distinct:
      return input
    case .derive(let columns):
      var fields = input.fields
      for column in columns {
        let field = Field(column.name, column.expression.type)
        if let index = fields.firstIndex(where: { $0.name == column.name }) {
          fields[index] = field
        } else {
          fields.append(field)
        }
      }
      return Schema(fields)
    case .project(let columns):
      return Schema(columns.map { Field($0.name, $0.expression.type) })
    case .aggregate(let aggregation):
      return Schema(
        (aggregation.keys + aggregation.results).map { Field($0.name, $0.expression.type) })
    case .join(let join):
      return Schema(
        join.outputs.map { output in
          switch output.origin {
          case .left(let index), .key(let index, _): Field(output.name, input.fields[index].type)
          case .right(let index): Field(output.name, join.rightSchema.fields[index].type)
          }
        })
    }
  }
}
