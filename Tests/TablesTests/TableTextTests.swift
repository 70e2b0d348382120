import Tables
import Testing

@Suite struct TableTextTests {
  private static let months = Table(
    [Field("month", .int), Field("films", .int), Field("popularity", .double)],
    rows: [[.int(1), .int(402), .double(18.43)], [.int(2), .int(377), .double(17.9)]])

  @Test func `numbers stand under one another on the right`() {
    let text = TableText.render(
      Table(
        [Field("month", .int), Field("films", .int), Field("popularity", .double)],
        rows: [[.int(1), .int(402), .double(18.4)], [.int(2), .int(377), .double(17.9)]]))
    #expect(
      text == """
        month  films  popularity
            1    402        18.4
            2    377        17.9

        """)
  }

  @Test func `doubles stand on their points, whatever their digits`() {
    let values: [Value] = [
      .double(402), .double(18.4), .double(-0.125), .null, .double(1.5e-7), .double(1e20),
    ]
    let text = TableText.render(
      Table([Field("x", .double), Field("t", .text)], rows: values.map { [$0, .text("t")] }))
    #expect(
      text == """
               x  t
        402       t
         18.4     t
         -0.125   t
          ·       t
          1.5e-7  t
          1e20    t

        """)
  }

  @Test func `every type has its side and nulls are a dot`() {
    let day = CalendarDate(days: 20_757)
    let table = Table(
      [
        Field("flag", .bool), Field("n", .int), Field("title", .text), Field("day", .date),
        Field("at", .timestamp),
        Field("genres", .list),
      ],
      rows: [
        [
          .bool(true), .int(-5), .text("Amélie"), .date(day), .timestamp(Timestamp(day)),
          .list(["Horror", "Drama"]),
        ],
        [.null, .null, .null, .null, .null, .null],
        [.bool(false), .int(1_234_567), .text("七人の侍"), .date(day), .timestamp(Timestamp(day)), .list([])],
      ])
    #expect(
      TableText.render(table) == """
        flag         n  title     day         at                    genres
        true        -5  Amélie    2026-10-31  2026-10-31T00:00:00Z  Horror, Drama
        ·            ·  ·         ·           ·                     ·
        false  1234567  七人の侍  2026-10-31  2026-10-31T00:00:00Z

        """)
  }

  @Test func `what data holds cannot reach the terminal`() {
    let table = Table(
      [Field("a\u{1B}[2J", .text), Field("b", .list)],
      rows: [[.text("x\ny\u{202E}"), .list(["\u{7}", "侍"])]])
    #expect(
      TableText.render(table) == """
        a␛[2J        b
        x␊y\\u{202E}  ␇, 侍

        """)
  }

  @Test func `colours mark the header, nulls and the account`() {
    let table = Table(
      [Field("a", .int), Field("b", .text)], rows: [[.null, .text("·")], [.int(10), .null]])
    #expect(
      TableText.render(table, style: .init(color: true, countsRows: true))
        == "\u{1B}[1m a  b\u{1B}[0m\n \u{1B}[2m·\u{1B}[0m  ·\n10  \u{1B}[2m·\u{1B}[0m\n\u{1B}[2m(2 rows)\u{1B}[0m\n"
    )
  }

  @Test func `rows in the middle are left out and counted`() {
    let table = Table(
      [Field("n", .int), Field("t", .text)], rows: (1...402).map { [.int($0), .text("t\($0)")] })
    #expect(
      TableText.render(table, limits: .init(maxRows: 5)) == """
          n  t
          1  t1
          2  t2
          3  t3
          ⋮  ⋮
        401  t401
        402  t402
        (402 rows × 2 columns; 397 rows not shown)

        """)
    #expect(
      TableText.render(table, limits: .init(maxRows: 0)) == """
        n  t
        ⋮  ⋮
        (402 rows × 2 columns; 402 rows not shown)

        """)
    #expect(!TableText.render(table, limits: .init(maxRows: 402)).contains("⋮"))
  }

  @Test func `long texts are cut before columns are hidden`() {
    let overview = String(repeating: "dark and stormy ", count: 10)
    let table = Table(
      [Field("id", .int), Field("overview", .text), Field("rating", .double)],
      rows: [[.int(1), .text(overview), .double(6.5)]])
    #expect(
      TableText.render(table, limits: .init(maxWidth: 40)) == """
        id  overview                      rating
         1  dark and stormy dark and st…     6.5

        """)
    #expect(
      TableText.render(table, limits: .init(maxWidth: 20)) == """
        id  overview
         1  dark and stormy…
        (1 row × 3 columns;
        1 column not shown:
        rating)

        """)
  }

  @Test func `columns that do not fit are named`() {
    let names = ["year", "films", "overview", "budget", "revenue"]
    let table = Table(
      names.map { Field($0, .int) }, rows: (1...9).map { row in names.map { _ in .int(row * 1_000_000) } })
    #expect(
      TableText.render(table, limits: .init(maxWidth: 30, maxRows: 2)) == """
           year    films  overview
        1000000  1000000   1000000
              ⋮        ⋮         ⋮
        9000000  9000000   9000000
        (9 rows × 5 columns; 7 rows
        and 2 columns not shown:
        budget, revenue)

        """)
  }

  @Test func `of very many hidden columns the first are named`() {
    let table = Table((1...500).map { Field("c\($0)", .int) }, rows: [(1...500).map { .int($0) }])
    let lines = TableText.render(table, limits: .init(maxWidth: 80)).split(separator: "\n")
    #expect(lines.first == "c1  c2  c3  c4  c5  c6  c7  c8  c9  c10  c11  c12  c13  c14  c15  c16  c17  c18")
    #expect(lines.last?.hasSuffix("and 474 more)") == true, "\(lines)")
  }

  @Test func `a column's own limit cuts without a terminal`() {
    let table = Table([Field("t", .text), Field("u", .text)], rows: [[.text("abcdefgh"), .text("ab")]])
    #expect(TableText.render(table, limits: .init(maxColumnWidth: 4)) == "t     u\nabc…  ab\n")
  }

  @Test func `tables without rows or columns say so`() {
    #expect(TableText.render(.empty) == "(no columns)\n")
    #expect(TableText.render(Table(Schema([]), [], rowCount: 3)) == "(3 rows, no columns)\n")
    let empty = Table([Field("a", .int), Field("b", .text)], rows: [])
    #expect(TableText.render(empty) == "a  b\n(no rows)\n")
    #expect(
      TableText.render(
        empty, limits: .init(maxWidth: 80, maxRows: 10), style: .init(color: false, countsRows: true))
        == "a  b\n(no rows)\n")
  }

  @Test func `one row is one row`() {
    let table = Table([Field("a", .int)], rows: [[.int(1)]])
    #expect(TableText.render(table, style: .init(color: false, countsRows: true)) == "a\n1\n(1 row)\n")
  }

  @Test func `a long table comes in pieces of whole lines`() {
    let count = 3000
    let table = Table(
      Schema([Field("n", .int)]), [Column(.int((0..<Int64(count)).map { $0 }))], rowCount: count)
    var pieces: [String] = []
    TableText.write(table) { pieces.append($0) }
    #expect(pieces.count > 4)
    #expect(pieces.allSatisfy { $0.hasSuffix("\n") })
    #expect(pieces.joined() == TableText.render(table))
    #expect(pieces.joined().split(separator: "\n").count == count + 1)
  }

  @Test func `a sink that fails ends the writing`() {
    struct Broken: Error {}
    var calls = 0
    #expect(throws: Broken.self) {
      try TableText.write(TableTextTests.months) { _ in
        calls += 1
        throw Broken()
      }
    }
    #expect(calls == 1)
  }

  @Test func `a text of ten million bytes shows its beginning`() {
    let table = Table(
      [Field("t", .text), Field("n", .int)],
      rows: [[.text(String(repeating: "侍a", count: 2_500_000)), .int(1)]])
    #expect(TableText.render(table, limits: .init(maxWidth: 20)) == "t                  n\n侍a侍a侍a侍a侍a…   1\n")
  }
}
