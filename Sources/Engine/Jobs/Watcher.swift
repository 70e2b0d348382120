import Dispatch
import Language
import Parallel
import Synchronization
import Tables

/// Keeps the jobs of a plan running beside whatever else goes on: in a thread of its own, one job at a time.
package final class Watcher: JobDesk {
  package struct Setup: Sendable {
    package var settings: Settings
    package var store: StoreLocation
    /// Scripts that are run again after each run of the last job.
    package var notebooks: [String] = []
    /// Where the files for other programs are written; nil for nowhere.
    package var healthPath: String?
    package var metricsPath: String?
    package var seed: UInt64 = 42
    package var variable: @Sendable (String) -> String? = { _ in nil }
    /// What time it is, for people.
    package var clock: @Sendable () -> Timestamp = { systemClock() }
    /// Milliseconds that go on while the machine sleeps, whatever the clock on the wall does.
    package var steadyClock: @Sendable () -> Double = { steadyMilliseconds() }

    package init(settings: Settings, store: StoreLocation) {
      self.settings = settings
      self.store = store
    }
  }

  struct State {
    var plan: JobPlan
    var schedule: JobSchedule
    var statuses: [String: JobStatus] = [:]
    var isStopping = false
    var newPlan: JobPlan?
    var runs = 0
    var errors = 0
    var lastIngest: Timestamp?
    var lastTraining: Timestamp?
  }

  let setup: Setup
  let cancellation = Cancellation()
  let state: Mutex<State>
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let tell: @Sendable (WatchEvent) -> Void

  package init(_ plan: JobPlan, _ setup: Setup, tell: @escaping @Sendable (WatchEvent) -> Void) {
    self.setup = setup
    self.tell = tell
    state = Mutex(
      State(plan: plan, schedule: JobSchedule(plan, at: setup.steadyClock(), seed: setup.seed)))
  }

  // MARK: From outside

  package func start() -> Bool {
    startThread { [self] in
      let runner = JobRunner(self)
      runner.runFirst()
      while !state.withLock({ $0.isStopping }) {
        if !runner.step() { rest() }
      }
      ended.signal()
    }
  }

  /// Ends the job at work as an interrupt does, and waits until it has ended, for no longer than two seconds.
  package func stop() {
    state.withLock { $0.isStopping = true }
    cancellation.cancel()
    wake.signal()
    _ = ended.wait(timeout: .now() + .milliseconds(1900))
  }

  /// Goes on with another plan as soon as no job is at work.
  package func adopt(_ plan: JobPlan) {
    state.withLock { $0.newPlan = plan }
    wake.signal()
  }

  package var statuses: [JobStatus] {
    let (now, steady) = (setup.clock(), setup.steadyClock())
    return state.withLock { $0.statuses(at: now, steady) }
  }

  package func run(_ name: String) -> Bool { change { $0.schedule.ask(for: name) } }
  package func pause(_ name: String) -> Bool { change { $0.schedule.pause(name) } }

  package func resume(_ name: String) -> Bool {
    let now = setup.steadyClock()
    return change { state in
      guard state.plan.jobs.first(where: { $0.name == name })?.obstacle == nil else { return true }
      return state.schedule.resume(name, at: now)
    }
  }

  private func change(_ work: (inout State) -> Bool) -> Bool {
    defer { wake.signal() }
    return state.withLock { work(&$0) }
  }

  // MARK: Within

  func emit(_ level: WatchEvent.Level, _ event: String, _ facts: [(name: String, value: String)] = []) {
    tell(WatchEvent(setup.clock(), level, event, facts))
  }

  /// Until the next job is due, or someone asks for something. Not longer than a second at a time: after a sleep
  /// of the machine the pause would go on.
  private func rest() {
    let next = state.withLock { $0.schedule.nextStart } ?? .infinity
    let pause = max(1, min(1000, next - setup.steadyClock()))
    _ = wake.wait(timeout: .now() + .milliseconds(Int(pause)))
  }
}

extension JobSchedule {
  fileprivate init(_ plan: JobPlan, at now: Double, seed: UInt64) {
    self.init(plan.jobs.map { ($0.name, $0.period.milliseconds) }, at: now, seed: seed)
    for job in plan.jobs where job.obstacle != nil { _ = pause(job.name) }
  }
}

extension TimeSpan {
  /// A month is thirty days here.
  fileprivate var milliseconds: Double {
    Double(microseconds) / 1000 + Double(months) * 30 * Double(Timestamp.day) / 1000
  }
}

extension Watcher.State {
  mutating func adopt(_ plan: JobPlan, at now: Double, seed: UInt64) {
    self.plan = plan
    schedule = JobSchedule(plan, at: now, seed: seed)
    statuses = statuses.filter { name, _ in plan.jobs.contains { $0.name == name } }
  }

  func statuses(at now: Timestamp, _ steady: Double) -> [JobStatus] {
    plan.jobs.map { job in
      let entry = schedule.entries.first { $0.name == job.name }
      var status =
        statuses[job.name]
        ?? JobStatus(
          name: job.name, every: job.period.description, state: "", lastStart: nil, took: nil, next: nil,
          outcome: "", failures: 0)
      status.failures = entry?.failuresInARow ?? 0
      status.next = entry?.next.map {
        Timestamp(microseconds: now.microseconds + Int64(max(0, $0 - steady) * 1000)).wholeSecond
      }
      if let obstacle = job.obstacle {
        (status.state, status.outcome) = ("impossible", obstacle)
      } else if schedule.running == job.name {
        status.state = "running"
      } else {
        status.state = entry?.isPaused == true ? "paused" : "waiting"
      }
      return status
    }
  }
}

extension Timestamp {
  var wholeSecond: Timestamp {
    Timestamp(microseconds: microseconds - microseconds % Timestamp.second)
  }
}
