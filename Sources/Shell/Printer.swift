import Charts
import Engine
import Files
import Language
import Tables

/// Shows what the engine sends: results on standard output, remarks on standard error.
final class Printer {
  let output: StandardOutput
  let terminal: Terminal
  let invocation: Invocation
  /// How tables print now; a script can change it.
  var format: TableFormat
  /// Whether tables that are longer than the screen go through the pager.
  var pages = false
  private var hasShown = false
  /// Whether the last thing written is the text of a statement.
  private var isBelowEcho = false

  init(_ output: StandardOutput, _ terminal: Terminal, _ invocation: Invocation) {
    self.output = output
    self.terminal = terminal
    self.invocation = invocation
    output.isQuiet = invocation.quiet
    format = invocation.settings.format
  }

  func show(_ event: OutputEvent) {
    switch event {
    case .table(let table, let rowLimit):
      if !invocation.events { show(table, rowLimit: rowLimit) }
    case .pages(let table):
      if !invocation.events { showPages(table) }
    case .text(let text):
      guard !invocation.events else { return }
      separate()
      output.write(text + "\n")
    case .diagnostic(let diagnostic):
      show(diagnostic)
    case .loaded(let rows, let columns):
      remark("\(counted(rows, "row")) × \(counted(columns, "column")), which `show` prints")
    case .file(let path, let rows):
      remark("wrote \(path): \(counted(rows, "row"))")
    case .drawn(let path, let digest, _):
      guard !invocation.events else { return }
      separate()
      output.write(PrintedOutput.picture(path, digest: digest) + "\n")
    case .report(let path): remark("wrote \(path)")
    case .mailed(let path, let address): remark("sent \(path) to \(address)")
    case .picture(let chart, let gnuplot): show(chart, drawnBy: gnuplot)
    }
  }

  func show(_ diagnostic: Diagnostic) {
    if invocation.quiet, diagnostic.severity != .error { return }
    isBelowEcho = false
    output.writeErrorLine(text(of: diagnostic))
    if annotates, diagnostic.severity != .note {
      output.writeErrorLine(Annotation.text(of: diagnostic))
    }
  }

  /// Whether GitHub's runner reads along.
  private var annotates: Bool { environmentVariable("GITHUB_ACTIONS") == "true" }

  /// The text of a script, with its results right below; comments are dim. Only between tables that people read.
  func echo(_ lines: [Substring]) {
    guard !invocation.events, format == .table || format == .markdown else { return }
    if hasShown, !isBelowEcho || lines.first == "" { output.write("\n") }
    for line in lines.drop(while: \.isEmpty) {
      let clean = DisplayText.clean(String(line))
      let isComment = line.hasPrefix("#")
      output.write(
        DisplayText.emphasized(clean, isComment ? .dim : .bold, color: colorsOutput) + "\n")
    }
    hasShown = true
    isBelowEcho = true
  }

  /// A line that is no result.
  func remark(_ text: String) {
    if invocation.quiet { return }
    isBelowEcho = false
    output.writeErrorLine(
      DisplayText.emphasized(DisplayText.clean(text), .dim, color: terminal.isError && color))
  }

  /// A blank line between one result and the next, where a person reads them.
  func separate() {
    if hasShown, !isBelowEcho, format == .table || format == .markdown { output.write("\n") }
    hasShown = true
    isBelowEcho = false
  }

  /// Something of the shell itself that a person should know.
  func warn(_ text: String) {
    output.writeErrorLine(
      DisplayText.emphasized("warning:", .boldYellow, color: terminal.isError && color) + " "
        + DisplayText.clean(text))
  }

  var colorsOutput: Bool { terminal.isOutput && color }

  private var color: Bool { !invocation.noColor && Terminal.allowsColor }

  private func text(of diagnostic: Diagnostic) -> String {
    switch invocation.diagnostics {
    case .short: diagnostic.short()
    case .json: diagnostic.json()
    case .fancy:
      diagnostic.fancy(
        color: terminal.isError && color, width: terminal.isError ? terminal.size.columns : nil)
    }
  }

  private func show(_ table: Table, rowLimit: Int?) {
    let shown = rowLimit.map { table.prefix($0) } ?? table
    separate()
    guard format == .table else {
      if let textFormat = ExportFormat(rawValue: format.rawValue) {
        render(shown, as: textFormat) { output.write($0) }
      }
      return
    }
    guard terminal.isOutput else {
      TableText.write(shown, limits: .none, style: .plain) { output.write($0) }
      return
    }
    let size = terminal.size
    if pages, rowLimit == nil, shown.rowCount > size.rows - 8 { return showPages(shown) }
    // The prompt, the header and the last line need room too.
    let limits = TableText.Limits(
      maxWidth: size.columns, maxRows: rowLimit == nil ? max(5, size.rows - 8) : nil)
    TableText.write(shown, limits: limits, style: TableText.Style(color: color, countsRows: true)) {
      output.write($0)
    }
    if shown.rowCount < table.rowCount { remark("\(shown.rowCount) of \(table.rowCount) rows") }
  }

  /// The whole table in the pager, where a person sits; else as any other.
  private func showPages(_ table: Table) {
    guard terminal.isOutput, terminal.isInput, format == .table else {
      return show(table, rowLimit: table.rowCount)
    }
    let pager = Pager(environment: environmentVariable("PAGER"))
    var text: [UInt8] = []
    let style = TableText.Style(color: color && pager.takesColors, countsRows: true)
    TableText.write(table, limits: .none, style: style) { text.append(contentsOf: $0.utf8) }
    output.flush()
    if case .missing(let program) = pager.show(text) {
      remark("the pager `\(program)` cannot be started; PAGER in the environment names another")
      show(table, rowLimit: table.rowCount)
    }
  }
}
