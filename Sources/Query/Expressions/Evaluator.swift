import Language
import Parallel
import Tables

/// Computes expressions over the columns of a table, many rows at a time.
package struct Evaluator: Sendable {
  package let context: QueryContext

  package init(context: QueryContext) {
    self.context = context
  }

  /// The values of the expression at the selected rows, in their order.
  package func column(
    _ expression: Expression, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Column {
    guard case .column(let index, _) = expression, case .all = selection else {
      throw QueryError(.unknownFunction, "not yet")
    }
    return columns[index]
  }

  /// The selected rows for which the condition is true, in their order.
  package func matching(
    _ condition: Expression, over columns: [Column], selection: Selection
  ) throws(QueryError) -> Selection {
    selection
  }
}
