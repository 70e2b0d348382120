import Tables

/// The lines of a text of a fixed pitch, safe to show, with tabs as the blanks they stand for.
func cleanLines(_ text: String) -> [String] {
  var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  if lines.last?.isEmpty ?? false { lines.removeLast() }
  return lines.map { DisplayText.clean(withoutTabs(String($0))) }
}

private func withoutTabs(_ line: String) -> String {
  guard line.contains("\t") else { return line }
  var result = ""
  var column = 0
  for character in line {
    let width = character == "\t" ? 8 - column % 8 : DisplayWidth.of(character)
    if character == "\t" { result += String(repeating: " ", count: width) } else { result.append(character) }
    column += width
  }
  return result
}
