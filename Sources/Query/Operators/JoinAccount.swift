import Language
import Tables

/// What became of the rows of both sides of a join.
package struct JoinAccount: Sendable, Hashable {
  /// The place of the join among the operators.
  package let operatorIndex: Int
  /// The name of the table on the right.
  package let right: String
  package let kind: Join.Kind
  package let leftRows: Int
  package let rightRows: Int
  /// Rows of the left that match some row of the right.
  package let matchedLeft: Int
  package let matchedRight: Int
  package let outputRows: Int
  /// How many keys that match stand more than once on the right: they repeat rows of the left.
  package let repeatedRightKeys: Int
  /// The first few of those keys, as texts.
  package let repeatedKeyExamples: [String]

  package var unmatchedRight: Int { rightRows - matchedRight }
}

/// What is to be told of a query beside its answer.
package enum QueryNote: Sendable, Hashable {
  case joined(JoinAccount)
}
