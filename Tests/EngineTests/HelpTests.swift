import Engine
import Language
import Testing

@Suite struct HelpTests {
  private static let verbs = VerbRegistry.vocabulary
  private static let functions = VerbRegistry.functions
  private static let words = Help.words(verbs: verbs, functions: functions)

  private func text(_ words: String...) -> String? {
    Help.page(words, verbs: Self.verbs, functions: Self.functions)
  }

  @Test(arguments: words) func `every word that is offered has a page`(word: String) throws {
    let page = try #require(text(word))
    #expect(page.split(separator: "\n").count >= 2, "\(page)")
  }

  @Test func `no word is offered twice`() {
    #expect(Self.words.count == Set(Self.words).count)
  }

  @Test(arguments: [[]] + words.map { [$0] }) func `a page fits into 80 columns`(words: [String]) throws {
    let page = try #require(Help.page(words, verbs: Self.verbs, functions: Self.functions))
    for line in page.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `a line of a page never ends in blanks`() throws {
    for word in Self.words {
      for line in try #require(text(word)).split(separator: "\n") {
        #expect(line.last != " ", "\(word): \(line)")
      }
    }
  }

  @Test func `the page of a verb says all that its signature says`() throws {
    for verb in VerbRegistry.all.map({ $0.signature }) {
      let page = try #require(text(verb.name))
      let flat = unwrapped(page)
      #expect(flat.contains(unwrapped(verb.summary)))
      for option in verb.options {
        #expect(flat.contains("\(option.name)="), "\(verb.name) \(option.name)")
        #expect(flat.contains(unwrapped(option.summary)), "\(verb.name) \(option.name)")
        #expect(flat.contains(unwrapped("default: \(option.fallback)")), "\(verb.name) \(option.name)")
      }
      for paragraph in verb.details { #expect(flat.contains(unwrapped(paragraph))) }
      for example in verb.examples { #expect(flat.contains(unwrapped(example.text))) }
    }
  }

  @Test func `a word that is a verb and a function has both pages`() throws {
    let page = try #require(text("join"))
    #expect(page.hasPrefix("join: "))
    #expect(page.contains("\njoin(list, separator): "))
  }

  @Test func `the start lists every verb, and the functions every function`() throws {
    let start = try #require(text())
    for verb in Self.verbs.names { #expect(start.contains("\n  \(verb) "), "\(verb)") }
    let list = try #require(text("functions"))
    for function in Self.functions.all { #expect(list.contains("\n  \(function.usage)"), "\(function.name)") }
  }

  @Test func `what is unknown has no page`() {
    #expect(text("frobnicate") == nil)
  }

  @Test func `the ranges of options are said`() throws {
    #expect(try #require(text("set")).contains("1..1024"))
    #expect(try #require(text("set")).contains("0 or more"))
    #expect(try #require(text("expect")).contains("0 or more"))
  }

  private func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
