import Engine
import Foundation
import Language
import Parallel
import Tables
import TestSupport
import Testing

/// What the Tab key offers: all that could stand at the cursor, and nothing else.
@Suite struct CompletionOfferTests {
  private static func session() throws -> Interpreter {
    let session = try FilmSession(
      films: "id,title,release date,vote_count\n1,One,2019-10-11,3\n", deriving: "year = 2019")
    _ = session.run("more", Array("param since = 2010\nparam least = 50\nfilms".utf8))
    return session.interpreter
  }

  private func offer(_ text: String) throws -> [String] {
    let offset = text.utf8.count
    return try Self.session().completions(of: text, at: offset).candidates.map(\.text)
  }

  @Test(arguments: [
    ("lo", ["load"]), ("films | so", ["sort"]), ("films | lo", []), ("fil", ["film", "films"]),
    ("load sci", ["science_fiction"]), ("load horror unt", ["until"]), ("load horror as o", ["of"]),
    ("films | show as o", []), ("load horror where vote_c", ["vote_count"]),
    ("load snapshots where snap", ["snapshot_ts"]), ("load snapshots where titl", []),
    ("load horror since 2010 s", []), ("use d", ["demo"]), ("help pip", ["pipelines"]),
    ("join bo", ["box"]), ("films | join box on id kind=s", ["semi"]),
    ("films | join box on id k", ["kind="]),
    ("set ec", ["echo="]), ("set echo=", ["no", "yes"]), ("films | where vo", ["vote_count"]),
    ("films | where vote_count > 3 an", ["and"]), ("where $", ["$least", "$since"]), ("where $s", ["$since"]),
    ("films | sort -rel", ["`release date`"]), ("films | sort -`rel", ["`release date`"]),
    ("films | select re", ["`release date`", "replace("]),
    ("drop ", ["box", "films"]), ("drop box, f", ["films"]), ("drop vo", []),
    ("films | take 1 as new ; drop n", ["new"]),
    ("param x = vo", []), ("films | export fi", ["films"]), ("timing ", ["off", "on"]),
    ("films | select (\n  vo", ["vote_count"]), ("films | select (\n  id\n  an", ["and"]),
    ("films | join box on id kind=left k", []), ("films | join box on kind k", ["kind="]),
    ("films | where title == \"a ; lo", []), ("every 5m { films | wh", ["where"]),
    ("from \"no.csv\" as other ; films | where vo", ["vote_count"]),
    ("films ; from \"no.csv\" ; where vo", []),
    ("films | derive y = ye", ["year", "year(", "year_start("]),
    ("films | derive n = 1 | where n", ["n", "now("]),
    ("load horror | where is_o", ["is_october"]), ("load horror | aggregate count() by dec", ["decade"]),
    ("explain films | where vo", ["vote_count"]), ("explain lo", ["load"]),
    ("explain load horror | where is_o", ["is_october"]), ("films # com", []),
    ("films | where title == \"on", []), ("films ; films | where vo", ["vote_count"]),
    ("where (vo", ["vote_count"]),
    ("films\n  | where vo", ["vote_count"]), ("nonsense vo", []), ("films as ", []), ("take 3", []),
  ])
  func `what could stand at the cursor is offered`(_ text: String, _ expected: [String]) throws {
    let found = try offer(text)
    #expect(found == expected, "\(text): \(found)")
  }

  @Test func `columns come before functions, and clauses behind a whole value`() throws {
    let behind = try offer("films | aggregate count() ")
    #expect(behind.first == "by" && behind.contains("and"))
    let values = try offer("films | where ")
    #expect(values == ["`release date`", "id", "title", "vote_count", "year"].sorted())
  }

  @Test func `the place of the word is told, also in the middle of a text`() throws {
    let offer = try Self.session().completions(of: "films | wher vote_count > 3", at: 12)
    #expect(offer.start == 8)
    #expect(offer.candidates.map(\.text) == ["where"])
  }

  @Test func `files are offered in an open text, and folders go on`() throws {
    let directory = try TemporaryDirectory()
    _ = try directory.write([], to: "films.csv")
    _ = try directory.write([], to: ".hidden")
    try FileManager.default.createDirectory(
      atPath: directory.file("films"), withIntermediateDirectories: true)
    let found = try offer("from \"\(directory.path)/fi")
    #expect(found == ["\(directory.path)/films/", "\(directory.path)/films.csv"])
    #expect(try offer("films | export to \"\(directory.path)/").count == 2)
    #expect(try offer("from \"\(directory.path)/.h") == ["\(directory.path)/.hidden"])
  }

  @Test func `nothing is read and nothing changes`() throws {
    let interpreter = try Self.session()
    #expect(interpreter.completions(of: "from \"no-such-file.csv\" | where ", at: 32).candidates.isEmpty)
    _ = interpreter.completions(of: "films | derive z = 1 as films ; films | where ", at: 46)
    let directory = try TemporaryDirectory()
    let path = try directory.write(Array("zeta\n1\n".utf8), to: "unread.csv")
    for text in ["from \"\(path)\" | where z", "explain from \"\(path)\" | where z"] {
      #expect(interpreter.completions(of: text, at: text.utf8.count).candidates.isEmpty, "\(text)")
    }
    #expect(
      interpreter.state.scope.tables["films"].map {
        if case .table(let schema) = $0 { schema.index(of: "z") == nil } else { false }
      } == true)
  }

  @Test func `any beginning of any script has an answer`() throws {
    let interpreter = try Self.session()
    let golden = GoldenFolder("language")
    for script in golden.inputs.prefix(12) {
      let text = String(decoding: try golden.bytes(script).prefix(600), as: UTF8.self)
      for offset in stride(from: 0, through: text.utf8.count, by: 7) {
        let offer = interpreter.completions(of: text, at: offset)
        #expect(offer.start <= offset)
      }
    }
  }
}
