import Engine
import Foundation
import Testing

@Suite struct CompletionTests {
  /// The words up to the one at the cursor, and some that must be offered.
  private static let bashCases: [(words: [String], offered: [String], withheld: [String])] = [
    ([""], ["check", "fmt", "help", "a.hq", "with blank.hq", "folder"], ["b.txt", "--format"]),
    (["c"], ["check"], ["fmt", "a.hq"]),
    (["--f"], ["--format"], ["--set", "check"]),
    (["--format", ""], ["csv", "table", "markdown"], ["a.hq", "check"]),
    (["--format", "=", "c"], ["csv"], ["table", "check"]),
    (["--format", "="], ["csv", "table"], ["check"]),
    (["--diagnostics", "s"], ["short"], ["json"]),
    (["--threads", ""], [], ["a.hq", "check"]),
    (["-c", ""], [], ["a.hq", "check"]),
    (["--set", "since", "=", "2010", ""], ["check", "a.hq"], []),
    (["--quiet", "--format", "=", "csv", ""], ["check", "a.hq"], ["csv"]),
    (["check", ""], ["a.hq", "folder"], ["fmt", "b.txt"]),
    (["a.hq", "--se"], ["--set", "--seed"], ["check"]),
    (["help", "jo"], ["join"], ["sort"]),
    (["help", ""], ["where", "median", "missing", "--man"], ["a.hq"]),
    (["help", "--completions", ""], ["bash", "fish", "zsh"], ["where"]),
  ]

  @Test func `bash offers what can come next`() throws {
    let files = FileManager.default
    let directory = files.temporaryDirectory.appending(path: "hq-completion-\(UUID().uuidString)")
    try files.createDirectory(at: directory.appending(path: "folder"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: directory) }
    for name in ["a.hq", "b.txt", "with blank.hq"] {
      try Data().write(to: directory.appending(path: name))
    }
    let questions = Self.bashCases.map { example in
      let words = (["hq"] + example.words).map { "'\($0)'" }.joined(separator: " ")
      return
        "COMP_WORDS=(\(words)); COMP_CWORD=\(example.words.count); _hq; printf '%s\\n' \"${COMPREPLY[@]}\" ===\n"
    }
    let answers = try run("bash", Completions.text(for: "bash") + questions.joined(), in: directory)
      .components(separatedBy: "===\n")
    try #require(answers.count == questions.count + 1, "\(answers)")
    for (answer, example) in zip(answers, Self.bashCases) {
      let words = Set(answer.components(separatedBy: "\n"))
      for word in example.offered { #expect(words.contains(word), "\(example.words): \(word)") }
      for word in example.withheld { #expect(!words.contains(word), "\(example.words): \(word)") }
    }
  }

  @Test(arguments: Completions.shells)
  func `every option, choice, subcommand and topic is known to each shell`(
    shell: String
  ) {
    let text = Completions.text(for: shell)
    for option in CommandLineOption.all {
      let name = shell == "fish" ? String(option.name.drop { $0 == "-" }) : option.name
      #expect(text.contains(name), "\(option.name)")
      if case .choice(let words) = option.kind { #expect(text.contains(words.joined(separator: " "))) }
    }
    for subcommand in Subcommand.all { #expect(text.contains(subcommand.name)) }
    for word in VerbRegistry.vocabulary.names + HelpTopic.all.map(\.name) { #expect(text.contains(word)) }
  }

  @Test(arguments: Completions.shells) func `a shell that is installed finds no mistake in its script`(
    shell: String
  ) throws {
    let isInstalled = ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + shell)
    }
    guard isInstalled else { return }
    let temporary = FileManager.default.temporaryDirectory
    #expect(try run(shell, Completions.text(for: shell), in: temporary, arguments: ["-n"]) == "")
  }

  @Test func `an unknown shell has no script`() {
    #expect(Completions.text(for: "tcsh") == "")
  }

  /// What a shell prints that reads a script from standard input.
  private func run(_ shell: String, _ script: String, in directory: URL, arguments: [String] = []) throws
    -> String
  {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "hq-completion-\(UUID().uuidString).txt")
    try script.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [shell] + arguments + [file.path]
    process.currentDirectoryURL = directory
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
