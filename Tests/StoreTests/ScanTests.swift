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
  /// Conditions by chance over the columns of a film.
  private struct ConditionChance {
    var random: SeededGenerator
    let schema = StoreTable.films.schema

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    mutating func column(_ types: [DataType]) -> Expression {
      let places = schema.fields.indices.filter { types.contains(schema.fields[$0].type) }
      let place = places[below(places.count)]
      return .column(place, schema.fields[place].type)
    }

    mutating func constant(_ type: DataType) -> Expression {
      let value: Value =
        switch type {
        case .int: .int([0, 1, 2, 40, 80, 2_000_000_000, 12, 2008, 9][below(9)])
        case .double: .double([0, 0.5, 1, 3.3, 40, 6.6][below(6)])
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
        let genres = ["Horror", "Thriller", "a,b", "\"x\"", ",", "\\", "Häß", "Horro", "x"]
        return .isItem(.constant(.text(genres[below(9)]), .text), of: column([.list]))
      case 2:
        let operand = column([.int, .text, .double])
        let values = (0..<below(4)).compactMap { _ -> Value? in
          if case .constant(let value, _) = constant(operand.type) { value } else { nil }
        }
        return .isOneOf(operand, values)
      case 3:
        return .compare(
          sign, .function(["year", "month", "day"][below(3)], [column([.date])], .int), constant(.int))
      case 4: return .compare(sign, .cast(column([.int]), to: .double), constant(.double))
      default:
        let operand = column([.int, .double, .text, .date, .timestamp])
        return .compare(sign, operand, below(4) == 0 ? column([operand.type]) : constant(operand.type))
      }
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
    var chance = ConditionChance(random: SeededGenerator(seed: 4711))
    let context = QueryContext(workers: Workers(count: 1), cancellation: Cancellation())
    var accepted = 0
    for past in [nil, 2, 5] {
      let all = try reader.films(asOf: past)
      for _ in 0..<700 {
        let condition = chance.condition(depth: 3)
        var scan = StoreScan(.films, version: try past.map { try reader.version(at: .ingest($0)) })
        guard scan.accept(condition) else { continue }
        accepted += 1
        let expected = try execute([.filter(condition)], on: all, tables: [:], context: context).table
        #expect(
          try reader.table(scan).rows == expected.rows,
          "\(condition.text(over: StoreTable.films.schema.names)): \(scan.query().sql)")
      }
    }
    #expect(accepted > 500)
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
      let hidden = table == .ingests ? ["last_snapshot"] : []
      #expect(Set(names) == Set(table.schema.names + hidden), "\(table.sqlName)")
    }
  }
}
