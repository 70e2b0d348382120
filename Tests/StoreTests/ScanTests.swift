import Language
import Parallel
import Query
import SQLite
import Store
import Tables
import TestSupport
import Testing

/// SQLite answers a condition only where it answers as the executor would.
@Suite struct ScanTests {
  /// Conditions by chance over the columns of a table.
  private struct ConditionChance {
    var random: SeededGenerator
    let schema: Schema

    init(seed: UInt64, _ table: StoreTable = .films) {
      random = SeededGenerator(seed: seed)
      schema = table.schema
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    /// A column of one of the types, where the table has one.
    mutating func column(_ types: [DataType]) -> Expression {
      var places = schema.fields.indices.filter { types.contains(schema.fields[$0].type) }
      if places.isEmpty { places = Array(schema.fields.indices) }
      let place = places[below(places.count)]
      return .column(place, schema.fields[place].type)
    }

    mutating func constant(_ type: DataType) -> Expression {
      let value: Value =
        switch type {
        case .int:
          .int(
            [0, 1, 2, 40, 80, 2_000_000_000, 12, 2008, 9, .max, .min, 1 << 53, 1 << 53 + 1, 9999][below(14)])
        case .double:
          .double(
            [0, -0.0, 0.5, 1, 3.3, 40, 6.6, .leastNonzeroMagnitude, 1e308, -1e308, 0x1p53, 0x1p63][below(12)])
        case .text:
          .text(
            ["Night", "O'Brien", "en", "é", "e\u{301}", "", "a \"quoted\" title", "漢字", "zero\0byte"][
              below(9)])
        case .date: .date(CalendarDate(days: 14_000 + Int32(below(800))))
        default:
          .timestamp(Timestamp(microseconds: time(below(6)).microseconds + (below(3) == 0 ? 500_000 : 0)))
        }
      return .constant(value, type)
    }

    mutating func test() -> Expression {
      let signs = ComparisonOperator.allCases
      let sign = signs[below(signs.count)]
      switch below(7) {
      case 0: return .isNull(column([.int, .double, .text, .date, .list]))
      case 1:
        let genres = [
          "Horror", "Thriller", "a,b", "\"x\"", ",", "\\", "Häß", "Horro", "x", "Horror\\", "x\"Horror", "[",
          "]",
          "\",\"Horror", "é", "e\u{301}", "x\ny", "",
        ]
        let operand = column([.list])
        guard operand.type == .list else { return .isNull(operand) }
        return .isItem(.constant(.text(random.pick(genres)), .text), of: operand)
      case 2:
        let operand = below(4) == 0 ? part() : column([.int, .text, .double, .date, .timestamp])
        let values = (0..<below(4)).compactMap { _ -> Value? in
          if case .constant(let value, _) = constant(operand.type) { value } else { nil }
        }
        return .isOneOf(operand, values)
      case 3:
        let operand = part()
        return .compare(
          sign, operand, below(4) == 0 && operand.type == .int ? column([.int]) : constant(operand.type))
      case 4:
        let operand = below(4) == 0 ? column([.double]) : constant(.double)
        return .compare(sign, .cast(column([.int]), to: .double), operand)
      default:
        let operand = column([.int, .double, .text, .date, .timestamp])
        return .compare(sign, operand, below(4) == 0 ? column([operand.type]) : constant(operand.type))
      }
    }

    /// A part of a date, where the table has dates.
    private mutating func part() -> Expression {
      let operand = column([.date])
      return operand.type == .date ? .function(["year", "month", "day"][below(3)], [operand], .int) : operand
    }

    mutating func condition(depth: Int) -> Expression {
      switch depth > 0 ? below(5) : 4 {
      case 0: .and(condition(depth: depth - 1), condition(depth: depth - 1))
      case 1: .or(condition(depth: depth - 1), condition(depth: depth - 1))
      case 2: .not(condition(depth: depth - 1))
      default: test()
      }
    }
  }

  private func filled() throws -> StoreHouse {
    let house = try StoreHouse()
    let writer = try house.writer()
    var chance = FilmChance(random: SeededGenerator(seed: 77))
    for number in 1...5 {
      let films = (0..<60).map { _ in
        var film = chance.film()
        film.tmdbID = Int64.random(in: 1...90, using: &chance.random)
        return film
      }
      _ = try writer.ingest(films, source: "test", at: time(number))
    }
    return house
  }

  @Test func `a condition that SQLite takes leaves the rows that the executor leaves`() throws {
    let reader = try filled().reader()
    var accepted = 0
    for past in [nil, 2, 5] {
      accepted += try expectSameRows(from: reader, seed: 4711 + UInt64(past ?? 0), count: 700) {
        StoreScan(.films, version: try past.map { try reader.version(at: .ingest($0)) })
      }
    }
    #expect(accepted > 1000)
  }

  @Test(arguments: [StoreTable.snapshots, .ingests])
  func `so it is in tables that have no dates`(table: StoreTable) throws {
    let reader = try filled().reader()
    for past in [nil, 3] {
      let accepted = try expectSameRows(from: reader, seed: 815, count: 300) {
        StoreScan(table, version: try past.map { try reader.version(at: .ingest($0)) })
      }
      #expect(accepted > 100)
    }
  }

  @Test func `the newest snapshots are found before conditions look at them`() throws {
    let reader = try filled().reader()
    let accepted = try expectSameRows(from: reader, seed: 42, count: 300) {
      var scan = StoreScan(.snapshots)
      scan.takesNewest = true
      return scan
    }
    #expect(accepted > 100)
  }

  /// Holds the rows that SQLite gives for conditions by chance against the executor's; counts those it took.
  private func expectSameRows(
    from reader: StoreReader, seed: UInt64, count: Int, scan makeScan: () throws -> StoreScan
  ) throws -> Int {
    let plain = try makeScan()
    let all = try reader.table(plain)
    let context = QueryContext(workers: Workers(count: 1), cancellation: Cancellation())
    var chance = ConditionChance(seed: seed, plain.table)
    var accepted = 0
    for _ in 0..<count {
      let conditions = (0...chance.below(2)).map { _ in chance.condition(depth: 3) }
      var scan = plain
      let taken = conditions.filter { scan.accept($0) }
      guard !taken.isEmpty else { continue }
      accepted += 1
      let expected = try execute(taken.map { .filter($0) }, on: all, tables: [:], context: context).table
      #expect(
        try reader.table(scan).rows == expected.rows,
        "\(taken.map { $0.text(over: plain.table.schema.names) }): \(scan.query().sql)")
    }
    return accepted
  }

  @Test(arguments: [nil, 3])
  func `conditions within conditions are answered however deep, by whomever`(past: Int?) throws {
    let reader = try filled().reader()
    let plain = StoreScan(.films, version: try past.map { try reader.version(at: .ingest($0)) })
    let all = try reader.table(plain).rows
    let title = Expression.column(2, .text)
    let holds = Expression.or(.isNull(title), .not(.isNull(title)))
    var accepted = 0
    for depth in (0..<40) + [120, 1100, 5000] {
      let parts = Array(repeating: holds, count: depth)
      let conditions = [
        parts.reduce(holds) { .or($0, $1) }, parts.reduce(holds) { .or($1, $0) },
        parts.reduce(holds) { .and($1, .or($0, $1)) }, parts.reduce(holds) { inner, _ in .not(.not(inner)) },
      ]
      for condition in conditions {
        var scan = plain
        guard scan.accept(condition) else { continue }
        accepted += 1
        #expect(try reader.table(scan).rows == all, "\(depth)")
      }
    }
    #expect(accepted > 30)
  }

  @Test(arguments: [1, 100, 499, 500, 2000])
  func `conditions with very many constants are answered, by whomever`(count: Int) throws {
    let reader = try filled().reader()
    let numbers = (0..<count).map { Value.int(Int64($0)) }
    let tests = numbers.map { Expression.compare(.equal, .column(0, .int), .constant($0, .int)) }
    let expected = try reader.films().rows.filter { numbers.contains($0[0]) }
    for condition in [balanced(tests[...], Expression.or), .isOneOf(.column(0, .int), numbers)] {
      var scan = StoreScan(.films)
      let isAccepted = scan.accept(condition)
      #expect(isAccepted == (count <= 500))
      // As often as it is taken, the parameters have room.
      for _ in 0..<100 where isAccepted { _ = scan.accept(condition) }
      if isAccepted { #expect(try reader.table(scan).rows == expected) }
    }
  }

  @Test func `of very many conditions SQLite answers the first`() throws {
    let reader = try filled().reader()
    var scan = StoreScan(.films)
    let taken = (0..<2000).filter {
      scan.accept(.compare(.notEqual, .column(0, .int), .constant(.int(Int64($0)), .int)))
    }
    #expect(!taken.isEmpty && taken == Array(0..<taken.count))
    let expected = try reader.films().rows.filter { row in !taken.contains { row[0] == .int(Int64($0)) } }
    #expect(try reader.table(scan).rows == expected)
  }

  private func balanced(
    _ parts: ArraySlice<Expression>, _ join: (Expression, Expression) -> Expression
  ) -> Expression {
    guard parts.count > 1 else { return parts[parts.startIndex] }
    let middle = parts.startIndex + parts.count / 2
    return join(balanced(parts[..<middle], join), balanced(parts[middle...], join))
  }

  @Test func `only the columns that are needed are read`() throws {
    let reader = try filled().reader()
    var scan = StoreScan(.films)
    let all = try reader.table(scan)
    scan.isNeeded = scan.table.schema.names.map { ["title", "genres"].contains($0) }
    #expect(scan.query().sql == "select title, genres from movies order by tmdb_id")
    let some = try reader.table(scan)
    #expect(some.rowCount == all.rowCount)
    for name in ["title", "genres"] {
      #expect(
        some.rows.map { $0[all.schema.index(of: name)!] } == all.rows.map { $0[all.schema.index(of: name)!] })
    }
  }

  @Test func `constants are bound and never stand in the text`() {
    var scan = StoreScan(.films)
    let title = Expression.column(2, .text)
    let isAccepted = scan.accept(.compare(.equal, title, .constant(.text("x' or 1=1 --"), .text)))
    #expect(isAccepted)
    #expect(!scan.query().sql.contains("or 1=1"))
    #expect(scan.query().bindings == [.text("x' or 1=1 --")])
  }

  @Test func `the newest snapshot of each film is the one with its numbers`() throws {
    let reader = try filled().reader()
    var scan = StoreScan(.snapshots)
    scan.takesNewest = true
    let newest = try reader.table(scan).rows.map { Array($0[3...5]) }
    let films = try reader.films().rows.map { Array($0[7...9]) }
    #expect(newest == films)
  }

  @Test func `the tables that scripts see are those of the store`() throws {
    let reader = try filled().reader()
    for table in StoreTable.all {
      let columns = try reader.table(sql: "pragma table_info(\(table.sqlName))", parameters: [:])
      let names = columns.rows.compactMap { if case .text(let name) = $0[1] { name } else { nil } }
      let hidden =
        switch table.name {
        case "ingests": ["last_snapshot"]
        case "runs": ["model"]
        case "keywords", "credits", "companies", "franchises": ["since"]
        default: [String]()
        }
      #expect(Set(names) == Set(table.schema.names + hidden), "\(table.sqlName)")
    }
  }
}
