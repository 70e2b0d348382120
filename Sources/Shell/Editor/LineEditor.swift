import CEditline
import Engine
import Glibc
import Tables

/// Reads the lines of the shell from a terminal, with keys to edit them: libedit, and what it lacks.
///
/// libedit keeps the line, draws it and knows the keys of emacs and vi. The history, completion, pastes and
/// signals are dealt with here: through the function by which libedit asks for keys, and through commands that
/// keys are bound to.
final class LineEditor: LineSource {
  typealias Completion = (_ statement: String, _ cursor: Int) -> CompletionOffer

  /// Whether the keys of emacs or of vi edit the line.
  enum Keys: String { case emacs, vi }

  /// What waits until the cursor stands below the line.
  enum Errand {
    case list(String)
    case suspend
  }

  /// Further than any line reaches, for moving to its ends.
  static let farAway = Int32(1 << 24)

  let handle: OpaquePointer
  let history: HistoryFile
  let completion: Completion
  let color: Bool
  private let output: StandardOutput
  private var configuration = EditorConfiguration()

  // What libedit is shown of it, as it wants it.
  private var promptMemory: UnsafeMutableBufferPointer<wchar_t>

  // The line that is being edited.
  private(set) var prompt = ""
  private(set) var statement = ""
  var browsing: HistoryBrowsing?
  var search: HistorySearch?
  var lastSearch = ""
  private var isInterrupted = false

  // What comes in.
  private var decoder = KeyDecoder()
  private var queue: [UInt32] = []
  private var pasted = PastedText()
  /// A paste for the line that is being edited, with what goes behind the cursor.
  private var pasteForLine: (text: String, tail: String)?
  private var isPasteAnnounced = false
  private var inserted: [Unicode.Scalar] = []
  private var errand: (work: Errand, cursor: Int)?

  /// Nil where nothing can be edited: the terminal cannot move its cursor, or there is none.
  init?(
    terminal: Terminal, output: StandardOutput, history: HistoryFile, color: Bool,
    completion: @escaping Completion
  ) {
    let name = environmentVariable("TERM") ?? ""
    guard terminal.isInput, terminal.isOutput, terminal.size.columns > 1,
      !["", "dumb", "emacs"].contains(name)
    else { return nil }
    // libedit reads and draws characters by the locale. Whatever that is, hq's texts are UTF-8; nothing else
    // becomes dependent on it.
    guard setlocale(LC_CTYPE, "C.UTF-8") != nil, let handle = hq_editline_open("hq") else { return nil }
    self.handle = handle
    self.output = output
    self.history = history
    self.color = color
    self.completion = completion
    promptMemory = .allocate(capacity: 1)
    promptMemory.initialize(repeating: 0)
    // SAFETY: libedit hands the pointer back to functions that run within `next`, while the editor is in use.
    hq_editline_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    // A terminal that cannot go up would show each change of a long line anew.
    guard hq_editline_ability(handle, "up") != nil, configuration.allowsEditing else { return nil }
    hq_editline_set_reader(handle) { handle, character in
      guard let key = LineEditor.owning(handle)?.nextKey() else { return 0 }
      character?.pointee = wchar_t(key)
      return 1
    }
    hq_editline_set_prompt(handle) { handle in LineEditor.owning(handle)?.promptMemory.baseAddress }
    for command in EditorCommand.all { hq_editline_add_command(handle, command.name, command.run) }
    setKeys(configuration.keys)
    TerminalSignals.listen()
  }

  deinit {
    hq_editline_close(handle)
    promptMemory.deallocate()
  }

  static func owning(_ handle: OpaquePointer?) -> LineEditor? {
    // SAFETY: the owner is the editor that has the handle, and calls libedit just now.
    handle.flatMap(hq_editline_owner).map { Unmanaged<LineEditor>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Whose keys edit the line from now on; what .editrc binds stays bound.
  func setKeys(_ keys: Keys) {
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
    self.statement = statement
    show(prompt: prompt)
    self.prompt = prompt
    (browsing, search, errand, isInterrupted) = (nil, nil, nil, false)
    let rest = (pasteForLine?.text ?? "", pasteForLine?.tail ?? "")
    if !rest.0.isEmpty || !rest.1.isEmpty {
      queue.append(NamedKey.paste.rawValue)
    } else {
      pasteForLine = nil
    }
    write("\u{1B}[?2004h")
    var count: Int32 = 0
    let characters = el_wgets(handle, &count)
    write("\u{1B}[?2004l" + (characters == nil ? "\n" : ""))
    if isInterrupted || Interruption.exitCode != nil { return .interrupted }
    guard let characters, count > 0 else { return .end }
    // SAFETY: libedit gives the line with as many characters as it says, until it is called again.
    return .line(text(UnsafeBufferPointer(start: characters, count: Int(count))))
  }

  var goesOnWithPipe: Bool { pasted.startsWithPipe }

  func dropPending() {
    pasted = PastedText()
    pasteForLine = nil
    queue.removeAll()
    let handedOn = decoder.handedOn
    decoder = KeyDecoder()
    decoder.handedOn = handedOn
  }

  /// Past what other code has written, at once.
  func write(_ text: String) {
    output.write(text)
    output.flush()
  }

  // MARK: What stands on the line

  var line: (text: String, cursor: Int) {
    guard let info = el_wline(handle) else { return ("", 0) }
    let buffer = info.pointee
    // SAFETY: the three pointers lie in one buffer of libedit, in this order; all is copied.
    let text = text(UnsafeBufferPointer(start: buffer.buffer, count: buffer.lastchar - buffer.buffer))
    return (text, buffer.cursor - buffer.buffer)
  }

  /// - Parameter cursor: counted in scalars; nil for the end.
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

  func show(prompt: String) {
    let characters = DisplayText.clean(prompt).unicodeScalars.map { wchar_t($0.value) } + [0]
    promptMemory.deallocate()
    promptMemory = .allocate(capacity: characters.count)
    _ = promptMemory.initialize(from: characters)
  }

  private func text(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
    var scalars = String.UnicodeScalarView()
    for character in characters {
      // The editor's own keys can get there by Ctrl-V alone.
      if (0x80...0x9F).contains(character) { continue }
      scalars.append(Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  // MARK: Keys

  /// The next key for libedit; nil at the end of the input.
  private func nextKey() -> UInt32? {
    if isPasteAnnounced { spellOutPaste() }
    while true {
      if !queue.isEmpty { return queue.removeFirst() }
      if Interruption.exitCode != nil {
        // Where something else than the line awaits a key, it gets the end of the input instead.
        if isInterrupted { return nil }
        isInterrupted = true
        return NamedKey.interrupt.rawValue
      }
      if TerminalSignals.takeContinued() { return NamedKey.continued.rawValue }
      if TerminalSignals.takeResized() { return NamedKey.resized.rawValue }
      if let key = decoder.next() {
        take(key)
      } else if StandardInput.isReady(within: decoder.isWithinSequence ? LineEditor.sequencePause : 100) {
        guard let block = StandardInput.read() else { continue }
        if block.isEmpty { return nil }
        decoder.append(block)
      } else if let key = decoder.next(isIdle: true) {
        take(key)
      }
    }
  }

  /// How long the rest of a sequence may take, in milliseconds; an escape alone is a key too.
  private static let sequencePause: Int32 = 50

  private func take(_ key: KeyDecoder.Key) {
    if search != nil {
      queue += takeForSearch(key)
      return
    }
    switch key {
    case .named(let key): queue.append(key.rawValue)
    case .paste(let bytes):
      pasteForLine = (PastedText.clean(bytes), "")
      isPasteAnnounced = true
      queue.append(NamedKey.paste.rawValue)
    case .character(let scalar):
      // libedit loses count of the columns when a character that takes none is added.
      if scalar.value > 255, DisplayWidth.of(scalar) == 0 {
        inserted.append(scalar)
        queue.append(NamedKey.insert.rawValue)
      } else {
        queue.append(scalar.value)
      }
    }
  }
  /// What reads a key by itself, as Ctrl-V does, was given the mark of a paste: its text comes as keys.
  private func spellOutPaste() {
    let text = pasteForLine?.text ?? ""
    queue += text.unicodeScalars.map { $0 == "\n" ? 32 : $0.value }
    (pasteForLine, isPasteAnnounced) = (nil, false)
  }

  // MARK: Commands that need what comes in

  func enqueue(_ key: NamedKey) { queue.append(key.rawValue) }

  func insertCharacters() -> Reaction {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: inserted)
    inserted = []
    insert(String(text))
    return .refresh
  }

  /// Puts a paste into the line, and where it has several, takes the first and keeps the others for after it.
  func takePaste() -> Reaction {
    guard let (text, tail) = pasteForLine else { return .none }
    (pasteForLine, isPasteAnnounced) = (nil, false)
    var paste = PastedText(text)
    guard let first = paste.nextLine() else {
      insert(text + tail)
      el_cursor(handle, -Int32(tail.unicodeScalars.count))
      return .refresh
    }
    let (line, cursor) = line
    let head = String(String.UnicodeScalarView(line.unicodeScalars.prefix(cursor)))
    let behind = String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(cursor)))
    setLine(head + first)
    pasteForLine = (paste.takeRest(), behind + tail)
    pasted = paste
    enqueue(.accept)
    return .refresh
  }

  func interrupt() -> Reaction {
    isInterrupted = true
    el_cursor(handle, LineEditor.farAway)
    if Interruption.exitCode != .terminated { insert("^C") }
    enqueue(.accept)
    return .refresh
  }

  /// First the cursor goes behind the line; there `doErrand` begins a new row.
  func send(_ work: Errand) -> Reaction {
    errand = (work, line.cursor)
    el_cursor(handle, LineEditor.farAway)
    enqueue(.below)
    return .cursor
  }

  func doErrand() -> Reaction {
    guard let (work, cursor) = errand else { return .none }
    errand = nil
    switch work {
    case .list(let lines): write("\n" + lines)
    case .suspend:
      write("\u{1B}[?2004l\n")
      hq_editline_set_editing(handle, 0)
      // To all that the terminal would stop.
      kill(0, SIGTSTP)
      _ = TerminalSignals.takeContinued()
      startEditing()
    }
    el_cursor(handle, Int32(cursor - line.cursor))
    hq_editline_redraw(handle)
    return .none
  }

  /// The process was stopped by someone else, and the terminal has other modes now.
  func resume() -> Reaction {
    hq_editline_set_editing(handle, 0)
    startEditing()
    write("\r\u{1B}[J")
    hq_editline_redraw(handle)
    return .none
  }

  private func startEditing() {
    hq_editline_set_editing(handle, 1)
    el_resize(handle)
    write("\u{1B}[?2004h")
  }

  /// Draws all anew in a window of another size, in which the terminal has broken the rows anew.
  func resize() -> Reaction {
    let (text, cursor) = line
    let shown = promptMemory.dropLast().count
    let columns = max(1, Terminal().size.columns)
    let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
    let rows = (shown + DisplayWidth.of(before)) / columns
    write("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
    el_resize(handle)
    hq_editline_redraw(handle)
    return .none
  }
}
