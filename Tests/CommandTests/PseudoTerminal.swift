import Foundation

/// A terminal with a shell of hq in it, typed into and read by a test.
final class PseudoTerminal {
  private let descriptor: Int32
  private let process = Process()
  /// Kept, for it goes when nobody has it.
  private let workspace: Workspace
  private var unread: [UInt8] = []

  init(
    _ arguments: [String] = [], columns: Int, rows: Int, in workspace: Workspace,
    environment: [String: String] = [:]
  ) throws {
    self.workspace = workspace
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
    process.arguments = ["--ctty", "--wait", Binary.path] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
    process.environment = Workspace.environment.merging(environment) { $1 }
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

  /// Sends SIGTERM to what works at the terminal.
  func terminate() throws {
    var group: pid_t = 0
    guard ioctl(descriptor, UInt(TIOCGPGRP), &group) == 0, group > 1 else {
      throw Missing(what: "the process group")
    }
    kill(-group, SIGTERM)
  }

  func type(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw Missing(what: "room for what is typed")
    }
  }

  /// Everything up to and with the text, which is waited for; without carriage returns.
  func read(until text: String) throws -> String {
    let wanted = Array(text.utf8)
    while true {
      if let end = unread.indices.first(where: { unread[$0...].starts(with: wanted) }) {
        let found = unread[..<(end + wanted.count)]
        unread.removeSubrange(..<(end + wanted.count))
        return String(decoding: found.filter { $0 != 13 }, as: UTF8.self)
      }
      guard receive() else {
        throw Missing(what: "`\(text)`, but: \(String(decoding: unread, as: UTF8.self))")
      }
    }
  }

  /// What is still said, and the exit code.
  func finish() throws -> (output: String, code: Int32) {
    while receive() {}
    process.waitUntilExit()
    return (String(decoding: unread.filter { $0 != 13 }, as: UTF8.self), process.terminationStatus)
  }

  /// False at the end, and when nothing comes for long.
  private func receive() -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 60_000) == 1 else { return false }
    var block = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &block, block.count)
    if count > 0 { unread += block[..<count] }
    return count > 0
  }
}
