import Films
import Tables
import Testing

/// How tables of any types become films.
@Suite struct FilmReadingTests {
  private func films(_ fields: [Field], _ rows: [[Value]]) -> FilmReading? {
    FilmReading(Table(fields, rows: rows))
  }

  @Test func `a film is the same whatever the types of its columns are`() throws {
    let typed = films(
      [
        Field("tmdb_id", .int), Field("title", .text), Field("release_date", .date), Field("runtime", .int),
        Field("genres", .list), Field("popularity", .double), Field("vote_count", .int),
      ],
      [
        [
          .int(7), .text("451"), .date(CalendarDate(days: 0)), .int(90), .list(["Horror", "Drama"]),
          .double(2),
          .int(3),
        ], [.int(8), .null, .null, .null, .null, .null, .null],
      ])
    let texts = films(
      ["id", "title", "release_date", "runtime", "genre", "popularity", "vote_count"].map {
        Field($0, .text)
      },
      [
        ["7", "451", "1970-01-01", "90", "Horror, Drama", "2.0", "3"].map { .text($0) },
        [.text("8"), .null, .null, .null, .null, .null, .null],
      ])
    let others = films(
      [
        Field("tmdb_id", .double), Field("title", .int), Field("release_date", .timestamp),
        Field("runtime", .double), Field("genres", .text), Field("popularity", .int),
        Field("vote_count", .double),
      ],
      [
        [
          .double(7), .int(451), .timestamp(Timestamp(microseconds: 5)), .double(90.2),
          .text("[\"Horror\",\"Drama\"]"),
          .int(2), .double(3),
        ], [.double(8), .null, .null, .null, .null, .null, .null],
      ])
    let expected = try #require(typed).films
    #expect(expected.count == 2 && expected[0].details.genres == ["Horror", "Drama"])
    #expect(expected[1].details.title == nil && expected[1].numbers.voteCount == nil)
    #expect(texts?.films == expected)
    #expect(others?.films == expected)
  }

  @Test(arguments: [
    ("Horror|Science Fiction", ["Horror", "Science Fiction"]),
    ("['Horror', \"Drama\"]", ["Horror", "Drama"]),
    (" , Horror,, ", ["Horror"]), ("", []), ("[]", []), ("[\"a,b\"]", ["a,b"]), ("Thé, 漢字", ["Thé", "漢字"]),
  ])
  func `genres are read from any list`(text: String, genres: [String]) {
    let reading = films(
      [Field("id", .int), Field("genres", .text)], [[.int(1), .text(text)], [.int(2), .text(text)]])
    #expect(reading?.films.map(\.details.genres) == [genres, genres])
  }

  @Test func `rows without a number are counted, and other columns named`() throws {
    let reading = try #require(
      films(
        [Field("id", .double), Field("note", .text)],
        [
          [.null, .text("a")], [.double(0), .text("b")], [.double(-1), .text("c")], [.double(2), .text("d")],
        ]))
    #expect(
      reading.rejectedCount == 3 && reading.films.map(\.tmdbID) == [2] && reading.unusedColumns == ["note"])
    #expect(films([Field("note", .text)], []) == nil)
  }
}
