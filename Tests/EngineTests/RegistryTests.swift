import Engine
import Foundation
import TestSupport
import Testing

@Suite struct RegistryTests {
  @Test func `every file of a verb is in the registry, and nothing else is`() throws {
    let folder = packageRoot + "/Sources/Engine/Verbs"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix("Verb.swift")
    }
    let registered = VerbRegistry.all.map { "\($0)" + ".swift" }
    #expect(files.sorted() == registered.sorted())
    for verb in VerbRegistry.all { #expect("\(verb)".lowercased() == verb.signature.name + "verb") }
  }

  @Test func `no two verbs, functions or options of a verb have one name`() {
    #expect(Set(VerbRegistry.all.map { $0.signature.name }).count == VerbRegistry.all.count)
    let functions = VerbRegistry.functions.all.map(\.name)
    #expect(Set(functions).count == functions.count)
    for verb in VerbRegistry.all {
      let options = verb.signature.options.map(\.name)
      #expect(Set(options).count == options.count)
    }
  }

  @Test func `what is said of a verb or a function is one line without an end`() {
    let summaries = VerbRegistry.all.map { $0.signature.summary } + VerbRegistry.functions.all.map(\.summary)
    for summary in summaries {
      #expect(!summary.isEmpty && !summary.contains("\n") && !summary.hasSuffix("."), "\(summary)")
    }
  }
}
