import Files
import Tables
import Testing

struct JSONTests {
  private func json(_ text: String) throws -> Table { try read(text, name: "test.json").table }

  @Test func `an array of objects is a table, a column for every name in order of appearance`() throws {
    let table = try json(#"[{"b":1,"a":"x"},{"a":null,"c":true},{}]"#)
    #expect(table.schema.names == ["b", "a", "c"])
    #expect(table.rows == [[1, "x", nil], [nil, nil, true], [nil, nil, nil]])
  }

  @Test func `an object that holds one array of objects is that array`() throws {
    let (table, report) = try read(#"{"page":1,"results":[{"id":1},{"id":2}],"total":2}"#, name: "a.json")
    #expect(table.rows == [[1], [2]])
    #expect(report.notes == ["the rows are the objects in `results`"])
  }

  @Test func `an object with much beside its array is one row`() throws {
    let table = try json(#"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":[{"id":1}]}"#)
    #expect(table.rowCount == 1)
    #expect(table.columns[6][0] == #"[{"id":1}]"#)
  }

  @Test func `an array of other things is one column`() throws {
    #expect(try json("[1,2.5,null]").rows == [[1.0], [2.5], [nil]])
  }

  @Test func `an empty array is a table without rows`() throws {
    #expect(try json("[]").rowCount == 0)
  }

  @Test(arguments: [
    ("1,2", DataType.int), ("1,2.5", .double), ("1e2", .double), ("true,false", .bool), ("1,true", .text),
    (#""2020-01-01","""#, .date), (#""2020-01-01","2020-01-01T10:00:00Z""#, .timestamp), (#""a","b""#, .text),
    (#"["a"],[]"#, .list), ("[1],[2]", .text), (#"["a"],[1]"#, .text), (#"{"x":1}"#, .text), ("null", .text),
    (#""1",2"#, .text), ("10000000000000000000", .double), ("12345678901234567891", .text), ("1e999", .text),
  ])
  func `the values of a column decide its type`(values: String, expected: DataType) throws {
    let items = values.replacing(",", with: ",")
    let rows = splitTop(items).map { "{\"v\":\($0)}" }.joined(separator: ",")
    #expect(try json("[\(rows)]").types == [expected])
  }

  /// Cuts at the commas that are not inside of brackets.
  private func splitTop(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "[" || character == "{" { depth += 1 }
      if character == "]" || character == "}" { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts
  }

  @Test func `what is nested is kept as compact text`() throws {
    let table = try json(
      "[{\"a\": {\"x\" : [1, \"b  c\" ]} }, {\"a\": \"plain\"}, {\"a\": 12345678901234567891}]")
    #expect(table.rows == [[#"{"x":[1,"b  c"]}"#], ["plain"], ["12345678901234567891"]])
  }

  @Test func `lists of texts are lists`() throws {
    #expect(
      try json(#"[{"a":["x","y\n"]},{"a":[]},{}]"#).rows == [[.list(["x", "y\n"])], [.list([])], [nil]])
  }

  @Test func `escapes are resolved, and half a surrogate pair is no character`() throws {
    let table = try json(#"[{"a":"\u00e9\ud83d\ude00\"\\\/\b\f\n\r\t","b\n":"\ud83dx"}]"#)
    #expect(table.rows == [["é😀\"\\/\u{8}\u{C}\n\r\t", "\u{FFFD}x"]])
    #expect(table.schema.names == ["a", "b"])
  }

  @Test func `an empty text is a text, as JSON has its null`() throws {
    #expect(try json(#"[{"a":""},{"a":null}]"#).rows == [[""], [nil]])
  }

  @Test func `of a name that stands there twice the last value counts`() throws {
    #expect(try json(#"[{"a":1,"a":2}]"#).rows == [[2]])
  }

  @Test(arguments: [
    "[1,]", "{\"a\":}", "[01]", "[1.]", "[-]", "[\"a]", "[\"\\x\"]", "[\"\\u12\"]", "[tru]", "{a:1}", "[1 2]",
    "[1]]",
    "{\"a\" 1}", "[\"\t\"]", "[+1]", "[.5]", "[1e]", "\"text\"", "12", "[//\n1]",
  ])
  func `what is no JSON is refused`(text: String) {
    #expect(errorKind { _ = try json(text) } == .damaged)
  }

  @Test func `an error says the line`() {
    do {
      _ = try json("[\n1,\n2,,\n]")
      Issue.record("an error is expected")
    } catch {
      #expect((error as? FileError)?.message == "`test.json` is no valid JSON: expected a value on line 3")
    }
  }

  @Test func `ten thousand brackets are refused, not followed`() {
    #expect(errorKind { _ = try json(String(repeating: "[", count: 10_000)) } == .damaged)
    let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    #expect(errorKind { _ = try json(deep) } == .damaged)
  }

  @Test func `lines of objects are a table, and a damaged line is reported`() throws {
    let (table, report) = try read("{\"a\":1}\n\n{\"a\":2,}\r\n{\"a\":3}\r\n[4]\n{\"a\":5", name: "a.ndjson")
    #expect(table.rows == [[1], [3]])
    #expect(report.damaged.map(\.line) == [3, 5, 6])
    #expect(report.damagedCount == 3)
  }

  @Test func `lines of objects under another ending are seen`() throws {
    let (table, report) = try read("{\"a\":1}\n{\"a\":2}\n", name: "a.json")
    #expect(table.rows == [[1], [2]])
    #expect(report.format == .ndjson)
  }

  @Test func `JSON is seen without an ending, and brackets in a list of texts are no JSON`() throws {
    #expect(try read("[{\"a\":1}]", name: "data").report.format == .json)
    #expect(try read("[x],1\n[y],2\n", name: "data").table.rows == [["[x]", 1], ["[y]", 2]])
  }

  @Test func `an item that is no object is a reported row of nulls`() throws {
    let (table, report) = try read("[{\"a\":1},\n7,{\"a\":2}]", name: "a.json")
    #expect(table.rows == [[1], [nil], [2]])
    #expect(report.damaged.map(\.line) == [2])
  }

  @Test(arguments: ["", "  \n"])
  func `nothing is an error of its own`(text: String) {
    #expect(errorKind { _ = try json(text) } == .empty)
    #expect(errorKind { _ = try read(text, name: "a.ndjson") } == .empty)
  }
}
