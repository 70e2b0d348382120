/// Pages of `help` that belong to no verb and no function.
package struct HelpTopic: Sendable {
  package let name: String
  package let text: String

  package static let all: [HelpTopic] = [pipelines, expressions, dates, files, missing, numbers]

  private static let pipelines = HelpTopic(
    name: "pipelines",
    text: """
      pipelines: how statements are written

        films | where rating > 7 | sort -rating | take 10 as best

      A pipeline starts with a source (`from "films.csv"`) or the name of a table, and goes on with verbs behind
      `|`. `as NAME` at its end names the result. A verb without a table in front of it reads `it`, the last table,
      and its result is `it` from then on.

      A statement ends at the end of its line or at `;`. It goes on over a line that starts with `|`, behind a
      trailing `|`, `,` or operator, and inside brackets. `#` starts a comment.

      Options are written `name=value`. A name with blanks in it stands between backticks: `Vote Average`.
      A result that has no name is shown when its pipeline ends with a transform.
      """)

  private static let expressions = HelpTopic(
    name: "expressions",
    text: """
      expressions: what can be computed of a row, the loosest operators first

        or   and   not
        == != < <= > >=   in   between a and b   contains   starts   ends   like   is null
        ??                the first that is not missing
        + -
        * / // %          `/` divides really, `//` gives the whole part rounded down, `%` the rest
        -x

      `x in [a, b]`, `x in 1..5`, `"Thriller" in genres`, `x not in [a]`, `x is not null`. `like` knows % and _.
      `contains`, `starts`, `ends` and the comparison of texts look at the exact characters.
      12  1.5  1e6  1_000_000  "text"  true  null  2026-10-31  90d  [a, b]  $parameter

      What does not exist is null: a division by zero, the logarithm of -1. What is too large for its type stops the
      statement. `help functions` lists the functions.
      """)

  private static let dates = HelpTopic(
    name: "dates",
    text: """
      dates: days, instants and durations

        2026-10-31              a day
        2026-10-31T18:30:00Z    an instant, in UTC
        90s 5m 1h 90d 2w 3mo 1y durations: seconds, minutes, hours, days, weeks, months, years

      `release_date + 90d` moves a date, `today() - release_date` counts days. `year(d)`, `month(d)`, `day(d)`,
      `weekday(d)` take one apart. `now()` and `today()` come from the script's clock.
      """)

  private static let files = HelpTopic(
    name: "files",
    text: """
      files: what `from` reads and `export` writes

        from "films.csv"                .csv .tsv .json .ndjson, each also .gz
        from "other.db:films"           a table of a SQLite file
        from "-"                        standard input
        explain from "films.csv"        what was found in the data, and why

      Delimiter, quotes, header, encoding, types and missing values are found by looking at all the data. A column is
      whole numbers, numbers, dates, instants or true/false when every value is, else text; numbers with leading
      zeros are text. Dates that could be read two ways are text until `dates="dd/mm/yyyy"` says which.
      Rows with too few fields are filled with null, of those with too many the last are left out; both are
      reported with their line numbers.

      `export` writes a temporary file and renames it: the old file is there until the new one is whole.
      Paths are taken from the directory in which hq was started; those of `include` and `run` from the script's.
      """)

  private static let missing = HelpTopic(
    name: "missing",
    text: """
      missing: null, the value that is not there

      Null is never equal to anything, so `where x == 5` and `where x != 5` both leave out the rows where x is missing.
      `x is null` finds them, `x ?? 0` replaces them. Sums, means and counts pass over them; `count()` counts rows,
      `count(x)` the values. A group of rows whose key is missing comes last, as they do in every `sort`.
      A missing key matches nothing in a `join`.
      """)

  private static let numbers = HelpTopic(
    name: "numbers",
    text: """
      numbers: how they print

      Tables show at most 6 significant digits, aligned on the point. csv, json and ndjson hold the shortest text that
      reads back to the same number. A missing value is empty in csv, null in json and · in a table. Nothing depends
      on the locale, the time zone or the number of threads.
      """)
}
