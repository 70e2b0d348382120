import Films
import Tables
import Testing

/// What is known of the makers of films, as columns beside them.
@Suite struct RichFeaturesTests {
  private let films = Table(
    [Field("tmdb_id", .int), Field("release_date", .date), Field("overview", .text)],
    rows: (1...5).map { [$0 == 5 ? .null : .int($0), .null, .null] })
  private let companies = Table(
    [Field("tmdb_id", .int), Field("place", .int), Field("name", .text)],
    rows: [
      [.int(1), .int(1), .text("Ash")], [.int(1), .int(2), .text("Bone")], [.int(2), .int(1), .text("Ash")],
      [.int(99), .int(1), .text("Fog")],
    ])
  private let franchises = Table(
    [Field("tmdb_id", .int), Field("franchise_id", .int), Field("name", .text)],
    rows: [[.int(2), .int(7), .text("Saw")], [.int(3), .int(8), .text("Fog")]])

  private func column(_ name: String, _ extras: RichFeatures.Extras) -> [Value] {
    let table = RichFeatures.adding([name], to: films, extras)
    return (0..<table.rowCount).map { table.column(name)?[$0] ?? .text("no column") }
  }

  @Test func `what is not known of a film is null, and that it has no franchise is something known`() {
    let extras = RichFeatures.extras(companies: companies, franchises: franchises)
    #expect(
      column("companies", extras) == [.list(["Ash", "Bone"]), .list(["Ash"]), .null, .null, .null])
    #expect(column("franchise", extras) == [.list([]), .list(["Saw"]), .list(["Fog"]), .null, .null])
    #expect(column("directors", extras).allSatisfy { $0 == .null })
  }

  @Test func `a store of an older hq has no such tables, and all is unknown`() {
    let extras = RichFeatures.extras()
    for name in ["companies", "franchise", "directors", "cast", "sub_genres"] {
      #expect(column(name, extras).allSatisfy { $0 == .null }, "\(name)")
    }
  }

  @Test func `directors and the leads are told from the rest of the credits`() {
    let credits = Table(
      [Field("tmdb_id", .int), Field("place", .int), Field("name", .text), Field("job", .text)],
      rows: (1...7).map { [.int(1), .int(Int64($0)), .text("Actor \($0)"), .text("Actor")] }
        + [
          [.int(1), .int(8), .text("D"), .text("Director")], [.int(2), .int(1), .text("W"), .text("Writer")],
        ])
    let extras = RichFeatures.extras(credits: credits)
    #expect(column("cast", extras)[0] == .list((1...5).map { "Actor \($0)" }))
    #expect(column("directors", extras) == [.list(["D"]), .null, .null, .null, .null])
  }

  @Test func `the rich features have the record of each kind of maker`() {
    for name in ["directors", "cast", "companies", "franchise"] {
      #expect(FilmFeatures.rich.names.contains(name) && RichFeatures.namesOfExtras.contains(name))
    }
  }
}
