import Engine
import TestSupport
import Testing

@Suite struct JobScheduleTests {
  private static let minute = 60_000.0
  private static let hour = 3_600_000.0

  private func schedule(seed: UInt64 = 1) -> JobSchedule {
    JobSchedule([("ingest", 5 * Self.minute), ("train", Self.hour)], at: 0, seed: seed)
  }

  private func expectStart(
    _ schedule: inout JobSchedule, at now: Double, _ name: String?, _ place: SourceLocation = #_sourceLocation
  ) {
    let started = schedule.start(at: now)
    #expect(started == name, sourceLocation: place)
  }

  @Test func `all jobs are due at the start, in their order and one at a time`() {
    var schedule = schedule()
    expectStart(&schedule, at: 0, "ingest")
    expectStart(&schedule, at: 0, nil)
    schedule.end(at: 10, failed: false)
    expectStart(&schedule, at: 10, "train")
  }

  @Test(arguments: 0..<50)
  func `a job runs once in each of its periods, give or take its jitter, and never beside another`(
    seed: UInt64
  ) {
    var schedule = schedule(seed: seed)
    var random = SeededGenerator(seed: seed)
    var now = 0.0
    var starts: [String: [Double]] = [:]
    while now < 24 * Self.hour {
      if let name = schedule.start(at: now) {
        starts[name, default: []].append(now)
        #expect(schedule.running == name)
        expectStart(&schedule, at: now, nil)
        now += Double(random.below(20_000))
        schedule.end(at: now, failed: false)
      } else {
        now = max(now + 1, schedule.nextStart ?? now)
      }
    }
    #expect((270...289).contains(starts["ingest"]?.count ?? 0))
    #expect((22...25).contains(starts["train"]?.count ?? 0))
  }

  @Test func `a job that is late by many periods runs once`() {
    var schedule = schedule()
    for _ in 0..<2 {
      _ = schedule.start(at: 0)
      schedule.end(at: 1, failed: false)
    }
    // The machine has slept for a day.
    let morning = 24 * Self.hour
    expectStart(&schedule, at: morning, "ingest")
    schedule.end(at: morning + 5, failed: false)
    expectStart(&schedule, at: morning + 5, "train")
    schedule.end(at: morning + 10, failed: false)
    expectStart(&schedule, at: morning + 10, nil)
    expectStart(&schedule, at: morning + 4.9 * Self.minute, nil)
    expectStart(&schedule, at: morning + 6 * Self.minute, "ingest")
  }

  @Test func `a run that was asked for leaves the next one where it was`() {
    var schedule = JobSchedule([("train", Self.hour)], at: 0, seed: 1)
    _ = schedule.start(at: 0)
    schedule.end(at: 1, failed: false)
    let next = schedule.nextStart
    for minute in 1...5 {
      _ = schedule.ask(for: "train")
      expectStart(&schedule, at: Double(minute) * Self.minute, "train")
      schedule.end(at: Double(minute) * Self.minute + 10, failed: false)
    }
    #expect(schedule.nextStart == next)
  }

  @Test func `failures wait longer and longer, up to an hour, and a success ends that`() {
    var schedule = JobSchedule([("ingest", 5 * Self.minute)], at: 0, seed: 3)
    var now = 0.0
    var waits: [Double] = []
    for failures in 1...8 {
      expectStart(&schedule, at: now, "ingest")
      schedule.end(at: now, failed: true)
      #expect(schedule.entries[0].failuresInARow == failures)
      let next = schedule.nextStart ?? 0
      waits.append(((next - now) / Self.minute).rounded(.down))
      now = next
    }
    #expect(waits == [5, 10, 20, 40, 60, 60, 60, 60])
    _ = schedule.start(at: now)
    schedule.end(at: now, failed: false)
    #expect((schedule.nextStart ?? 0) - now <= 5.6 * Self.minute)
    #expect(schedule.entries[0].failuresInARow == 0)
  }

  @Test func `a failing job leaves the others alone`() {
    var schedule = schedule()
    var trainings = 0
    var now = 0.0
    while now < 12 * Self.hour {
      if let name = schedule.start(at: now) {
        if name == "train" { trainings += 1 }
        schedule.end(at: now + 100, failed: name == "ingest")
      }
      now = max(now + 100, schedule.nextStart ?? now)
    }
    #expect(trainings >= 11)
  }

  @Test func `a paused job does not run until it is resumed, and one that is asked for runs at once`() {
    var schedule = schedule()
    let isPaused = schedule.pause("ingest")
    #expect(isPaused)
    expectStart(&schedule, at: 0, "train")
    schedule.end(at: 1, failed: false)
    expectStart(&schedule, at: 20 * Self.minute, nil)
    let isAskedFor = schedule.ask(for: "ingest")
    #expect(isAskedFor)
    expectStart(&schedule, at: 20 * Self.minute, "ingest")
    schedule.end(at: 20 * Self.minute, failed: false)
    expectStart(&schedule, at: 40 * Self.minute, nil)
    let isResumed = schedule.resume("ingest", at: 41 * Self.minute)
    #expect(isResumed)
    expectStart(&schedule, at: 41 * Self.minute, "ingest")
    let isThere = [schedule.ask(for: "nobody"), schedule.pause("nobody")]
    #expect(isThere == [false, false])
  }

  @Test func `starts are spread, and the same for a seed`() {
    func second(_ seed: UInt64) -> Double? {
      var schedule = JobSchedule([("ingest", 5 * Self.minute)], at: 0, seed: seed)
      _ = schedule.start(at: 0)
      schedule.end(at: 0, failed: false)
      return schedule.nextStart
    }
    #expect(Set((0..<20).map { second($0) ?? 0 }).count == 20)
    #expect(second(7) == second(7))
  }
}
