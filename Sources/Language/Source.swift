/// A text that is being read as hq: a file, a `-c` argument, standard input, a line of the shell.
package final class SourceText: Sendable {
  /// What diagnostics call it: the path as it was given, or `-c`, `stdin`.
  package let name: String
  package let bytes: [UInt8]
  /// The offset at which each line starts.
  package let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  package convenience init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// Line and column from 1; the column counts characters, as an editor does.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let before = bytes[lineStarts[low]..<max(lineStarts[low], min(offset, bytes.count))]
    return (low + 1, String(decoding: before, as: UTF8.self).count + 1)
  }

  /// The text of a line (from 1) without its line end.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return bytes[start..<max(start, end)]
  }
}

/// A stretch of a source, in bytes: what a token, a tree or a problem covers.
package struct Span: Sendable {
  package let source: SourceText
  package let start: Int
  package let end: Int

  package init(_ source: SourceText, _ start: Int, _ end: Int) {
    self.source = source
    self.start = start
    self.end = max(start, end)
  }

  package var text: String { String(decoding: source.bytes[start..<end], as: UTF8.self) }

  package var position: (line: Int, column: Int) { source.position(of: start) }

  package func joined(with other: Span) -> Span {
    Span(source, min(start, other.start), max(end, other.end))
  }

  /// The empty stretch right behind: where something is missing.
  package var after: Span { Span(source, end, end) }
}
