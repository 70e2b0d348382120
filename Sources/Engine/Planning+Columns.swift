import Language
import Tables

/// The columns that a stage names, as `explain` repeats them.
func named(_ call: Call) -> String {
  call.expressions.isEmpty ? "" : " " + call.expressions.map { brief($0.span) }.joined(separator: ", ")
}

extension Planning {
  /// The places of the columns that a stage names, or of all.
  mutating func columns(_ call: Call) -> [Int]? {
    if call.expressions.isEmpty { return Array(call.input.fields.indices) }
    let places = call.expressions.compactMap { syntax -> Int? in
      guard case .column(let index, _)? = resolving(over: call.input, { $0.resolve(syntax) }) else {
        if syntax.name == nil {
          report(
            .wrongType, "`\(brief(syntax.span))` is no column", at: syntax.span,
            hints: ["`derive` makes one of it"])
        }
        return nil
      }
      return index
    }
    return places.count == call.expressions.count ? places : nil
  }
}
