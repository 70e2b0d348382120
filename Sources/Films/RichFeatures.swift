import Tables

/// What of a film is found in its texts, its dates and its makers: columns that no expression computes.
package enum RichFeatures {
  package static let names = [
    "days_to_halloween", "days_to_holiday", "is_friday_13", "sub_genres", "directors", "cast", "companies",
    "franchise",
  ]

  /// Those of them that stand in tables of the store beside the films.
  package static let namesOfExtras: Set = ["sub_genres", "directors", "cast", "companies", "franchise"]

  /// What is known of films beside their rows, by the films' numbers.
  package struct Extras: Sendable {
    package fileprivate(set) var keywords: [Int64: [String]] = [:]
    package fileprivate(set) var directors: [Int64: [String]] = [:]
    package fileprivate(set) var cast: [Int64: [String]] = [:]
    package fileprivate(set) var companies: [Int64: [String]] = [:]
    /// One name, or none for a film that is known to belong to no franchise.
    package fileprivate(set) var franchise: [Int64: [String]] = [:]

    package init() {}
  }

  private static let castSize = 5

  /// The tables of a store, by film; nil for one that it does not have.
  package static func extras(
    keywords: Table? = nil, credits: Table? = nil, companies: Table? = nil, franchises: Table? = nil
  ) -> Extras {
    var extras = Extras()
    for (id, word) in names("keyword", of: keywords) { extras.keywords[id, default: []].append(word) }
    for (row, (id, name)) in names("name", of: credits).enumerated() {
      guard case .text(let job)? = credits?.column("job")?[row] else { continue }
      if job == "Director" { extras.directors[id, default: []].append(name) }
      if job == "Actor", extras.cast[id, default: []].count < castSize {
        extras.cast[id, default: []].append(name)
      }
    }
    for (id, name) in names("name", of: companies) {
      extras.companies[id, default: []].append(name)
      // Both are of one answer: where TMDB told of the companies and of no franchise, there is none.
      extras.franchise[id] = []
    }
    for (id, name) in names("name", of: franchises) { extras.franchise[id] = [name] }
    return extras
  }

  /// The number of the film and the name in each row.
  private static func names(_ column: String, of table: Table?) -> [(Int64, String)] {
    guard let table else { return [] }
    let (ids, names) = (FilmCells.ints(table.column("tmdb_id")), FilmCells.texts(table.column(column)))
    return (0..<table.rowCount).map { row in (ids(row) ?? 0, names(row) ?? "") }
  }

  /// The table with those of the columns that are wanted and not there yet.
  package static func adding(_ wanted: Set<String>, to table: Table, _ extras: Extras) -> Table {
    let names = names.filter { wanted.contains($0) && table.schema[$0] == nil }
    guard !names.isEmpty else { return table }
    let columns = names.map { column($0, of: table, extras) }
    return Table(
      Schema(table.schema.fields + zip(names, columns).map { Field($0, $1.type) }), table.columns + columns,
      rowCount: table.rowCount)
  }

  private static func column(_ name: String, of table: Table, _ extras: Extras) -> Column {
    func dates(_ type: DataType, _ value: (CalendarDate) -> Value) -> Column {
      let released = table.column("release_date")
      return Column(
        type,
        (0..<table.rowCount).map { row in
          if case .date(let date)? = released?[row] { value(date) } else { .null }
        })
    }
    func makers(_ known: [Int64: [String]]) -> Column {
      let ids = table.column("tmdb_id")
      return Column(
        .list,
        (0..<table.rowCount).map { row in
          guard case .int(let id)? = ids?[row], let names = known[id] else { return Value.null }
          return .list(names)
        })
    }
    switch name {
    case "days_to_halloween": return dates(.int) { .int(Int64($0.daysToHalloween)) }
    case "days_to_holiday": return dates(.int) { .int(Int64($0.daysToHoliday)) }
    case "is_friday_13": return dates(.bool) { .bool($0.isFriday13) }
    case "directors": return makers(extras.directors)
    case "cast": return makers(extras.cast)
    case "companies": return makers(extras.companies)
    case "franchise": return makers(extras.franchise)
    default: return subGenres(of: table, extras.keywords)
    }
  }

  private static func subGenres(of table: Table, _ keywords: [Int64: [String]]) -> Column {
    let (overviews, ids) = (table.column("overview"), table.column("tmdb_id"))
    return Column(
      .list,
      (0..<table.rowCount).map { row in
        var texts: [String] = []
        if case .text(let overview)? = overviews?[row] { texts.append(overview) }
        if case .int(let id)? = ids?[row] { texts += keywords[id] ?? [] }
        return texts.isEmpty
          ? Value.null : .list(SubGenre.found(in: texts.joined(separator: ", ")).map(\.rawValue))
      })
  }
}
