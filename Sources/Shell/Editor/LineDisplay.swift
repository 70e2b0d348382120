import Tables

/// What the screen shows of the line that is edited, and what to write so that it shows the next state.
///
/// libedit draws too, but not rightly once wide characters break at the edge, marks take no column or the line
/// is taller than the screen; so it draws to nowhere. Everything is drawn anew after a change within the line,
/// which is one short write.
package struct LineDisplay {
  package struct State: Equatable {
    package var prompt: String
    package var line: String
    /// Counted in scalars of the line.
    package var cursor: Int
    package var columns: Int
    package var rows: Int

    package init(prompt: String, line: String, cursor: Int, columns: Int, rows: Int) {
      self.prompt = prompt
      self.line = line
      self.cursor = cursor
      self.columns = columns
      self.rows = rows
    }
  }

  package init() {}

  private var shown: State?
  /// Where the cursor is, counted from the first of the rows.
  private var cursor = (row: 0, column: 0)
  private var lastRow = 0

  /// What makes the screen show the state.
  package mutating func update(to state: State) -> String {
    if state == shown { return "" }
    let layout = Layout(state)
    defer { (shown, cursor, lastRow) = (state, layout.cursor, layout.rows.count - 1) }
    if let appended = appended(state, layout) { return appended }
    var output = start(columns: state.columns) + "\u{1B}[J"
    for (index, row) in layout.rows.enumerated() {
      output += row.text
      guard index + 1 < layout.rows.count else { break }
      // A full row goes over into the next by itself, so that the terminal knows them as one line.
      output += row.endsLine ? "\r\n" : layout.rows[index + 1].text.isEmpty ? " " : ""
    }
    output += "\r"
    let up = layout.rows.count - 1 - layout.cursor.row
    if up > 0 { output += "\u{1B}[\(up)A" }
    if layout.cursor.column > 0 { output += "\u{1B}[\(layout.cursor.column)C" }
    return output
  }

  /// A letter at the end, the commonest change, is written as it is.
  private func appended(_ state: State, _ layout: Layout) -> String? {
    guard let shown, let last = state.line.utf8.last, (0x20...0x7E).contains(last),
      state.line.utf8.count == shown.line.utf8.count + 1, state.line.hasPrefix(shown.line),
      state.cursor == shown.cursor + 1, state.cursor == state.line.unicodeScalars.count,
      (state.prompt, state.columns, state.rows) == (shown.prompt, shown.columns, shown.rows),
      layout.rows.count - 1 == lastRow, layout.cursor == (cursor.row, cursor.column + 1)
    else { return nil }
    return String(Unicode.Scalar(last))
  }

  /// What moves the cursor to the first column below all rows; the next update begins there.
  package mutating func leave() -> String {
    defer { self = LineDisplay() }
    return shown == nil ? "" : String(repeating: "\n", count: lastRow - cursor.row) + "\r\n"
  }

  /// What takes the line away, so that something else can stand in its place; the next update begins below that.
  package mutating func erase() -> String {
    defer { self = LineDisplay() }
    return shown.map { start(columns: $0.columns) + "\u{1B}[J" } ?? ""
  }

  /// What moves to the first row, where the terminal has broken the rows anew for another width.
  private func start(columns: Int) -> String {
    guard var state = shown else { return "" }
    state.columns = columns
    let row = state == shown ? cursor.row : Layout(state).cursor.row
    return "\r" + (row > 0 ? "\u{1B}[\(row)A" : "")
  }
}

extension LineDisplay {
  /// The rows of a state, as many as the screen has: those around the cursor.
  struct Layout {
    struct Row: Equatable {
      var text = ""
      /// Whether the next row begins a line, rather than going on with this one.
      var endsLine = false
    }

    private(set) var rows = [Row()]
    private(set) var cursor = (row: 0, column: 0)
    private var column = 0

    init(_ state: State) {
      let state = Layout.part(of: state)
      let columns = max(2, state.columns)
      for character in DisplayText.clean(state.prompt) { add(character, columns) }
      var place = 0
      var isPlaced = false
      for character in state.line {
        let count = character.unicodeScalars.count
        // The cursor cannot stand within what is one character to the eye.
        let holdsCursor = !isPlaced && state.cursor < place + count
        let width = Layout.width(character, at: column)
        if holdsCursor {
          if column + min(width, columns) > columns { breakRow() }
          cursor = (rows.count - 1, column)
          isPlaced = true
        }
        add(character, columns)
        place += count
      }
      if column == columns { breakRow() }
      if !isPlaced { cursor = (rows.count - 1, column) }
      keep(max(1, state.rows))
    }

    /// Of a line of plain letters that is far longer than the screen, the rows around the cursor.
    private static func part(of state: State) -> State {
      let (columns, rows) = (max(2, state.columns), max(1, state.rows))
      let room = columns * (rows + 1)
      guard state.line.utf8.count > 4 * room, DisplayText.isPlain(state.line.utf8) else { return state }
      var part = state
      let promptWidth = DisplayWidth.of(DisplayText.clean(state.prompt))
      let firstRow = (promptWidth + state.cursor) / columns - rows
      let skipped = firstRow * columns - promptWidth
      if skipped > 0 {
        part.prompt = ""
        part.cursor -= skipped
      }
      let rest = state.line.utf8.dropFirst(max(0, skipped))
      part.line = String(rest.prefix(part.cursor + room)) ?? state.line
      return part
    }

    private mutating func breakRow(endsLine: Bool = false) {
      rows[rows.count - 1].endsLine = endsLine
      rows.append(Row())
      column = 0
    }

    private mutating func add(_ character: Character, _ columns: Int) {
      if character == "\n" { return breakRow(endsLine: true) }
      if character == "\t" {
        for _ in 0..<Layout.width(character, at: column) { put(" ", 1, columns) }
        return
      }
      let text = DisplayText.clean(String(character))
      if text.count == 1 { return put(text, DisplayWidth.of(text), columns) }
      for part in text { put(String(part), DisplayWidth.of(part), columns) }
    }

    private mutating func put(_ text: String, _ width: Int, _ columns: Int) {
      if column + width > columns { breakRow() }
      rows[rows.count - 1].text += text
      column += width
    }

    private static func width(_ character: Character, at column: Int) -> Int {
      character == "\t" ? 8 - column % 8 : DisplayWidth.of(DisplayText.clean(String(character)))
    }

    private mutating func keep(_ count: Int) {
      guard rows.count > count else { return }
      let first = max(0, min(cursor.row - count / 2, rows.count - count))
      rows = Array(rows[first..<(first + count)])
      cursor.row -= first
    }
  }
}
