import Engine
import Foundation
import Language
import StandIn
import Synchronization
import Tables

/// Runs many cycles of a watch against the stand-in, on a clock that runs as fast as they do, and tells how much
/// memory and store they take: after the first hundred, and at the end.
final class FastTime: Sendable {
  private let minutes = Atomic<Int64>(0)

  func goOn() { minutes.add(6, ordering: .relaxed) }
  var steady: Double { Double(minutes.load(ordering: .relaxed)) * 60_000 }
  var wall: Timestamp {
    Timestamp(
      CalendarDate(days: 20_700), microsecondOfDay: minutes.load(ordering: .relaxed) * 60 * Timestamp.second)
  }
}

func residentKilobytes() -> Int {
  let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
}

let folder = CommandLine.arguments[1]
let cycles = Int(CommandLine.arguments[2]) ?? 10_000
let standIn = try StandIn(StandInCatalogue(seed: 1, years: 2025...2026, filmsPerYear: 30))
let time = FastTime()
let plan =
  "every 5m { ingest tmdb horror since 2025 }\nevery 1h { load horror | aggregate count() by year }\n"
let parsed = Parser.parse(SourceText(name: "plan", text: plan), vocabulary: VerbRegistry.vocabulary)
var setup = Watcher.Setup(settings: Settings(threads: 1), store: .file(folder + "/films.sqlite"))
setup.clock = { time.wall }
setup.steadyClock = { time.steady }
setup.healthPath = folder + "/health.json"
let variables = ["TMDB_API_KEY": StandIn.key, "HQ_TMDB_URL": standIn.url, "HQ_TMDB_RATE": "0"]
setup.variable = { variables[$0] }
let failures = Atomic<Int>(0)
let watcher = Watcher(JobPlan(parsed.script), setup) { event in
  if event.level == .error { failures.add(1, ordering: .relaxed) }
}
let runner = JobRunner(watcher)
for cycle in 1...cycles {
  time.goOn()
  while runner.step() {}
  standIn.forgetRequests()
  if cycle % 500 == 0 {
    standIn.change { catalogue in catalogue.films[cycle / 500].votes += 1 }
  }
  if cycle == 100 || cycle == cycles {
    print("cycle \(cycle) resident \(residentKilobytes()) failures \(failures.load(ordering: .relaxed))")
  }
}
standIn.close()
