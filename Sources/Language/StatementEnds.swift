/// Decides where statements end: drops comments, and the line ends behind which a statement goes on.
///
/// A statement goes on inside open round and square brackets, behind a sign that awaits more, and in front of
/// a line that starts with `|`.
package enum StatementEnds {
  /// The tokens that the parser reads: a line end among them ends its statement.
  package static func significant(_ tokens: [Token]) -> [Token] {
    let closed = closedBrackets(tokens)
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var depth = 0
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .comment:
        continue
      case .newline:
        let last = result.last?.kind
        if depth > 0 || last == .newline || last == nil || awaitsMore(last) || pipeFollows(tokens, index) {
          continue
        }
      case .symbol(.openParenthesis), .symbol(.openBracket):
        if closed[index] { depth += 1 }
      case .symbol(.closeParenthesis), .symbol(.closeBracket):
        if closed[index] { depth -= 1 }
      default:
        break
      }
      result.append(token)
    }
    return result
  }

  /// For every bracket whether its partner exists. One that is never closed must not swallow the lines below.
  private static func closedBrackets(_ tokens: [Token]) -> [Bool] {
    var closed = [Bool](repeating: false, count: tokens.count)
    var open: [(index: Int, symbol: Symbol)] = []
    for (index, token) in tokens.enumerated() {
      guard case .symbol(let symbol) = token.kind else { continue }
      switch symbol {
      case .openParenthesis, .openBracket:
        open.append((index, symbol))
      case .closeParenthesis, .closeBracket:
        let partner: Symbol = symbol == .closeParenthesis ? .openParenthesis : .openBracket
        if let last = open.last, last.symbol == partner {
          closed[last.index] = true
          closed[index] = true
          open.removeLast()
        }
      case .semicolon, .openBrace, .closeBrace:
        // No bracket reaches over the end of a statement.
        open.removeAll()
      default:
        break
      }
    }
    return closed
  }

  private static func awaitsMore(_ kind: Token.Kind?) -> Bool {
    switch kind {
    case .symbol(let symbol): symbol.awaitsMore
    case .word(let word): wordsThatAwaitMore.contains(word)
    default: false
    }
  }

  private static func pipeFollows(_ tokens: [Token], _ index: Int) -> Bool {
    for token in tokens[index...] {
      switch token.kind {
      case .newline, .comment: continue
      case .symbol(.pipe): return true
      default: return false
      }
    }
    return false
  }
}
