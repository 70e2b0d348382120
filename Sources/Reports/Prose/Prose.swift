/// The prose of a notebook, read as CommonMark: what every format of a report is made from.
package indirect enum ProseBlock: Sendable, Equatable {
  case heading(level: Int, [ProseSpan])
  case paragraph([ProseSpan])
  case list(isNumbered: Bool, start: Int, isTight: Bool, items: [[ProseBlock]])
  case quote([ProseBlock])
  case code(String)
  case rule
}

/// A stretch of prose within a line.
package indirect enum ProseSpan: Sendable, Equatable {
  case text(String)
  case code(String)
  case emphasis([ProseSpan])
  case strong([ProseSpan])
  /// Only to http, https, mailto, a place in the page, or a file beside it; any other address is no link.
  case link([ProseSpan], to: String)
  case lineBreak
}
