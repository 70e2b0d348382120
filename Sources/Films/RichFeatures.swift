import Tables

/// What of a film is found in its texts, its dates and its people: columns that no expression computes.
package enum RichFeatures {
  package static let names = [
    "days_to_halloween", "days_to_holiday", "is_friday_13", "sub_genres", "directors", "cast",
  ]

  /// The keywords and the people of films, by the films' numbers.
  package struct Extras: Sendable {
    package var keywords: [Int64: [String]] = [:]
    package var directors: [Int64: [String]] = [:]
    package var cast: [Int64: [String]] = [:]

    package init() {}
  }

  private static let castSize = 5

  /// The tables `keywords` and `credits` of a store, by film.
  package static func extras(keywords: Table, credits: Table) -> Extras {
    var extras = Extras()
    for row in 0..<keywords.rowCount {
      guard case .int(let id)? = keywords.column("tmdb_id")?[row],
        case .text(let word)? = keywords.column("keyword")?[row]
      else { continue }
      extras.keywords[id, default: []].append(word)
    }
    for row in 0..<credits.rowCount {
      guard case .int(let id)? = credits.column("tmdb_id")?[row],
        case .text(let name)? = credits.column("name")?[row],
        case .text(let job)? = credits.column("job")?[row]
      else { continue }
      if job == "Director" { extras.directors[id, default: []].append(name) }
      if job == "Actor", extras.cast[id, default: []].count < castSize {
        extras.cast[id, default: []].append(name)
      }
    }
    return extras
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
    func people(_ known: [Int64: [String]]) -> Column {
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
    case "directors": return people(extras.directors)
    case "cast": return people(extras.cast)
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
