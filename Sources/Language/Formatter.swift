/// Writes a script in the one canonical layout, which depends on its tokens and comments alone.
///
/// ```
/// h | where runtime>120 ; take 3   # best
/// ```
///
/// becomes
///
/// ```
/// h | where runtime > 120
/// take 3  # best
/// ```
///
/// Tokens and comments are never changed, only the blanks and line ends between them: a statement a line, a
/// pipeline on one line where it fits and else a line a stage, blocks indented by two. Of blank lines between
/// statements one stays. Lines of recorded output (`#> …`) stand as they are.
///
/// - Complexity: linear in the length of the script.
package struct Formatter {
  /// How many columns a line may take, where it can be broken.
  package static let width = 100

  private let source: SourceText
  private var spacing: TokenSpacing
  private var output = ScriptWriter()
  /// The pipeline that is being gathered.
  private var pieces: [PipelineLayout.Piece] = []
  private var startsStage = true
  private var hasBlankLine = false
  /// Comments on lines of their own within the pipeline, for the next piece.
  private var pending: [Span] = []
  /// Line ends since the last token or comment.
  private var newlines = 1
  private var indentation = 0
  private var breaks = BreakLevels()

  /// The script in its layout; nil with the diagnostics that say why when it has errors.
  package static func format(
    _ source: SourceText, vocabulary: Vocabulary
  ) -> (bytes: [UInt8]?, diagnostics: [Diagnostic]) {
    let (script, diagnostics) = Parser.parse(source, vocabulary: vocabulary)
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    var formatter = Formatter(source: source, spacing: TokenSpacing(of: script))
    formatter.run()
    return (formatter.output.finish(), diagnostics)
  }

  private init(source: SourceText, spacing: TokenSpacing) {
    self.source = source
    self.spacing = spacing
  }

  private mutating func run() {
    let tokens = Lexer.lex(source).tokens
    let significant = StatementEnds.significant(tokens)
    var place = 0
    for token in tokens {
      let isSignificant = significant[place].span.start == token.span.start
      if isSignificant, place < significant.count - 1 { place += 1 }
      switch token.kind {
      case .comment:
        take(comment: token.span)
      case .newline:
        if isSignificant { endPipeline() }
        newlines += 1
      case .symbol(.semicolon), .end:
        endPipeline()
      case .symbol(.pipe):
        startsStage = true
        spacing.restart()
      case .symbol(.openBrace):
        take(token)
        endPipeline()
        indentation += 2
        output.openBlock()
      case .symbol(.closeBrace):
        endPipeline()
        indentation -= 2
        output.startLine(indentation: indentation)
        output.write(token.span)
        newlines = 0
      default:
        take(token)
      }
    }
  }

  private mutating func take(_ token: Token) {
    if pieces.isEmpty { hasBlankLine = newlines > 1 }
    let piece = PipelineLayout.Piece(
      span: token.span, hasBlank: spacing.blank(before: token), startsStage: startsStage,
      breakLevel: breaks.level(behind: token.kind), leading: pending)
    pieces.append(piece)
    pending = []
    startsStage = false
    newlines = 0
  }

  private mutating func take(comment: Span) {
    let comment = trimmed(comment)
    if newlines > 0 {
      if pieces.isEmpty {
        output.startLine(indentation: indentation, afterBlankLine: newlines > 1)
        output.write(comment)
      } else {
        pending.append(comment)
      }
    } else if pieces.isEmpty {
      output.write(trailing: comment)
    } else {
      pieces[pieces.count - 1].trailing = comment
    }
    newlines = 0
  }

  private mutating func endPipeline() {
    if !pieces.isEmpty {
      output.startLine(indentation: indentation, afterBlankLine: hasBlankLine)
      PipelineLayout(pieces: pieces, indentation: indentation).write(to: &output)
      pieces.removeAll(keepingCapacity: true)
    }
    startsStage = true
    spacing.restart()
    breaks = BreakLevels()
  }

  /// A comment without the blanks at its end; recorded output keeps them.
  private func trimmed(_ comment: Span) -> Span {
    var end = comment.end
    func last(_ byte: Unicode.Scalar) -> Bool {
      end > comment.start && source.bytes[end - 1] == UInt8(ascii: byte)
    }
    if source.bytes[comment.start..<end].starts(with: "#>".utf8) {
      if last("\r") { end -= 1 }
    } else {
      while last(" ") || last("\t") || last("\r") { end -= 1 }
    }
    return Span(source, comment.start, end)
  }
}

/// The bytes of a formatted script, line by line.
struct ScriptWriter {
  private var bytes: [UInt8] = []
  private var isBlockStart = true

  /// - Parameter afterBlankLine: whether an empty line stands in front; never at the start of a block.
  mutating func startLine(indentation: Int, afterBlankLine: Bool = false) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    if afterBlankLine, !isBlockStart { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
    isBlockStart = false
  }

  mutating func openBlock() { isBlockStart = true }

  mutating func write(_ span: Span) { bytes.append(contentsOf: span.source.bytes[span.start..<span.end]) }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(trailing comment: Span) {
    write("  ")
    write(comment)
  }

  func finish() -> [UInt8] { bytes.isEmpty ? [] : bytes + [UInt8(ascii: "\n")] }
}
