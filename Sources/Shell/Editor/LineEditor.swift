import CEditline
import Engine
import Glibc
import Tables

/// Reads the lines of the shell from a terminal, with keys to edit them: libedit, and what it lacks.
///
/// libedit keeps the line and knows the keys of emacs and vi. The history, completion, pastes, signals and the
/// screen are dealt with here: through the function by which libedit asks for keys, and through commands that
/// keys are bound to.
final class LineEditor: LineSource {
  typealias Completion = (_ statement: String, _ cursor: Int) -> CompletionOffer

  let handle: OpaquePointer
  let history: HistoryFile
  let completion: Completion
  let color: Bool
  private let output: StandardOutput
  private let configuration = EditorConfiguration()

  let notices: Notices

  // The line that is being edited.
  private var prompt = ""
  /// What was typed of the statement on the lines above.
  private(set) var statement = ""
  var display = LineDisplay()
  var browsing: HistoryBrowsing?
  var search: HistorySearch?
  var lastSearch = ""
  var isInterrupted = false

  // What comes in.
  var decoder = KeyDecoder()
  /// Keys for libedit, before those that the decoder has.
  var queue: [UInt32] = []
  var pasted = PastedText()
  /// A paste for the line that is being edited, and what goes behind the cursor then.
  var pasteForLine: (text: String, tail: String)?
  var isPasteAnnounced = false

  /// Nil where nothing can be edited: there is no terminal, or one that cannot move its cursor.
  init?(
    terminal: Terminal, output: StandardOutput, history: HistoryFile, color: Bool,
    completion: @escaping Completion, notices: Notices
  ) {
    guard terminal.isInput, terminal.isOutput, terminal.size.columns > 1,
      !["", "dumb", "emacs"].contains(environmentVariable("TERM") ?? "")
    else { return nil }
    // libedit tells by the locale what letters are. Whatever that is, hq's texts are UTF-8; nothing else comes
    // to depend on it.
    guard setlocale(LC_CTYPE, "C.UTF-8") != nil, let handle = hq_editline_open("hq") else { return nil }
    self.handle = handle
    self.output = output
    self.history = history
    self.color = color
    self.completion = completion
    self.notices = notices
    // What is drawn takes the sequences that nearly all terminals understand.
    guard let up = hq_editline_ability(handle, "UP"), String(cString: up).hasPrefix("\u{1B}["),
      configuration.allowsEditing
    else { return nil }
    // SAFETY: libedit hands the pointer back to functions that run within `next`, while the editor is in use.
    hq_editline_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    hq_editline_set_reader(handle) { handle, character in
      guard let key = LineEditor.owning(handle)?.nextKey() else { return 0 }
      character?.pointee = wchar_t(key)
      return 1
    }
    for command in EditorCommand.all { hq_editline_add_command(handle, command.name, command.run) }
    setKeys(configuration.keys)
    TerminalSignals.listen()
  }

  deinit { hq_editline_close(handle) }

  static func owning(_ handle: OpaquePointer?) -> LineEditor? {
    // SAFETY: the owner is the editor that has the handle, and calls libedit just now.
    handle.flatMap(hq_editline_owner).map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Whose keys edit the line from now on; what .editrc binds stays bound.
  func setKeys(_ keys: KeyStyle) {
    hq_editline_set_keys(handle, keys.rawValue)
    // What signals and line ends are, hq decides: keys come as they are typed.
    run(["setty", "-d", "-isig", "-ixon", "-icrnl", "-inlcr"])
    for words in EditorCommand.bindings(for: keys) { run(["bind"] + words) }
    for words in configuration.commands { run(words) }
    decoder.handedOn = configuration.boundSequences
  }

  private func run(_ words: [String]) {
    var copies = words.map { UnsafePointer(strdup($0)) }
    // SAFETY: libedit copies what it keeps; the copies are freed right behind.
    el_parse(handle, Int32(words.count), &copies)
    for copy in copies { free(UnsafeMutableRawPointer(mutating: copy)) }
  }

  // MARK: Lines

  func next(prompt: String, after statement: String) -> TypedLine {
    if let line = pasted.nextLine() {
      output.write(prompt + DisplayText.clean(line.replacing("\t", with: " ")) + "\n")
      return .line(line + "\n")
    }
    (self.prompt, self.statement) = (prompt, statement)
    (browsing, search, isInterrupted) = (nil, nil, false)
    if pasteForLine != nil { queue.append(NamedKey.paste.rawValue) }
    write("\u{1B}[?2004h")
    var count: Int32 = 0
    let characters = el_wgets(handle, &count)
    // SAFETY: libedit gives the line with as many characters as it says, until it is called again.
    let line = characters.map { text(UnsafeBufferPointer(start: $0, count: Int(count))) }
    if !isInterrupted { show(line.map { $0.last == "\n" ? String($0.dropLast()) : $0 } ?? "", cursor: nil) }
    write(display.leave() + "\u{1B}[?2004l")
    if isInterrupted { return .interrupted }
    return line.map { .line($0) } ?? .end
  }

  var goesOnWithPipe: Bool { pasted.startsWithPipe }

  func dropPending() {
    pasted = PastedText()
    pasteForLine = nil
    queue.removeAll()
    decoder.reset()
  }

  // MARK: The screen

  /// Past what other code has written, at once.
  func write(_ text: String) {
    output.write(text)
    output.flush()
  }

  func show() {
    let (line, cursor) = line
    show(line, cursor: cursor)
  }

  /// - Parameter cursor: nil for the end.
  func show(_ line: String, cursor: Int?) {
    let size = Terminal().size
    let state = LineDisplay.State(
      prompt: search?.prompt ?? prompt, line: line, cursor: cursor ?? line.unicodeScalars.count,
      columns: size.columns, rows: size.rows)
    let change = display.update(to: state)
    if !change.isEmpty { write(change) }
  }

  // MARK: What stands on the line

  /// The cursor is counted in scalars.
  var line: (text: String, cursor: Int) {
    guard let info = el_wline(handle) else { return ("", 0) }
    let buffer = info.pointee
    // SAFETY: the three pointers lie in one buffer of libedit, in this order; all is copied.
    let text = text(UnsafeBufferPointer(start: buffer.buffer, count: buffer.lastchar - buffer.buffer))
    return (text, buffer.cursor - buffer.buffer)
  }

  /// The line in front of the cursor, and behind it.
  var parts: (head: String, tail: String) {
    let (text, cursor) = line
    let scalars = text.unicodeScalars
    let middle =
      scalars.index(scalars.startIndex, offsetBy: cursor, limitedBy: scalars.endIndex) ?? text.endIndex
    return (String(text[..<middle]), String(text[middle...]))
  }

  /// Further than any line reaches, for moving to its ends.
  static let farAway = Int32(1 << 24)

  /// - Parameter cursor: nil for the end.
  func setLine(_ text: String, cursor: Int? = nil) {
    // An empty text is none to libedit.
    el_wreplacestr(handle, (text.isEmpty ? " " : text).unicodeScalars.map { wchar_t($0.value) } + [0])
    el_cursor(handle, LineEditor.farAway)
    if text.isEmpty { el_deletestr(handle, 1) }
    if let cursor { el_cursor(handle, Int32(cursor - text.unicodeScalars.count)) }
  }

  func insert(_ text: String) {
    guard !text.isEmpty else { return }
    el_winsertstr(handle, text.unicodeScalars.map { wchar_t($0.value) } + [0])
  }

  private func text(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
    var scalars = String.UnicodeScalarView()
    for character in characters {
      scalars.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}")
    }
    return String(scalars)
  }
}
