import Foundation

/// A terminal with a shell of hq in it, typed into and read by a test.
final class PseudoTerminal {
  private let descriptor: Int32
  private let process = Process()
  /// Kept, for it goes when nobody has it.
  private let workspace: Workspace
  /// What was written and not read yet, without the sequences for the terminal; a 1 stands where hq begins to
  /// edit a line.
  private var unread: [UInt8] = []
  private var sequence: [UInt8] = []
  private var hasEnded = false
  /// All that was written, byte for byte.
  private(set) var transcript: [UInt8] = []
  /// What a person would see.
  private(set) var screen: Screen

  /// - Parameter program: what runs instead of hq.
  init(
    _ arguments: [String] = [], program: String = Binary.path, columns: Int, rows: Int,
    in workspace: Workspace,
    environment: [String: String] = [:]
  ) throws {
    self.workspace = workspace
    screen = Screen(columns: columns, rows: rows)
    // The C library's functions for this are hidden from Swift; this is what they do on Linux.
    descriptor = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, locked) = (Int32(0), Int32(0))
    guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &locked) == 0,
      ioctl(descriptor, 0x8004_5430, &number) == 0
    else { throw Missing(what: "a pseudo-terminal") }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else {
      throw Missing(what: "a size of the terminal")
    }
    let terminal = try required(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"), "the terminal")
    // Only the leader of a session has a terminal that turns Ctrl-C into a signal.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    process.arguments = ["--ctty", "--wait", program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
    process.environment = Workspace.environment
      .merging(["XDG_STATE_HOME": workspace.path + "/state"]) { $1 }
      .merging(environment) { $1 }
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    try terminal.close()
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(descriptor)
  }

  /// Sends SIGTERM, or another signal, to what works at the terminal.
  func terminate(_ signal: Int32 = SIGTERM) throws {
    var group: pid_t = 0
    guard ioctl(descriptor, UInt(TIOCGPGRP), &group) == 0, group > 1 else {
      throw Missing(what: "the process group")
    }
    kill(-group, signal)
  }

  func resize(columns: Int, rows: Int) throws {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    screen.resize(columns: columns, rows: rows)
    guard ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else { throw Missing(what: "another size") }
  }

  /// Whether the terminal gathers lines and shows what is typed, as a shell expects to find it.
  var isInLineMode: Bool {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return false }
    let wanted = UInt32(ICANON | ECHO | ISIG)
    return modes.c_lflag & wanted == wanted && modes.c_iflag & UInt32(ICRNL) != 0
  }

  // MARK: Typing

  /// A long text is written as far as it is read, with what comes back read meanwhile.
  func type(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&ready, 1, 60_000) == 1 else { throw Missing(what: "room for what is typed") }
      if ready.revents & Int16(POLLIN) != 0 { _ = receive() }
      guard ready.revents & Int16(POLLOUT) != 0 else { continue }
      let count = rest.prefix(1024).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Missing(what: "room for what is typed") }
      rest = rest.dropFirst(count)
    }
  }

  /// As a terminal sends a paste, when it was asked for marks.
  func paste(_ text: String) throws { try type("\u{1B}[200~" + text + "\u{1B}[201~") }

  // MARK: Reading

  /// Everything up to and with the text, which is waited for; without what moves the cursor.
  func read(until text: String) throws -> String {
    let wanted = Array(text.utf8)
    var searched = 0
    while true {
      if let end = unread.indices.dropFirst(searched).first(where: { unread[$0...].starts(with: wanted) }) {
        let found = unread[..<(end + wanted.count)]
        unread.removeSubrange(..<(end + wanted.count))
        return String(decoding: found, as: UTF8.self)
      }
      searched = max(0, unread.count - wanted.count)
      guard receive() else {
        throw Missing(what: "`\(text)`, but: \(String(decoding: unread.suffix(4000), as: UTF8.self))")
      }
    }
  }

  /// Types a line, and gives what comes back until the next one can be typed.
  func answer(to line: String) throws -> String {
    try type(line + "\r")
    return try answer()
  }

  /// What comes back until a line can be typed.
  func answer() throws -> String {
    let answer = try read(until: "\u{1}").dropLast()
    _ = try read(until: "> ")
    return String(answer)
  }

  /// Reads until the screen shows what is wanted.
  func wait(for what: String, _ holds: (Screen) -> Bool) throws {
    while !holds(screen) {
      guard receive() else { throw Missing(what: "\(what), but:\n\(screen.text)\ncursor \(screen.cursor)") }
    }
  }

  /// Reads until these are the last lines of the screen.
  func wait(for lines: String...) throws {
    try wait(for: "the last lines \(lines)") { $0.lines.suffix(lines.count) == lines }
  }

  /// What is still said, and the exit code.
  func finish() throws -> (output: String, code: Int32) {
    while receive() {}
    guard hasEnded else {
      process.terminate()
      throw Missing(what: "the end, but:\n\(screen.text)")
    }
    process.waitUntilExit()
    return (String(decoding: unread, as: UTF8.self), process.terminationStatus)
  }

  /// False at the end, and when nothing comes for long.
  func receive(within milliseconds: Int32 = 15_000) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) == 1 else { return false }
    var block = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &block, block.count)
    guard count > 0 else {
      hasEnded = true
      return false
    }
    transcript += block[..<count]
    screen.show(block[..<count])
    for byte in block[..<count] {
      if byte == 27 || !sequence.isEmpty {
        sequence.append(byte)
        guard sequence.count > 2, (0x40...0x7E).contains(byte) else { continue }
        if sequence == Array("\u{1B}[?2004h".utf8) { unread.append(1) }
        sequence = []
      } else if byte != 13 {
        unread.append(byte)
      }
    }
    return true
  }
}
