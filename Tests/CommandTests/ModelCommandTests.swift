import Foundation
import TestSupport
import Testing

/// What models leave behind, and what later sessions make of it.
@Suite struct ModelCommandTests {
  /// A store with made-up films, taken in from a file.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(fixtures: false)
    let made = try workspace.hq(
      "-c", "use demo; load horror since 2018 | export to \"films.csv\"")
    #expect(made.code == 0)
    let filled = try workspace.hq("--db", "films.sqlite", "-c", "ingest from \"films.csv\"")
    #expect(filled.code == 0, "\(filled.errors)")
    return workspace
  }

  private static let train = "load horror; train rf depth=6 trees=10 as forest"

  @Test func `a model is the same for any number of threads, and in every process`() throws {
    let workspace = try workspace()
    let outputs = try ["1", "2", "7"].map { threads in
      try workspace.hq(
        "--threads", threads, "--db", "films.sqlite", "-c",
        Self.train
          + "; load horror | predict | select tmdb_id, predicted, low, high, probability | export to \"said.csv\"; load horror | evaluate"
      )
    }
    #expect(Set(outputs.map(\.output)).count == 1)
    #expect(outputs.allSatisfy { $0.code == 0 })
  }

  @Test func `the order of the rows makes no difference`() throws {
    let workspace = try workspace()
    let outputs = try ["tmdb_id", "-tmdb_id", "title"].map { order in
      try workspace.hq(
        "--quiet", "--db", "films.sqlite", "-c", "load horror | sort \(order) | train rf depth=6 trees=10")
    }
    #expect(Set(outputs.map(\.output)).count == 1)
  }

  @Test func `a later session predicts with a model of the store, to the bit`() throws {
    let workspace = try workspace()
    let predict =
      "load horror | predict with forest | select tmdb_id, predicted, low, high, probability | export to"
    #expect(
      try workspace.hq("--db", "films.sqlite", "-c", Self.train + "; \(predict) \"first.csv\"").code == 0)
    let later = try workspace.hq("--db", "films.sqlite", "-c", "\(predict) \"later.csv\"; models")
    #expect(later.code == 0 && later.output.contains("forest"), "\(later.errors)")
    #expect(try workspace.read("first.csv") == workspace.read("later.csv"))
  }

  @Test func `results go to the tables of analyses, and the same training again writes nothing`() throws {
    let workspace = try workspace()
    let count =
      "sql \"select (select count(*) from model_runs) runs, (select count(*) from horror_regression) features, "
      + "(select count(*) from horror_classification) curves, (select count(*) from horror_clustering) places, "
      + "(select count(distinct analysis_ts) from horror_cluster_profiles) profiles\""
    let first = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "--quiet", "-c",
      "set format=csv; load horror; train; \(count)")
    #expect(first.code == 0, "\(first.errors)")
    let counts = try #require(first.output.split(separator: "\n").last)
    #expect(counts.hasPrefix("1,14,1,") && counts.hasSuffix(",1"))
    let again = try workspace.hq(
      "--db", "films.sqlite", "--format", "csv", "--quiet", "-c", "load horror; train; \(count)")
    #expect(again.output.split(separator: "\n").last == counts)
  }

  @Test(arguments: ["train", "train kmeans", "train kmeans k=6 features=general"])
  func `the clusters of the store are those of the model`(train: String) throws {
    let workspace = try workspace()
    let run = try workspace.hq(
      "--quiet", "--db", "films.sqlite", "-c",
      """
      load horror; \(train) as groups
      load horror | predict with groups | derive cluster_id = cluster as said
      said | aggregate films = count(), genres = round(avg(genre_count), 6), \
      english = round(avg(if(is_english, 1, 0)), 6), year = round(avg(year), 6) by cluster_id
      sort cluster_id | export to "said.csv"
      load horror_cluster_profiles | select cluster_id, films = movie_count, genres = round(avg_genre_count, 6), \
      english = round(avg_is_english, 6), year = round(avg_year, 6)
      sort cluster_id | export to "profiles.csv"
      load horror_clustering | select tmdb_id, cluster_id, pca_x, pca_y | sort tmdb_id | export to "kept.csv"
      said | select tmdb_id, cluster_id, pca_x, pca_y | sort tmdb_id | export to "places.csv"
      """)
    #expect(run.code == 0, "\(run.errors)")
    let places = try workspace.read("places.csv")
    #expect(try workspace.read("kept.csv") == places && Set(places.split(separator: "\n")).count > 500)
    #expect(try workspace.read("profiles.csv") == workspace.read("said.csv"))
  }

  @Test func `a prediction of rows that were learnt from says so, and one of others does not`() throws {
    let workspace = try workspace()
    func said(_ rest: Int) throws -> String {
      try workspace.hq(
        "--db", "films.sqlite", "--diagnostics", "short", "-c",
        """
        load horror where tmdb_id % 2 == 0 | train rf popularity trees=5 depth=4 split=none as half
        load horror where tmdb_id % 2 == \(rest) | predict with half
        """
      ).errors
    }
    #expect(try said(0).contains("HQ411]: the model learnt from all of these rows"))
    #expect(try !said(1).contains("learnt from"))
  }

  @Test func `a judgement stands beside the baseline of the training, and a line shows its weights`() throws {
    let workspace = try workspace()
    let run = try workspace.hq(
      "--db", "films.sqlite", "-c",
      "load horror; train linear popularity as line; load horror | evaluate line")
    let errors = run.output.split(separator: "\n").filter { $0.hasPrefix("popularity  mae ") }
    #expect(errors.count == 2 && errors[0] == errors[1] && !errors[0].contains("·"), "\(run.output)")
    let weights = run.output.split(separator: "\n").drop { !$0.contains("per_deviation") }
    #expect(weights.dropFirst().first?.hasPrefix("popularity  vote_count ") == true && weights.count == 13)
  }

  @Test func `the rich features have the record of who made a film, also of one that is planned`() throws {
    let workspace = try Workspace(fixtures: false)
    let franchises = try workspace.hq(
      "--format", "csv", "-c", "use demo; load franchises | select name | take 1")
    let franchise = try #require(franchises.output.split(separator: "\n").last)
    let run = try workspace.hq(
      "-c",
      """
      use demo
      load horror | train rf popularity features=rich trees=10 depth=6 as rich
      film release=2026-12-01 runtime=95 genres=["Horror"] companies=["Wide Gate Media"] \
      franchise="\(franchise)" overview="A ghost returns" | predict with rich
      load horror | train linear popularity ~ runtime + companies + franchise | evaluate
      """.replacing("\\\n", with: ""))
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      run.output.contains("companies and franchise by what earlier films of the same reached"),
      "\(run.output)")
    for name in ["companies_record", "companies_earlier", "franchise_record", "franchise_earlier"] {
      #expect(run.output.contains(name), "\(name)")
    }
  }

  @Test func `the newest month of drift ends with what is out`() throws {
    let workspace = try Workspace(fixtures: false)
    let run = try workspace.hq(
      "--quiet", "-c",
      "use demo; load films | train rf popularity trees=5 depth=4 as small; load films | drift small")
    #expect(
      run.output.contains(
        "newest month: 2026-09-28 to 2026-10-28, without 83 rows of a later `release_date`"),
      "\(run.output)")
  }

  @Test func `as of trains on the films of then`() throws {
    let workspace = try workspace()
    let train = "--quiet"
    let before = try workspace.hq(
      train, "--db", "films.sqlite", "-c", "load horror as of ingest 1; train rf depth=4 trees=5")
    #expect(
      try workspace.hq(
        "--db", "films.sqlite", "-c",
        "from \"films.csv\" | derive popularity = popularity * 2 | export to \"doubled.csv\"; ingest from \"doubled.csv\""
      ).code == 0)
    let after = try workspace.hq(
      train, "--db", "films.sqlite", "-c", "load horror as of ingest 1; train rf depth=4 trees=5")
    #expect(before.output == after.output && before.code == 0)
    let now = try workspace.hq(train, "--db", "films.sqlite", "-c", "load horror; train rf depth=4 trees=5")
    #expect(now.output != after.output)
  }

  @Test func `a statement that trains tells its metrics and its time as an event`() throws {
    let workspace = try workspace()
    let run = try workspace.hq("--db", "films.sqlite", "--events", "ndjson", "-c", Self.train)
    let event = try #require(run.output.split(separator: "\n").first { $0.contains("train rf") })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(event.utf8)) as? [String: Any])
    let metrics = try #require(object["metrics"] as? [String: Double])
    #expect(metrics["auc"] != nil && metrics["r2"] != nil && object["fit_ms"] != nil)
    let importance = try #require(object["importance"] as? [String: Double])
    #expect(abs(importance.values.reduce(0, +) - 1) < 1e-9)
  }

  @Test func `an expectation about a metric that does not hold ends with 1`() throws {
    let workspace = try workspace()
    let run = try workspace.hq(
      "--db", "films.sqlite", "-c", Self.train + "; expect auc >= 0.999 else \"no oracle\"")
    #expect(run.code == 1 && run.errors.contains("no oracle"))
  }

  // MARK: Pictures

  @Test func `a script numbers its pictures, and the same data gives the same picture`() throws {
    let workspace = try workspace()
    try workspace.write(
      "pictures.hq",
      "load horror\nplot hist runtime\nload horror | aggregate films = count() by month | plot bar month, films\n"
    )
    let first = try workspace.hq("--db", "films.sqlite", "pictures.hq")
    #expect(first.code == 0, "\(first.errors)")
    let path = workspace.path + "/plots/pictures-1-hist.png"
    let picture = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(picture.prefix(8) == Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let again = try workspace.hq("--db", "films.sqlite", "pictures.hq")
    #expect(again.output == first.output && first.output.contains("plots/pictures-2-bar.png  sha256:"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == picture)
  }

  @Test func `titles are drawn and never run`() throws {
    let workspace = try Workspace(fixtures: false)
    let names = ["`touch ran`", "'; system(\"touch ran\") #", "$(touch ran)", "@x %s {/Symbol a}", "a\\nb"]
    let rows = names.enumerated().map {
      "\"\($0.element.replacingOccurrences(of: "\"", with: "\"\""))\",\($0.offset + 1)"
    }
    try workspace.write("names.csv", "name,n\n" + rows.joined(separator: "\n") + "\n")
    for ending in ["png", "svg", "pdf", "html", "txt"] {
      let run = try workspace.hq(
        "-c",
        "from \"names.csv\" | plot bar name, n title=\"`touch ran` system('touch ran')\" to \"out.\(ending)\""
      )
      #expect(run.code == 0, "\(ending): \(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/ran"))
  }

  @Test func `boxes of groups for each value are drawn, and it is said how to turn them`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write(
      "n.csv", "month,votes\n" + (0..<200).map { "\($0 % 12 + 1),\($0 * $0)\n" }.joined())
    let turned = try workspace.hq("-c", "from \"n.csv\" | plot box month, votes to \"n.gp\"")
    #expect(turned.code == 0 && turned.errors.contains("`plot box votes, month`"), "\(turned.errors)")
    let right = try workspace.hq("-c", "from \"n.csv\" | plot box votes, month to \"n.gp\"")
    #expect(right.code == 0 && right.errors.isEmpty)
  }

  @Test func `without gnuplot it is said how to get it, with exit code 6`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("n.csv", "n\n1\n2\n")
    let run = try workspace.hq(
      "-c", "from \"n.csv\" | plot hist n to \"n.png\"", environment: ["HQ_GNUPLOT": "/nowhere/gnuplot"])
    #expect(run.code == 6 && run.errors.contains("gnuplot-nox"))
    #expect(!FileManager.default.fileExists(atPath: workspace.path + "/n.png"))
  }

  @Test func `a picture that cannot be drawn so is an error that says what it needs`() throws {
    let workspace = try Workspace(fixtures: false)
    try workspace.write("n.csv", "n,t,m\n1,a,3\n2,b,4\n3,c,9\n4,d,7\n")
    for (statement, words) in [
      ("plot hist t", "no numbers and no dates"), ("plot scatter n", "two columns"),
      ("plot hist n to \"n.bmp\"", "n.bmp"),
      ("plot roc", "needs a model of classes"), ("plot hist n size=\"big\"", "is no size"),
      ("plot hist n color=x", "no column `x`"),
      ("plot histo n", "no kind of picture"),
      ("train linear n ~ m cv=2; from \"n.csv\" | select n | plot partial m", "`TABLE | plot partial m`"),
    ] {
      let run = try workspace.hq("-c", "from \"n.csv\" | \(statement)")
      #expect(run.code != 0 && run.errors.contains(words), "\(statement): \(run.errors)")
    }
  }
}
