import CEditline
import Glibc

/// What comes from the terminal, on its way to libedit.
extension LineEditor {
  /// How long the rest of a sequence may take, in milliseconds; an escape alone is a key too.
  private static let sequencePause: Int32 = 50

  /// The next key; nil at the end of the input.
  func nextKey() -> UInt32? {
    if isPasteAnnounced { spellOutPaste() }
    while true {
      if !queue.isEmpty { return queue.removeFirst() }
      if Interruption.exitCode != nil {
        // Where something else than the line awaits a key, it gets the end of the input instead.
        if isInterrupted { return nil }
        isInterrupted = true
        return NamedKey.interrupt.rawValue
      }
      if TerminalSignals.takeContinued() { takeTerminalBack() }
      if TerminalSignals.takeResized() { el_resize(handle) }
      if let key = decoder.next() {
        take(key)
        continue
      }
      for notice in notices.take() { write(display.erase() + notice + "\r\n") }
      show()
      if StandardInput.isReady(within: decoder.isWithinSequence ? LineEditor.sequencePause : 100) {
        guard let block = StandardInput.read() else { continue }
        if block.isEmpty { return nil }
        decoder.append(block)
      } else if let key = decoder.next(isIdle: true) {
        take(key)
      }
    }
  }

  private func take(_ key: KeyDecoder.Key) {
    if search != nil {
      queue += takeForSearch(key)
      return
    }
    switch key {
    case .named(let key): queue.append(key.rawValue)
    case .character(let scalar): queue.append(scalar.value)
    case .paste(let bytes):
      pasteForLine = (PastedText.clean(bytes), "")
      isPasteAnnounced = true
      queue.append(NamedKey.paste.rawValue)
    }
  }

  /// What reads a key by itself, as Ctrl-V does, was given the mark of a paste: its text comes as keys.
  private func spellOutPaste() {
    let text = pasteForLine?.text ?? ""
    queue += text.unicodeScalars.map { $0 == "\n" ? 32 : $0.value }
    (pasteForLine, isPasteAnnounced) = (nil, false)
  }

  // MARK: Commands

  /// Puts a paste into the line. Where it has several lines, takes the first, and keeps the others for after it.
  func takePaste() -> Reaction {
    guard let (text, rest) = pasteForLine else { return .goOn }
    (pasteForLine, isPasteAnnounced) = (nil, false)
    var paste = PastedText(text)
    guard let first = paste.nextLine() else {
      insert(text + rest)
      el_cursor(handle, -Int32(rest.unicodeScalars.count))
      return .changed
    }
    let (head, tail) = parts
    setLine(head + first + "\n")
    let behind = (paste.takeRest(), tail + rest)
    if !behind.0.isEmpty || !behind.1.isEmpty { pasteForLine = behind }
    pasted = paste
    return .accept
  }

  func interrupt() -> Reaction {
    isInterrupted = true
    show(line.text + (Interruption.exitCode == .terminated ? "" : "^C"), cursor: nil)
    return .end
  }

  func suspend() -> Reaction {
    show()
    write(display.leave() + "\u{1B}[?2004l")
    hq_editline_set_editing(handle, 0)
    // To all that the terminal would stop.
    kill(0, SIGTSTP)
    _ = TerminalSignals.takeContinued()
    takeTerminalBack()
    return .goOn
  }

  /// Sets the modes anew that were changed while the process was stopped.
  private func takeTerminalBack() {
    hq_editline_set_editing(handle, 0)
    hq_editline_set_editing(handle, 1)
    el_resize(handle)
    display = LineDisplay()
    write("\r\u{1B}[J\u{1B}[?2004h")
  }
}
