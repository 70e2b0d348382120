import CMark
import Tables

/// Reads Markdown as CommonMark has it, with what a report never takes from a notebook left out: markup is
/// text as it was written, a picture is a link to its file, an address that could do harm is no link.
///
/// Texts are clean as `DisplayText` makes them. However deep a text is nested, the blocks are not: what lies
/// deeper than a reader could follow joins what holds it.
package func readProse(_ markdown: String) -> [ProseBlock] {
  let bytes = markdown.utf8CString
  // SAFETY: the parser copies what it needs and reads no further than the count, which leaves out the zero.
  let document = bytes.withUnsafeBufferPointer {
    cmark_parse_document($0.baseAddress, bytes.count - 1, CMARK_OPT_DEFAULT)
  }
  // SAFETY: the document outlives its iterator, and neither is used behind this function.
  defer { cmark_node_free(document) }
  let walk = cmark_iter_new(document)
  defer { cmark_iter_free(walk) }
  var reader = ProseReader()
  while true {
    let event = cmark_iter_next(walk)
    guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { break }
    if event == CMARK_EVENT_ENTER { reader.enter(node) } else { reader.leave(node) }
  }
  return reader.blocks
}

/// Builds the blocks while the tree of the parser is walked, without recursion.
private struct ProseReader {
  /// What is open and not yet a block or a span.
  private struct Frame {
    var blocks: [ProseBlock] = []
    var spans: [ProseSpan] = []
    var items: [[ProseBlock]] = []
  }

  private static let deepest = 60

  private var outermost = Frame()
  private var frames: [Frame] = []
  /// For every node that is open: whether it has a frame, or its content falls to the one around it.
  private var hasFrame: [Bool] = []
  private var isInLink = false

  var blocks: [ProseBlock] { outermost.blocks }

  mutating func enter(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: break
    case CMARK_NODE_CODE_BLOCK: append(ProseBlock.code(cleanLines(literal(node)).joined(separator: "\n")))
    case CMARK_NODE_HTML_BLOCK:
      let lines = cleanLines(literal(node)).map { [ProseSpan.text($0)] }
      append(.paragraph(Array(lines.joined(separator: [.lineBreak]))))
    case CMARK_NODE_THEMATIC_BREAK: append(.rule)
    case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE: append(.text(DisplayText.clean(oneLine(literal(node)))))
    case CMARK_NODE_SOFTBREAK: append(.text(" "))
    case CMARK_NODE_LINEBREAK: append(.lineBreak)
    case CMARK_NODE_CODE: append(ProseSpan.code(DisplayText.clean(oneLine(literal(node)))))
    default: open(node)
    }
  }

  private mutating func open(_ node: OpaquePointer) {
    let opens: Bool
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: opens = true
    case CMARK_NODE_ITEM: opens = hasFrame.last ?? false
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      opens = frames.count < ProseReader.deepest && !isInLink && linkAddress(address(node)) != nil
      if opens { isInLink = true }
    default: opens = frames.count < ProseReader.deepest
    }
    hasFrame.append(opens)
    if opens { frames.append(Frame()) }
  }

  mutating func leave(_ node: OpaquePointer) {
    let type = cmark_node_get_type(node)
    guard type != CMARK_NODE_DOCUMENT, hasFrame.popLast() == true, let frame = frames.popLast() else {
      return
    }
    switch type {
    case CMARK_NODE_HEADING: append(.heading(level: Int(cmark_node_get_heading_level(node)), frame.spans))
    case CMARK_NODE_PARAGRAPH: append(.paragraph(frame.spans))
    case CMARK_NODE_BLOCK_QUOTE: append(.quote(frame.blocks))
    case CMARK_NODE_ITEM: change { $0.items.append(frame.blocks) }
    case CMARK_NODE_LIST:
      append(
        .list(
          isNumbered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
          start: Int(cmark_node_get_list_start(node)), isTight: cmark_node_get_list_tight(node) != 0,
          items: frame.items))
    case CMARK_NODE_EMPH: append(.emphasis(frame.spans))
    case CMARK_NODE_STRONG: append(.strong(frame.spans))
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      isInLink = false
      guard let address = linkAddress(address(node)) else { break }
      append(.link(frame.spans.isEmpty ? [.text(address)] : frame.spans, to: address))
    default: break
    }
  }

  private mutating func append(_ block: ProseBlock) { change { $0.blocks.append(block) } }

  /// Texts that follow one another are one.
  private mutating func append(_ span: ProseSpan) {
    change { frame in
      if case .text(let text) = span, case .text(let before)? = frame.spans.last {
        frame.spans[frame.spans.count - 1] = .text(before + text)
      } else {
        frame.spans.append(span)
      }
    }
  }

  private mutating func change(_ body: (inout Frame) -> Void) {
    if frames.isEmpty { body(&outermost) } else { body(&frames[frames.count - 1]) }
  }
}

// SAFETY: here and below a text belongs to its node, ends with a zero, and is copied at once.
private func literal(_ node: OpaquePointer) -> String {
  cmark_node_get_literal(node).map(String.init(cString:)) ?? ""
}

private func address(_ node: OpaquePointer) -> String {
  cmark_node_get_url(node).map(String.init(cString:)) ?? ""
}

/// A tag within a line may hold line ends.
private func oneLine(_ text: String) -> String {
  String(text.map { $0.isNewline ? " " : $0 })
}
