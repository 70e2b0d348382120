import Engine
import Testing

@Suite struct ManualTests {
  private let text = Manual.text
  private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  @Test func `the sections are those of a man page, in their order`() {
    let sections = lines.filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
    #expect(
      sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "LANGUAGE", "VERBS", "FUNCTIONS",
        "EXIT STATUS",
        "ENVIRONMENT", "NOTES",
      ])
  }

  @Test func `the title comes before all but comments`() {
    #expect(lines.first { !$0.hasPrefix(".\\\"") }?.hasPrefix(".TH HQ 1 ") == true)
  }

  @Test func `it is ASCII, whatever the locale`() {
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `every request is a macro of man, and no text becomes one`() {
    let macros: Set<Substring> = ["TH", "SH", "SS", "PP", "TP", "RS", "RE", "EX", "EE", "br"]
    for line in lines where line.hasPrefix(".") && !line.hasPrefix(".\\\"") {
      #expect(macros.contains(line.dropFirst().prefix { $0 != " " }), "\(line)")
    }
    for line in lines { #expect(!line.hasPrefix("'"), "\(line)") }
  }

  @Test func `what is indented or unfilled ends`() {
    for (start, end) in [(".RS 4", ".RE"), (".EX", ".EE")] {
      #expect(lines.count { $0 == start } == lines.count { $0 == end })
    }
  }

  @Test func `bold text ends in its line`() {
    for line in lines {
      #expect(line.matches(of: /\\fB/).count == line.matches(of: /\\fR/).count, "\(line)")
    }
  }

  @Test func `every backslash starts an escape that is known`() {
    let pattern = /\\(?:e|-|&|fB|fR|\((?:aq|ga|ha|ti|dq)|\[u[0-9A-F]{4,6}\])/
    for line in lines where !line.hasPrefix(".\\\"") {
      #expect(!line.replacing(pattern, with: "").contains("\\"), "\(line)")
    }
  }

  @Test func `every verb, function and option is there`() {
    for verb in VerbRegistry.vocabulary.names { #expect(lines.contains(".SS \(verb)")) }
    let plain = text.replacing("\\-", with: "-")
    for option in CommandLineOption.all {
      #expect(plain.contains("\\fB\(option.usage)\\fR"), "\(option.usage)")
    }
    for function in VerbRegistry.functions.names { #expect(text.contains("\\fB\(function)("), "\(function)") }
  }
}
