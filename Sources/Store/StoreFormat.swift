/// The tables of a store, as steps from one version of the schema to the next.
///
/// A step that was published is never changed: a store somewhere has taken it. New needs make a new step.
package enum StoreFormat {
  /// `hqst`: tells a store from other SQLite files.
  package static let applicationID: Int64 = 0x6871_7374

  package static var version: Int { steps.count }

  /// Step `i` leads from version `i` to version `i + 1`.
  package static let steps: [[String]] = [films + history + analyses, sweeps, models, makers]

  /// The films as they are now. A missing value is null; genres are a JSON list of their names.
  private static let films = [
    """
    create table movies (
      tmdb_id integer primary key,
      imdb_id text,
      title text,
      original_title text,
      original_language text,
      overview text,
      release_date date check (release_date is null or release_date glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
      popularity real,
      vote_count integer,
      vote_average real,
      runtime integer,
      genres text check (genres is null or json_valid(genres)),
      budget integer,
      revenue integer,
      updated_at timestamp not null
    )
    """,
    // By film, then by age: the past of one film lies in one place, and the newest row before any point is
    // found in one step. An id is given once and grows, so that each ingest has a last one.
    """
    create table movie_snapshots (
      id integer not null,
      tmdb_id integer not null,
      snapshot_ts timestamp not null,
      popularity real,
      vote_count integer,
      vote_average real,
      primary key (tmdb_id, id)
    ) without rowid
    """,
  ]

  /// What the past needs: each ingest under its number, and the details that were replaced.
  private static let history = [
    """
    create table ingests (
      ingest integer primary key,
      finished_at timestamp not null,
      source text not null,
      seen integer not null,
      added integer not null,
      changed integer not null,
      gone integer not null,
      snapshots integer not null,
      last_snapshot integer not null
    )
    """,
    // The current details stand in `movies`, valid from the ingest `details_since`, changed at `details_ts`.
    // A film that is gone has no row there, and `gone_since` says from which ingest on.
    """
    create table movie_lives (
      tmdb_id integer primary key,
      first_ingest integer not null references ingests (ingest),
      details_since integer not null references ingests (ingest),
      details_ts timestamp not null,
      gone_since integer references ingests (ingest)
    )
    """,
    // Valid from the ingest `since` up to, and without, the ingest `until`.
    """
    create table movie_versions (
      tmdb_id integer not null references movie_lives (tmdb_id),
      until integer not null references ingests (ingest),
      since integer not null references ingests (ingest),
      details_ts timestamp not null,
      imdb_id text,
      title text,
      original_title text,
      original_language text,
      overview text,
      release_date date,
      runtime integer,
      genres text,
      budget integer,
      revenue integer,
      primary key (tmdb_id, until)
    ) without rowid
    """,
    """
    create table store_facts (
      name text primary key,
      value text not null
    ) without rowid
    """,
  ]

  /// What models leave behind. One analysis has one `analysis_ts`.
  private static let analyses = [
    """
    create table model_predictions (
      id integer primary key,
      analysis_ts timestamp not null,
      model text not null,
      target text not null,
      tmdb_id integer not null,
      actual real,
      predicted real not null
    )
    """,
    """
    create table horror_regression (
      id integer primary key,
      analysis_ts timestamp not null,
      feature_name text not null,
      feature_importance real not null,
      mae real,
      r2_score real
    )
    """,
    """
    create table horror_regression_predictions (
      id integer primary key,
      analysis_ts timestamp not null,
      tmdb_id integer not null,
      actual_popularity real,
      predicted_popularity real not null
    )
    """,
    """
    create table horror_classification (
      id integer primary key,
      analysis_ts timestamp not null,
      confusion_matrix text,
      roc_curve text,
      auc_score real,
      accuracy real
    )
    """,
    """
    create table horror_clustering (
      id integer primary key,
      analysis_ts timestamp not null,
      tmdb_id integer not null,
      cluster_id integer not null,
      pca_x real,
      pca_y real
    )
    """,
    """
    create table horror_cluster_profiles (
      id integer primary key,
      analysis_ts timestamp not null,
      cluster_id integer not null,
      avg_runtime real,
      avg_budget real,
      avg_revenue real,
      avg_vote_count real,
      avg_genre_count real,
      avg_year real,
      avg_month real,
      avg_is_october real,
      avg_is_english real,
      avg_popularity real,
      avg_vote_average real,
      movie_count integer not null
    )
    """,
  ]

  /// What trainings leave: each run with its model, and what a cluster is called.
  private static let models =
    [
      """
      create table model_runs (
        id integer primary key,
        analysis_ts timestamp not null,
        name text not null,
        family text not null,
        targets text not null,
        statement text not null,
        data_digest text not null,
        rows integer not null,
        metrics text not null check (json_valid(metrics)),
        model blob
      )
      """,
      "create index model_runs_name on model_runs (name, id)",
      "alter table horror_cluster_profiles add column name text",
    ]
    + [
      "is_summer", "is_holiday", "genre_thriller", "genre_mystery", "genre_comedy", "genre_drama",
      "genre_scifi", "genre_action", "genre_adventure",
    ].map { "alter table horror_cluster_profiles add column avg_\($0) real" }

  /// What an ingest from TMDB leaves on its way, and what it reads beside the rows of the films.
  private static let sweeps = [
    """
    create table sweeps (
      sweep integer primary key,
      scope text not null unique,
      windows text not null,
      started_at timestamp not null
    )
    """,
    // A row is a page that was read and its mark; all of them go when the sweep ends.
    """
    create table sweep_pages (
      sweep integer not null references sweeps (sweep),
      window_name text not null,
      page integer not null,
      body blob not null,
      unique (sweep, window_name, page)
    )
    """,
    """
    create table sweep_windows (
      scope text not null,
      window_name text not null,
      seen_at timestamp not null,
      pages integer not null,
      films integer not null,
      primary key (scope, window_name)
    ) without rowid
    """,
    """
    create table movie_readings (
      tmdb_id integer primary key,
      read_at timestamp not null
    )
    """,
    """
    create table movie_keywords (
      tmdb_id integer not null,
      keyword text not null,
      primary key (tmdb_id, keyword)
    ) without rowid
    """,
    """
    create table movie_credits (
      tmdb_id integer not null,
      place integer not null,
      person_id integer,
      name text not null,
      job text not null,
      character text,
      primary key (tmdb_id, place)
    ) without rowid
    """,
  ]

  /// Who made films and which franchise they belong to; and the past of all that is known beside their rows: what
  /// was replaced was valid from the ingest `since` up to, and without, the ingest `until`.
  private static let makers = [
    // 0 for what was there before this was kept: since whenever.
    "alter table movie_keywords add column since integer not null default 0",
    "alter table movie_credits add column since integer not null default 0",
    """
    create table movie_companies (
      tmdb_id integer not null,
      place integer not null,
      company_id integer,
      name text not null,
      country text,
      since integer not null,
      primary key (tmdb_id, place)
    ) without rowid
    """,
    """
    create table movie_franchises (
      tmdb_id integer primary key,
      franchise_id integer,
      name text not null,
      since integer not null
    )
    """,
    """
    create table movie_keyword_versions (
      tmdb_id integer not null,
      until integer not null,
      since integer not null,
      keyword text not null,
      primary key (tmdb_id, until, keyword)
    ) without rowid
    """,
    """
    create table movie_credit_versions (
      tmdb_id integer not null,
      until integer not null,
      since integer not null,
      place integer not null,
      person_id integer,
      name text not null,
      job text not null,
      character text,
      primary key (tmdb_id, until, place)
    ) without rowid
    """,
    """
    create table movie_company_versions (
      tmdb_id integer not null,
      until integer not null,
      since integer not null,
      place integer not null,
      company_id integer,
      name text not null,
      country text,
      primary key (tmdb_id, until, place)
    ) without rowid
    """,
    """
    create table movie_franchise_versions (
      tmdb_id integer not null,
      until integer not null,
      since integer not null,
      franchise_id integer,
      name text not null,
      primary key (tmdb_id, until)
    ) without rowid
    """,
    // What was read film by film before did not have these: it is read again.
    "delete from movie_readings",
  ]
}
