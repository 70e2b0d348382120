import Language
import Tables

enum AggregateVerb: Verb {
  static let signature = VerbSignature(
    "aggregate", .transform, "makes one row of each group",
    details: [
      "Without `by` the whole table is one group. The groups come in the order of their keys, and rows whose "
        + "key is missing are a group of their own, the last.",
      "`help functions` lists what can be said of a group.",
    ],
    arguments: [.init("expression", .columns, "what is said of each group, such as `count()`")],
    clauses: [.init("by", "KEY, …", "the columns or expressions whose values make the groups")],
    examples: [
      .init("films | aggregate count() by genre", "how many of each"),
      .init(
        "films | aggregate films = count(), rating = avg(rating) by year(release_date)",
        "two columns with names"),
      .init("films | aggregate median(runtime), quantile(rating, 0.9)", "the whole table as one group"),
    ])

  static func plan(_ call: Call, _ planning: inout Planning) -> Step? {
    let keys = call.clause("by").map { (name: NameSyntax?.none, syntax: $0) }
    guard
      let aggregation = planning.resolving(
        over: call.input, { $0.aggregation(keys: keys, columns: call.columns) })
    else { return nil }
    var names: Set<String> = []
    for (column, syntax) in zip(
      aggregation.keys + aggregation.results, keys.map(\.syntax) + call.columns.map(\.syntax))
    where !names.insert(column.name).inserted {
      planning.report(
        .duplicateName, "two columns are named `\(column.name)`", at: syntax.span,
        hints: ["`other = \(brief(syntax.span))` gives one another name"])
    }
    return call.step(.aggregate(aggregation))
  }
}
