import Engine
import Language
import Testing

@Suite struct ReferenceTests {
  private let lines = Reference.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func `every verb and every topic has a section`() {
    for verb in VerbRegistry.all.map({ $0.signature }) {
      #expect(lines.contains("#### \(verb.name)"))
      for option in verb.options {
        #expect(lines.contains { $0.hasPrefix("| `\(option.name)=") }, "\(option.name)")
      }
      for example in verb.examples { #expect(lines.contains("    " + example.text), "\(example.text)") }
    }
    for topic in HelpTopic.all { #expect(lines.contains("#### \(topic.name)")) }
  }

  @Test func `every function, option, exit code and problem has a row`() {
    for function in VerbRegistry.functions.all { #expect(rows(of: function.usage) == 1, "\(function.usage)") }
    for option in CommandLineOption.all {
      #expect(lines.contains { $0.hasPrefix("| `\(option.name)") }, "\(option.name)")
    }
    for code in ExitCode.allCases { #expect(rows(of: String(code.rawValue)) == 1) }
    for code in Diagnostic.Code.allCases { #expect(rows(of: code.name) == 1) }
  }

  @Test func `every row of a table has as many cells as its head`() {
    var head: Int?
    for line in lines {
      guard line.hasPrefix("|") else {
        head = nil
        continue
      }
      let cells = line.split(separator: "\\|", omittingEmptySubsequences: false).joined()
        .count(where: { $0 == "|" })
      if let head { #expect(cells == head, "\(line)") } else { head = cells }
    }
  }

  @Test func `the links of the index lead to sections`() {
    let links = Reference.text.matches(of: /\]\(#([a-z]+)\)/).map { String($0.1) }
    #expect(links.count == VerbRegistry.all.count)
    for link in links { #expect(lines.contains("#### \(link)")) }
  }

  @Test func `nothing in it is taken for a block that the README runs`() {
    #expect(!lines.contains { $0.hasPrefix("```") })
  }

  private func rows(of term: String) -> Int { lines.count { $0.hasPrefix("| `\(term)` |") } }
}
