/// What the first word of the command line can ask for, besides scripts to run.
package struct Subcommand: Sendable {
  package let name: String
  package let usage: String
  package let summary: String

  package static let all: [Subcommand] = [
    Subcommand(
      name: "check", usage: "hq check FILE...",
      summary: "parse, resolve and type-check; run nothing, write nothing"),
    Subcommand(
      name: "fmt", usage: "hq fmt [--check] FILE...", summary: "the one canonical layout, written in place"),
    Subcommand(
      name: "doctor", usage: "hq doctor",
      summary: "what works here: the store, gnuplot, the key, the clock, the disk"),
    Subcommand(
      name: "--watch", usage: "hq --watch [FILE...]",
      summary: "keep jobs running: those of a script, or the built-in plan"),
    Subcommand(name: "help", usage: "hq help [TOPIC]", summary: "the same text as `help` in the shell"),
  ]
}
