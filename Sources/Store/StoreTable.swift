import Tables

/// A table of the store as a script loads it: its name there, its name in SQLite, its columns with their types.
package struct StoreTable: Sendable, Hashable {
  /// How `load` calls it.
  package let name: String
  package let sqlName: String
  package let summary: String
  package let schema: Schema
  /// The columns by which its rows are in order.
  let key: [String]
  /// Where the rows of films are kept that others have replaced, for a table of what stands beside the films.
  let versionsName: String?
  var namesWithVersions: [String] { [sqlName] + (versionsName.map { [$0] } ?? []) }

  private init(
    _ name: String, _ sqlName: String, _ summary: String, key: [String], versionsName: String? = nil,
    _ fields: [(String, DataType)]
  ) {
    self.name = name
    self.sqlName = sqlName
    self.summary = summary
    self.key = key
    self.versionsName = versionsName
    schema = Schema(fields.map { Field($0.0, $0.1) })
  }

  package static func named(_ name: String) -> StoreTable? {
    all.first { $0.name == name || $0.sqlName == name }
  }

  package static let all = [films, snapshots, ingests] + extras + analyses

  /// What is known of films beside their rows, from answers about each one of them.
  static let extras = [keywords, credits, companies, franchises]

  package static let films = StoreTable(
    "films", "movies", "the films as they are now", key: ["tmdb_id"],
    [
      ("tmdb_id", .int), ("imdb_id", .text), ("title", .text), ("original_title", .text),
      ("original_language", .text), ("overview", .text), ("release_date", .date), ("popularity", .double),
      ("vote_count", .int), ("vote_average", .double), ("runtime", .int), ("genres", .list),
      ("budget", .int), ("revenue", .int), ("updated_at", .timestamp),
    ])

  package static let snapshots = StoreTable(
    "snapshots", "movie_snapshots", "popularity and votes of each film each time that they changed",
    key: ["tmdb_id", "id"],
    [
      ("id", .int), ("tmdb_id", .int), ("snapshot_ts", .timestamp), ("popularity", .double),
      ("vote_count", .int), ("vote_average", .double),
    ])

  package static let ingests = StoreTable(
    "ingests", "ingests", "each ingest: when, from where, and what it changed", key: ["ingest"],
    [
      ("ingest", .int), ("finished_at", .timestamp), ("source", .text), ("seen", .int), ("added", .int),
      ("changed", .int), ("gone", .int), ("snapshots", .int),
    ])

  package static let keywords = StoreTable(
    "keywords", "movie_keywords", "the keywords of films that TMDB was asked about one by one",
    key: ["tmdb_id", "keyword"], versionsName: "movie_keyword_versions",
    [("tmdb_id", .int), ("keyword", .text)])

  package static let credits = StoreTable(
    "credits", "movie_credits", "their first-named cast, and who directed, wrote, shot, cut and scored them",
    key: ["tmdb_id", "place"], versionsName: "movie_credit_versions",
    [
      ("tmdb_id", .int), ("place", .int), ("person_id", .int), ("name", .text), ("job", .text),
      ("character", .text),
    ])

  package static let companies = StoreTable(
    "companies", "movie_companies", "who produced them, the first-named first", key: ["tmdb_id", "place"],
    versionsName: "movie_company_versions",
    [("tmdb_id", .int), ("place", .int), ("company_id", .int), ("name", .text), ("country", .text)])

  package static let franchises = StoreTable(
    "franchises", "movie_franchises", "the franchise of each film that goes on from others, or they from it",
    key: ["tmdb_id"], versionsName: "movie_franchise_versions",
    [("tmdb_id", .int), ("franchise_id", .int), ("name", .text)])

  /// Whether it can be read as of a point in the past.
  package var hasHistory: Bool { [.films, .snapshots, .ingests].contains(self) || versionsName != nil }

  /// The statement for the rows that a table of what stands beside the films had right after an ingest.
  func rowsOfThen(ingest: String) -> String {
    let columns = (schema.names + ["since"]).joined(separator: ", ")
    var sql = "select \(columns) from main.\(sqlName) where since <= \(ingest)"
    if let versionsName {
      sql +=
        " union all select \(columns) from main.\(versionsName) where since <= \(ingest) and until > \(ingest)"
    }
    return sql
  }

  /// Whether its rows tell what was found at some time, and stay until they are too many.
  var isOfAnalyses: Bool { schema.index(of: "analysis_ts") != nil }

  private static let analyses = [
    analysis(
      "predictions", "model_predictions", "what models predicted for films",
      [
        ("model", .text), ("target", .text), ("tmdb_id", .int), ("actual", .double), ("predicted", .double),
      ]),
    analysis(
      "horror_regression", "horror_regression", "which features a forest found to matter for popularity",
      [
        ("feature_name", .text), ("feature_importance", .double), ("mae", .double), ("r2_score", .double),
      ]),
    analysis(
      "horror_regression_predictions", "horror_regression_predictions", "popularity, true and predicted",
      [("tmdb_id", .int), ("actual_popularity", .double), ("predicted_popularity", .double)]),
    analysis(
      "horror_classification", "horror_classification", "how well a rating above the median was told",
      [
        ("confusion_matrix", .text), ("roc_curve", .text), ("auc_score", .double), ("accuracy", .double),
      ]),
    analysis(
      "horror_clustering", "horror_clustering", "the cluster of each film, and its place on a plane",
      [("tmdb_id", .int), ("cluster_id", .int), ("pca_x", .double), ("pca_y", .double)]),
    analysis(
      "horror_cluster_profiles", "horror_cluster_profiles", "the averages of each cluster",
      [
        ("cluster_id", .int), ("avg_runtime", .double), ("avg_budget", .double), ("avg_revenue", .double),
        ("avg_vote_count", .double), ("avg_genre_count", .double), ("avg_year", .double),
        ("avg_month", .double), ("avg_is_october", .double), ("avg_is_english", .double),
        ("avg_popularity", .double), ("avg_vote_average", .double), ("movie_count", .int),
        ("name", .text), ("avg_is_summer", .double), ("avg_is_holiday", .double),
        ("avg_genre_thriller", .double), ("avg_genre_mystery", .double), ("avg_genre_comedy", .double),
        ("avg_genre_drama", .double), ("avg_genre_scifi", .double), ("avg_genre_action", .double),
        ("avg_genre_adventure", .double),
      ]),
    analysis(
      "runs", "model_runs", "each training: what was asked, on which data, and how good it is",
      [
        ("name", .text), ("family", .text), ("targets", .text), ("statement", .text),
        ("data_digest", .text), ("rows", .int), ("metrics", .text),
      ]),
  ]

  private static func analysis(
    _ name: String, _ sqlName: String, _ summary: String, _ fields: [(String, DataType)]
  ) -> StoreTable {
    StoreTable(
      name, sqlName, summary, key: ["id"], [("id", .int), ("analysis_ts", .timestamp)] + fields)
  }
}
