import Engine
import Language
import TestSupport
import Testing

/// Words that are cut short stand for the one word that begins so.
@Suite struct AbbreviationTests {
  private static func session() throws -> Interpreter {
    try FilmSession(films: "id,title,s\n1,One,2\n", deriving: "year = 2019").interpreter
  }

  @Test(arguments: [
    ("l hor s 2010", "load horror since 2010"),
    ("loa films u 2015 w vote_count > 3", "load films until 2015 where vote_count > 3"),
    ("films | wh year > 3 | so -year", "films | where year > 3 | sort -year"),
    ("agg count() b year", "aggregate count() by year"),
    ("films | j box o id k=l", "films | join box on id kind=left"),
    ("films | exp to \"l hor s.csv\"", nil),
    ("exp films t \"x.csv\"", nil),
    ("expl films | wh year > 3", "explain films | where year > 3"),
    ("expl l hor", "explain load horror"),
    ("sho # l hor", "show # l hor"),
    ("set ec=y", "set echo=yes"), ("use d", "use demo"), ("help agg", "help aggregate"),
    ("timing of", "timing off"),
    ("export t \"x.csv\"", "export to \"x.csv\""), ("export films t \"x.csv\"", "export films to \"x.csv\""),
    ("ingest f \"x.csv\"", "ingest from \"x.csv\""),
    ("drop fil", nil), ("films | join fil o id", "films | join fil on id"),
    ("films | take 3 as l ; l", nil), ("films | take 3 as l\nl | so id", "films | take 3 as l\nl | sort id"),
    ("films as lo ; `lo` l hor", nil),
    ("set f=c", "set format=csv"),
    ("films | where s > 1", nil),
    ("films | derive s = 1", nil),
    ("films", nil), ("d", nil), ("nonsense l hor", nil),
    ("l films ; wh year > 3\n  | des year", "load films ; where year > 3\n  | describe year"),
  ])
  func `a beginning that only one word has stands for it`(_ text: String, _ expected: String?) throws {
    #expect(try Self.session().expandingAbbreviations(in: text) == expected, "\(text)")
  }

  @Test func `every beginning of a verb that no other has stands for it`() throws {
    let interpreter = try Self.session()
    let names = VerbRegistry.vocabulary.names
    for name in names {
      for count in 1..<name.count {
        let short = String(name.prefix(count))
        guard !names.contains(short), interpreter.state.scope.tables[short] == nil else { continue }
        let matching = names.filter { $0.hasPrefix(short) }
        let isAlone = matching.allSatisfy { $0.hasPrefix(name) }
        #expect(interpreter.expandingAbbreviations(in: short) == (isAlone ? name : nil), "\(short)")
      }
    }
  }

  @Test func `what is written out stays as it is, and so do whole scripts`() throws {
    let interpreter = try Self.session()
    let texts = [
      "l hor s 2010", "films | j box o id k=l", "expl l hor u 2015", "expl films | agg count() b id",
    ]
    for text in texts {
      let whole = try #require(interpreter.expandingAbbreviations(in: text))
      #expect(interpreter.expandingAbbreviations(in: whole) == nil, "\(whole)")
    }
    let golden = GoldenFolder("language")
    for script in golden.inputs {
      let text = String(decoding: try golden.bytes(script), as: UTF8.self)
      #expect(interpreter.expandingAbbreviations(in: text) == nil, "\(script)")
    }
  }

  @Test func `the examples of every verb mean themselves`() throws {
    let interpreter = try Self.session()
    for example in VerbRegistry.all.flatMap({ $0.signature.examples }) {
      #expect(interpreter.expandingAbbreviations(in: example.text) == nil, "\(example.text)")
    }
  }

  @Test func `a clause, an option or a word that was cut anywhere is never taken for another`() throws {
    let interpreter = try Self.session()
    var expanded = 0
    for signature in VerbRegistry.all.map({ $0.signature }) {
      for option in signature.options {
        for count in 1..<option.name.count {
          let cut = String(option.name.prefix(count))
          // `siz` and `size` stand for `size`, which is an option of its own, and not for `size_by`.
          let shorter = signature.options.map(\.name).filter {
            $0 != option.name && option.name.hasPrefix($0)
          }
          if shorter.contains(where: { $0.hasPrefix(cut) }) { continue }
          let text = "\(signature.name) \(cut)=1"
          guard let whole = interpreter.expandingAbbreviations(in: text) else { continue }
          expanded += 1
          #expect(whole == "\(signature.name) \(option.name)=1")
        }
      }
    }
    let load = try #require(VerbRegistry.vocabulary["load"])
    for clause in load.clauses where clause.keyword != "as of" {
      for count in 1..<clause.keyword.count {
        let text = "load horror \(clause.keyword.prefix(count)) 2010"
        guard let whole = interpreter.expandingAbbreviations(in: text) else { continue }
        expanded += 1
        #expect(whole == "load horror \(clause.keyword) 2010")
      }
    }
    #expect(expanded > 30)
  }

  @Test func `a beginning of several verbs is told with all of them`() throws {
    let problems = try Self.session().check(SourceText(name: "shell", text: "films | d year")).diagnostics
    #expect(problems.first?.label == "short for 5 verbs: `derive`, `describe`, `distinct`, `drift`, `drop`")
  }
}
