/// Pages of `help` that belong to no verb and no function.
package enum HelpTopic {
  package static let all: [HelpPage] = [
    pipelines, expressions, dates, store, tmdb, watch, notebooks, mail, files, missing, numbers,
  ]

  private static let pipelines = HelpPage(
    "pipelines", "how statements are written",
    [
      .sample("films | where rating > 7 | sort -rating | take 10 as best"),
      .prose(
        "A pipeline starts with a source (`from \"films.csv\"`) or the name of a table, and goes on with verbs behind "
          + "`|`. `as NAME` at its end names the result. A verb without a table in front of it reads `it`, the last "
          + "table, and its result is `it` from then on."),
      .prose(
        "A statement ends at the end of its line or at `;`. It goes on over a line that starts with `|`, behind a "
          + "trailing `|`, `,`, `else` or operator, and inside brackets. `#` starts a comment."),
      .prose(
        "Options are written `name=value`. A name with blanks in it stands between backticks. A result that has no "
          + "name is shown when its pipeline ends with a transform."),
      .prose(
        "A script is checked whole before its first statement runs: a misspelt column in its last line stops it "
          + "before anything is read twice or written."),
    ])

  private static let expressions = HelpPage(
    "expressions", "what can be computed of a row",
    [
      .heading("operators, the loosest first"),
      .rows([
        .init("or", "either is true"),
        .init("and", "both are true"),
        .init("not x", "the contrary"),
        .init("== != < <= > >=", "comparison; texts by their characters' codes"),
        .init("x between a and b", "both ends are included"),
        .init(
          "x in [a, b]",
          "one of these; also a range (`x in 1..5`) or an item of a list (`\"Thriller\" in genres`)"),
        .init("x not in [a, b]", "none of these"),
        .init("contains starts ends", "a piece of a text, its beginning, its end: exactly these characters"),
        .init("x like \"pattern\"", "`%` stands for any text, `_` for one character; a to z match A to Z"),
        .init("x is null", "the value is missing; `x is not null` the contrary"),
        .init("x ?? y", "the first that is not missing"),
        .init("+ -", "sum and difference; `+` puts texts together and moves dates"),
        .init("* / // %", "`/` divides really; `//` gives the whole part, rounded down, and `%` the rest"),
        .init("-x", "the negative"),
      ]),
      .heading("literals"),
      .sample("12  1.5  1e6  1_000_000  \"text\"  true  null  2026-10-31  90d  1..5  [a, b]  $parameter"),
      .prose(
        "What does not exist is null: a division by zero, the logarithm of -1. What is too large for its type stops "
          + "the statement. `help functions` lists the functions."),
    ])

  private static let dates = HelpPage(
    "dates", "days, instants and durations",
    [
      .rows([
        .init("2026-10-31", "a day"),
        .init("2026-10-31T18:30:00Z", "an instant, in UTC"),
        .init("90s 5m 1h 90d 2w 3mo 1y", "durations: seconds, minutes, hours, days, weeks, months, years"),
      ]),
      .prose(
        "`release_date + 90d` moves a date, `today() - release_date` counts days. `year(d)`, `month(d)`, `day(d)` and "
          + "`weekday(d)` take one apart. `now()` and `today()` come from the script's clock."),
    ])

  private static let store = HelpPage(
    "store", "films, their past, and whose store it is",
    [
      .rows([
        .init("use demo", "made-up films in memory, the same each time"),
        .init("use \"mine.sqlite\"", "a file; `--db PATH` does the same from outside"),
        .init("ingest from \"films.csv\"", "takes films in, as one numbered ingest"),
        .init("load horror", "the films of a genre; `films` are all, `tables` lists the rest"),
        .init("load horror as of ingest 3", "the store as it was right after that ingest"),
        .init("load horror as of 2026-11-20", "as it was at the end of that day"),
        .init("film 9000001", "one film; `snapshots 9000001` says how it went"),
        .init("sql \"select …\"", "any statement that reads; films are in `movies`"),
        .init("history", "the ingests"),
      ]),
      .prose(
        "Nothing is lost by an ingest: what a film was before is kept, and what a source does not know stays as it "
          + "is. A script sees one version of the store from its first statement to its last; in the shell each line "
          + "sees the newest."),
      .prose(
        "A column that the pipeline does not need is not read, and conditions right behind `load` are left to SQLite "
          + "where it answers them in the same way: `explain` says which."),
    ])

  private static let tmdb = HelpPage(
    "tmdb", "films from TMDB, and what its terms ask for",
    [
      .rows([
        .init("ingest tmdb horror since 2010", "the films of each year; again and again, what has changed"),
        .init("ingest tmdb horror full=yes", "every year, however fresh the store is"),
        .init(
          "ingest tmdb horror details=yes",
          "each film by itself too: runtime, budget, keywords, credits, companies, franchise"),
        .init("ingest tmdb popular pages=2", "what is popular now"),
        .init("ingest tmdb export", "the popularity of all films of the store, from TMDB's daily list"),
        .init(
          "load keywords",
          "and `load credits`, `load companies`, `load franchises`: what details brought; `join … on tmdb_id`"
        ),
        .init("purge before 180d", "what was replaced before then; `purge` removes all"),
      ]),
      .prose(
        "The key or the token stands in TMDB_API_KEY, in the environment or in a file `.env` beside the script; "
          + "nothing prints or keeps it. HQ_TMDB_URL is another address of the API, HQ_TMDB_RATE how many requests a "
          + "second may go out (35; 0 is no limit)."),
      .prose(
        "A sweep is read page by page, and each page is kept as it comes: killed in the midst, the same statement "
          + "goes on from there within six hours. All of it is one ingest. What cannot be read is said, with exit "
          + "code 75 where it may work later; a row that makes no sense is put aside, with why."),
      .prose(
        "TMDB's terms allow its data to be kept for six months: what was replaced more than 180 days ago is purged "
          + "by itself (HQ_TMDB_RETENTION: other days). They also restrict machine learning without TMDB's agreement; "
          + "whether a use is allowed is for the holder of the key to decide."),
    ])

  private static let watch = HelpPage(
    "watch", "what `hq --watch` keeps running",
    [
      .sample("every 5m { ingest tmdb horror since 2010 }"),
      .prose(
        "`hq --watch` keeps a plan running: the built-in one, which `hq --watch --print` shows, or the `every` blocks "
          + "of a script. The script's other statements run once before. Scripts without such blocks are run again "
          + "after each success of the plan's last job that can run: `hq --watch plan.hq notebooks/*.hq`."),
      .prose(
        "At a terminal the shell stays usable: `jobs` lists the jobs, `jobs run NAME`, `jobs pause NAME` and `jobs "
          + "resume NAME` do what they say. Without a terminal each event is a line on standard error, and SIGHUP "
          + "reads the files again: jobs that stay go on as they stood."),
      .prose(
        "One job runs at a time. A late one runs once; one that fails is tried again later and later, up to an hour "
          + "or four of its periods apart. One process watches a store; scripts and shells read it beside that at any time."
      ),
    ])

  private static let notebooks = HelpPage(
    "notebooks", "scripts that are recorded and replayed",
    [
      .rows([
        .init("hq record FILE", "runs it, and writes what it printed below its statements, and FILE.lock"),
        .init("hq replay FILE", "runs it as it was recorded, and says what differs; `--twice` side by side"),
        .init("hq test FOLDER", "replays all notebooks below, side by side; `--junit FILE` for CI"),
        .init("hq run --locked FILE", "runs it for good, on the data, the clock and the seed of its lock"),
        .init("hq diff A.lock B.lock", "what changed between two recordings"),
        .init("hq render FILE -o OUT", "runs it, and writes a report: .html, .pdf or .md"),
        .init("save notebook.hq", "in the shell: the statements that led to what is there now"),
      ]),
      .prose(
        "Prose is Markdown in comments, `#>` begins a line of recorded output. The lock names the ingest at which the "
          + "store was read, the clock, the seed and the parameters, and holds digests of what was read and told; it "
          + "is made to be kept beside the notebook. A replay reads the store as of that ingest, whatever has come "
          + "in since, puts its files aside, and draws and sends nothing."),
      .prose(
        "Exit code 5: the text, the data or the parameters are others than those recorded. 1: they are the same, and "
          + "something else came of them. `tol=0.01` on a statement lets its numbers lie so far apart. A notebook that "
          + "is recorded cannot `ingest` or `purge`."),
      .prose(
        "Paths in a notebook are taken from where hq stood when it was recorded, so that it replays from anywhere. Of "
          + "the tables that trainings leave behind, the newest are kept: a replay that needs older ones says what "
          + "differs."),
    ])

  private static let mail = HelpPage(
    "mail", "reports and files that are sent",
    [
      .sample("export report to \"weekly.pdf\" mail=\"ann@example.org\""),
      .rows([
        .init("HQ_SMTP_URL", "the server: smtps://mail.example.org, or smtp://mail.example.org:587"),
        .init("HQ_SMTP_USER", "who hq is to the server, and HQ_SMTP_PASSWORD"),
        .init("HQ_MAIL_FROM", "whom it comes from: hq@example.org, or Films <hq@example.org>"),
        .init("HQ_SMTP_CA", "a file of certificates to trust, where the server has one of its own making"),
      ]),
      .prose(
        "`smtps` is encrypted from the first byte; `smtp` must become so by STARTTLS before anything is told, unless the "
          + "server is this machine. What may work later is tried three times; exit code 75 says that it may work "
          + "later still. The password is shown nowhere. A replay sends nothing."),
    ])

  private static let files = HelpPage(
    "files", "what `from` reads and `export` writes",
    [
      .rows([
        .init("from \"films.csv\"", ".csv .tsv .json .ndjson, each also .gz"),
        .init("from \"other.db:films\"", "a table of a SQLite file"),
        .init("from \"-\"", "standard input"),
        .init("explain from \"films.csv\"", "what was found in the data, and why"),
      ]),
      .prose(
        "Delimiter, quotes, header, encoding, types and missing values are found by looking at all the data. A column "
          + "is whole numbers, numbers, dates, instants or true/false when every value is, else text; numbers with "
          + "leading zeros are text. Dates that could be read two ways are text until `dates=\"dd/mm/yyyy\"` says "
          + "which."),
      .prose(
        "Rows with too few fields are filled with null, of those with too many the last are left out; both are "
          + "reported with their line numbers."),
      .prose(
        "`export report to \"report.html\"` in a script writes what it has told so far: .html, .pdf or .md."),
      .prose(
        "`export` writes a temporary file and renames it: the old file is there until the new one is whole. Paths "
          + "are taken from the directory in which hq was started; those of `include` and `run` from the script's."
      ),
    ])

  private static let missing = HelpPage(
    "missing", "null, the value that is not there",
    [
      .prose(
        "Null is never equal to anything, so `where x == 5` and `where x != 5` both leave out the rows where x is "
          + "missing. `x is null` finds them, `x ?? 0` replaces them."),
      .prose(
        "Sums, means and counts pass over missing values; `count()` counts rows, `count(x)` the values. The group of "
          + "rows whose key is missing comes last, as they do in every `sort`. A missing key matches nothing in a "
          + "`join`."),
    ])

  private static let numbers = HelpPage(
    "numbers", "how they print",
    [
      .prose(
        "Tables show at most 6 significant digits, aligned on the point. csv, json and ndjson hold the shortest text "
          + "that reads back to the same number. A missing value is empty in csv, null in json and · in a table. "
          + "Nothing depends on the locale, the time zone or the number of threads.")
    ])
}
