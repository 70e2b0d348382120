/// What the first word of the command line can ask for, besides scripts to run.
package struct Subcommand: Sendable {
  package let name: String
  package let usage: String
  package let summary: String

  package static let all: [Subcommand] = [
    Subcommand(
      name: "run", usage: "hq run [--locked] FILE...",
      summary: "run scripts, as `hq FILE` does; locked to the data they were recorded on"),
    Subcommand(
      name: "check", usage: "hq check FILE...",
      summary: "parse, resolve and type-check; run nothing, write nothing"),
    Subcommand(
      name: "fmt", usage: "hq fmt [--check] FILE...", summary: "the one canonical layout, written in place"),
    Subcommand(
      name: "record", usage: "hq record FILE...",
      summary: "run notebooks, and write the outputs into them and a lock beside each"),
    Subcommand(
      name: "replay", usage: "hq replay [--twice] FILE...",
      summary: "run notebooks as they were recorded, and say what differs"),
    Subcommand(
      name: "test", usage: "hq test PATH...",
      summary: "replay every notebook below a folder, side by side, with a summary"),
    Subcommand(
      name: "render", usage: "hq render FILE -o OUT",
      summary: "run a notebook, and write a report: .html, .pdf or .md"),
    Subcommand(
      name: "diff", usage: "hq diff A.lock B.lock",
      summary: "what changed between two recordings: data, parameters, options, metrics"),
    Subcommand(
      name: "doctor", usage: "hq doctor",
      summary: "what works here: the store, gnuplot, the key, the clock, the disk"),
    Subcommand(
      name: "--watch", usage: "hq --watch [FILE...]",
      summary: "keep jobs running: those of a script, or the built-in plan"),
    Subcommand(name: "help", usage: "hq help [TOPIC]", summary: "the same text as `help` in the shell"),
  ]
}
