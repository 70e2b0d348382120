import Language
import Reports

/// What each piece of a script is to a reader.
struct CodeColours {
  private let source: SourceText
  private let tokens: [Token]
  /// What stands at a place by the syntax, by the byte at which it begins.
  private var kinds: [Int: CodePiece.Kind] = [:]

  init(of source: SourceText, _ script: ScriptSyntax) {
    self.source = source
    tokens = Lexer.lex(source).tokens
    for statement in script.statements {
      switch statement.content {
      case .edition, .damaged: kinds[statement.span.start] = .verb
      case .pipeline(let pipeline): add(pipeline)
      case .every(_, let body):
        kinds[statement.span.start] = .verb
        for pipeline in body { add(pipeline) }
      }
    }
  }

  private mutating func add(_ pipeline: PipelineSyntax) {
    for stage in pipeline.stages {
      let isVerb = VerbRegistry.byName[stage.verb.text] != nil
      kinds[stage.verb.span.start] = isVerb ? .verb : .name
      for clause in stage.clauses { kinds[clause.keyword.span.start] = .clause }
      for option in stage.options { kinds[option.name.span.start] = .option }
      for case .pipeline(let inner) in stage.arguments { add(inner) }
    }
    if let name = pipeline.name { kinds[name.span.start] = .name }
  }

  /// The pieces of a stretch of the source, in their order: together they are its text.
  func pieces(from start: Int, to end: Int) -> [CodePiece] {
    var pieces: [CodePiece] = []
    var place = start
    func add(_ kind: CodePiece.Kind, upTo stop: Int) {
      guard stop > place else { return }
      pieces.append(CodePiece(kind, Span(source, place, stop).text))
      place = stop
    }
    for token in tokens where token.span.start >= place && token.span.end <= end {
      guard let kind = kind(of: token) else { continue }
      add(.plain, upTo: token.span.start)
      add(kind, upTo: token.span.end)
    }
    add(.plain, upTo: end)
    return pieces
  }

  private static let joiningWords: Set<String> = ["and", "or", "not", "in", "between", "is", "null", "as"]

  private func kind(of token: Token) -> CodePiece.Kind? {
    if let known = kinds[token.span.start] { return known }
    switch token.kind {
    case .word(let word): return CodeColours.joiningWords.contains(word) ? .clause : nil
    case .quotedName: return .name
    case .literal(.value(.text)): return .text
    case .literal: return .number
    case .parameter: return .parameter
    case .symbol: return .sign
    case .comment: return .comment
    case .newline, .damaged, .end: return nil
    }
  }
}
