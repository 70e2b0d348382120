import Foundation
import SQLite
import Shell
import TestSupport
import Testing

@Suite struct HistoryFileTests {
  private func texts(_ history: HistoryFile, _ match: HistoryFile.Match = .any) -> [String] {
    var texts: [String] = []
    var entry = history.entry(match, before: nil, besides: "")
    while let found = entry {
      texts.append(found.text)
      entry = history.entry(match, before: found.id, besides: found.text)
    }
    return texts
  }

  @Test func `what is kept comes back newest first, in the next session too`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/a/b/history.sqlite"
    let first = HistoryFile(path: path)
    for text in ["one", "two", "two", "one", ""] { first.add(text) }
    #expect(texts(first) == ["one", "two", "one"])
    #expect(texts(HistoryFile(path: path)) == ["one", "two", "one"])
    #expect(first.takeWarning() == nil)
  }

  @Test func `entries are found by what they begin with and what they hold`() {
    let history = HistoryFile(path: nil)
    for text in ["load horror", "Load %_x", "show", "load HORROR 漢"] { history.add(text) }
    #expect(texts(history, .prefix("load")) == ["load HORROR 漢", "load horror"])
    #expect(texts(history, .containing("horror")) == ["load HORROR 漢", "load horror"])
    #expect(texts(history, .containing("HORROR")) == ["load HORROR 漢"])
    #expect(texts(history, .containing("%_")) == ["Load %_x"])
    #expect(texts(history, .containing("漢")) == ["load HORROR 漢"])
    #expect(texts(history, .containing("'; drop table statements; --")) == [])
    let oldest = history.entry(
      .prefix("load"), before: history.entry(before: nil, besides: "")?.id, besides: "")
    #expect(oldest?.text == "load horror")
    #expect(history.entry(.containing("o"), after: oldest?.id ?? 0, besides: "Load %_x")?.text == "show")
  }

  @Test func `the newest ten thousand are kept`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/history.sqlite"
    let history = HistoryFile(path: path)
    for number in 1...(HistoryFile.capacity + 20) { history.add("s\(number)") }
    history.add(String(repeating: "x", count: HistoryFile.longestStatement + 1))
    let all = texts(HistoryFile(path: path))
    #expect(all.count == HistoryFile.capacity)
    #expect(all.first == "s10020")
    #expect(all.last == "s21")
  }

  @Test func `sessions at once keep what each adds, and see it from the next session on`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/history.sqlite"
    let (first, second) = (HistoryFile(path: path), HistoryFile(path: path))
    for number in 0..<20 { (number % 2 == 0 ? first : second).add("s\(number)") }
    #expect(texts(first) == stride(from: 18, through: 0, by: -2).map { "s\($0)" })
    #expect(texts(HistoryFile(path: path)) == (0..<20).reversed().map { "s\($0)" })
  }

  @Test func `only its owner may read it`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/state/history.sqlite"
    let history = HistoryFile(path: path)
    history.add("one")
    for (place, mode) in [(folder.path + "/state", 0o700), (path, 0o600), (path + "-wal", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: place)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
  }

  @Test func `a file of damaged bytes anywhere never breaks the history`() throws {
    let folder = try TemporaryDirectory()
    for seed in 0..<60 {
      var generator = SeededGenerator(seed: seed)
      let path = folder.path + "/\(seed)/history.sqlite"
      do {
        let history = HistoryFile(path: path)
        for number in 0..<60 { history.add("s\(number) " + String(repeating: "x", count: 300)) }
      }
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for _ in 0..<(1 + generator.below(40)) {
        bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
      }
      if generator.isOneIn(4) { bytes = bytes.prefix(generator.below(bytes.count)) }
      try bytes.write(to: URL(fileURLWithPath: path))
      let history = HistoryFile(path: path)
      _ = texts(history)
      history.add("new")
      #expect(history.entry(before: nil, besides: "")?.text == "new", "seed \(seed)")
    }
  }

  @Test func `a second damaged file does not take the place of the first`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/history.sqlite"
    for number in 1...3 {
      try Data("not a database \(number), but long enough to be looked at".utf8).write(
        to: URL(fileURLWithPath: path))
      let history = HistoryFile(path: path)
      #expect(
        history.takeWarning()?.contains("history.sqlite.damaged-\(number), and a new one begins") == true)
      #expect(history.takeWarning() == nil)
      history.add("one")
      #expect(texts(history) == ["one"])
    }
    let kept = try String(contentsOfFile: path + ".damaged-2", encoding: .utf8)
    #expect(kept.hasPrefix("not a database 2"))
  }

  @Test func `a database with other tables is left alone`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/history.sqlite"
    try SQLiteConnection(path: path, .create, cancellation: .init()).run(
      "create table statements (other text)")
    let history = HistoryFile(path: path)
    #expect(history.takeWarning()?.contains("is not kept after this session") == true)
    history.add("one")
    #expect(texts(history) == ["one"])
    let again = try SQLiteConnection(path: path, .read, cancellation: .init())
    let query = try again.prepare("select count(*) from statements")
    #expect(try query.step() && query.int(0) == 0)
  }

  @Test func `a history that another program holds for long is kept in memory, with what it held`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path + "/history.sqlite"
    let history = HistoryFile(path: path)
    history.add("one")
    let other = try SQLiteConnection(path: path, .write, cancellation: .init())
    try other.run("begin exclusive")
    history.add("two")
    #expect(history.takeWarning()?.contains("database is locked") == true)
    #expect(texts(history) == ["two", "one"])
    try other.run("rollback")
  }

  @Test(
    arguments: [
      ("needle", "hay needle", 4), ("NEEDLE", "needle NEEDLE", 7), ("needle", "NEEDLE", 0), ("漢", "字漢", 1),
      ("x", "", nil),
      ("", "abc", 0),
    ] as [(String, String, Int?)])
  func `a search knows where it found the words`(_ query: String, _ text: String, _ place: Int?) {
    #expect(HistorySearch.place(of: query, in: text) == place)
  }
}
