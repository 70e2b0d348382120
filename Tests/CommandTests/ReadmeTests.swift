import Foundation
import StandIn
import TestSupport
import Testing

/// The front page is true: every command on it is run, and what it shows is what comes out.
@Suite(.serialized) struct ReadmeTests {
  private static let root = URL(filePath: packageRoot)
  private static let path = root.appending(path: "README.md")
  private static let isRecording = ProcessInfo.processInfo.environment["HQ_RECORD"] == "1"

  private func readme() throws -> ReadmeDocument {
    ReadmeDocument(try String(contentsOf: Self.path, encoding: .utf8))
  }

  @Test func `every command works and prints what stands below it`() throws {
    let document = try readme()
    let house = try ReadmeHouse(root: Self.root)
    defer { house.leave() }
    var outputs: [(range: Range<Int>, text: String)] = []
    var session = (section: "", text: "", output: "")
    for block in document.blocks {
      let found: ReadmeHouse.Result
      switch block.language {
      case "sh" where block.isMake: continue
      case "sh": found = try house.run("bash", block.output == nil ? "set -e\n" + block.text : block.text)
      case "hq":
        if session.section != block.section { session = (block.section, "", "") }
        session.text += block.text + "\n"
        let whole = try house.run("hq", session.text)
        let isContinued = whole.text.hasPrefix(session.output)
        #expect(isContinued, "README.md:\(block.line): the lines above print something else now")
        found = ReadmeHouse.Result(
          text: String(whole.text.dropFirst(session.output.count)), status: whole.status)
        session.output = whole.text
        #expect(whole.status == 0, "README.md:\(block.line): \(whole.text)")
      default: continue
      }
      if let range = block.output {
        outputs.append((range, found.text.trimmingCharacters(in: .newlines)))
      } else {
        #expect(found.status == 0, "README.md:\(block.line): \(found.text)")
      }
    }
    try #require(!outputs.isEmpty)
    if Self.isRecording { try record(outputs, in: document) }
    for output in outputs where !Self.isRecording {
      #expect(output.text == document.text(of: output.range), "README.md:\(output.range.lowerBound + 1)")
    }
  }

  @Test func `the reference is the one that the signatures make`() throws {
    let document = try readme()
    let house = try ReadmeHouse(root: Self.root)
    defer { house.leave() }
    let reference = try house.run("bash", "hq help --reference").text.trimmingCharacters(in: .newlines)
    let range = try #require(document.referenceLines)
    if Self.isRecording {
      try record([(range, "\n" + reference + "\n")], in: document)
    } else {
      #expect(
        document.text(of: range).trimmingCharacters(in: .newlines) == reference, "HQ_RECORD=1 writes it anew")
    }
  }

  @Test func `every make command is a target of the Makefile`() throws {
    let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
    let targets = makefile.components(separatedBy: "\n").filter { $0.hasPrefix(".PHONY:") }
      .flatMap { $0.split(separator: " ").dropFirst().map(String.init) }
    let document = try readme()
    let blocks = document.blocks.filter(\.isMake)
    try #require(!blocks.isEmpty)
    for line in blocks.flatMap(\.lines) {
      let words = line.split(separator: " ").map(String.init)
      #expect(words.first == "make" && words.count > 1 && targets.contains(words[1]), "\(line)")
    }
    for match in document.lines.joined(separator: "\n").matches(of: /`(?:HQ_RECORD=1 )?make ([a-z]+)/) {
      #expect(targets.contains(String(match.1)), "\(match.0)")
    }
  }

  /// Puts texts in the place of lines, from the end, so that ranges stay true.
  private func record(_ texts: [(range: Range<Int>, text: String)], in document: ReadmeDocument) throws {
    var lines = document.lines
    for (range, text) in texts.reversed() {
      lines.replaceSubrange(range, with: text.components(separatedBy: "\n"))
    }
    try lines.joined(separator: "\n").write(to: Self.path, atomically: true, encoding: .utf8)
  }
}

/// A directory as the reader of the README has it, with hq on the path.
private struct ReadmeHouse {
  struct Result {
    let text: String
    let status: Int32
  }

  private let directory: URL
  private let binaries: URL
  /// In the place of TMDB.
  private let standIn: StandIn

  init(root: URL) throws {
    let files = FileManager.default
    let base = files.temporaryDirectory.appending(path: "hq-readme-\(UUID().uuidString)")
    directory = base.appending(path: "work")
    binaries = base.appending(path: "bin")
    try files.createDirectory(at: directory, withIntermediateDirectories: true)
    try files.createDirectory(at: binaries, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      at: binaries.appending(path: "hq"), withDestinationURL: URL(filePath: Binary.path))
    standIn = try StandIn(StandInCatalogue(seed: 1, years: 2010...2026, filmsPerYear: 40))
    try files.copyItem(at: root.appending(path: "notebooks"), to: directory.appending(path: "notebooks"))
  }

  func leave() {
    standIn.close()
    try? FileManager.default.removeItem(at: directory.deletingLastPathComponent())
  }

  /// Runs a text with bash or with hq. What goes to standard error stands where a terminal would show it.
  func run(_ program: String, _ text: String) throws -> Result {
    let typed = directory.deletingLastPathComponent().appending(path: "typed")
    try text.write(to: typed, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program]
    process.currentDirectoryURL = directory
    process.environment = [
      "PATH": binaries.path + ":/usr/local/bin:/usr/bin:/bin", "HOME": directory.path, "LC_ALL": "C.UTF-8",
      "TMDB_API_KEY": StandIn.key, "HQ_TMDB_URL": standIn.url, "HQ_TMDB_RATE": "0",
    ]
    let pipe = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: typed)
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(text: String(decoding: bytes, as: UTF8.self), status: process.terminationStatus)
  }
}
