import Films
import StandIn
import Store
import TMDB
import Tables
import TestSupport
import Testing

/// Whatever goes wrong: a sweep ends with the rows that it would have found, or says what is missing.
@Suite struct FaultTests {
  /// What must hold after a sweep among faults.
  private static func judge(_ house: SweepHouse, _ faults: [Fault], _ original: StandInCatalogue) throws {
    let remark = "\(faults)"
    var hasIngested = false
    do {
      let report = try house.ingest()
      hasIngested = true
      let films = try house.films()
      if !faults.contains(where: \.changesFilms) {
        if report.gaps.isEmpty {
          #expect(films == house.expected, "complete, and not what there is: \(remark)")
        } else {
          let all = Set(house.expected)
          #expect(films.allSatisfy(all.contains), "a film that there is not: \(remark)")
        }
        return
      }
      // What changed in the midst is as it was or as it is, and no film is twice or made up.
      let known = Set(original.films.map(\.id)).union(house.standIn.catalogue.films.map(\.id))
      let ids = try house.rows("select tmdb_id from movies").compactMap { Int($0) }
      #expect(Set(ids).count == ids.count && known.isSuperset(of: ids), "\(remark)")
      let reread = try house.ingest(at: SweepHouse.noon + 300) { $0.isFull = true }
      let now = Set(try house.films())
      if reread.gaps.isEmpty,
        !faults.contains(where: { $0.changesFilms && $0.calls != .numbers(1...1) && strikes($0) })
      {
        #expect(house.expected.allSatisfy(now.contains), "\(remark)")
      }
    } catch let error as TMDBError {
      #expect([.away, .refused].contains(error.kind) && !error.message.isEmpty, "\(remark)")
      #expect(!error.message.contains(StandIn.key))
      let count = try house.rows("select count(*) from ingests")
      #expect(count == ["0"] || hasIngested, "half an ingest: \(remark)")
    }
    house.standIn.set(faults: [])
    // Whatever it was, when it is over the rows are those that there are.
    let report = try house.ingest(at: SweepHouse.noon + 7 * 3600) { $0.isFull = true }
    #expect(report.gaps == [], "\(remark)")
    let now = Set(try house.films())
    #expect(house.expected.allSatisfy(now.contains), "\(remark)")
  }

  /// Whether a fault may strike again in a second sweep.
  private static func strikes(_ fault: Fault) -> Bool {
    if case .percent = fault.calls { true } else { false }
  }

  @Test(arguments: Fault.Kind.allCases)
  func `a fault now and then is waited out, or said`(kind: Fault.Kind) throws {
    let fault = Fault(kind, calls: .numbers(3...4))
    let house = try SweepHouse(faults: [fault])
    let original = house.standIn.catalogue
    let report: TMDBReport
    do { report = try house.ingest() } catch let error as TMDBError {
      #expect(error.kind == [.unauthorized: .refused, .waitLong: .away][kind])
      return
    }
    if fault.isFinal {
      #expect(report.hasFailures && report.gaps.contains { $0.contains("could not be read") })
    } else if !fault.changesFilms {
      #expect(report.gaps == [])
      #expect(try house.films() == house.expected)
    } else {
      #expect(try house.films().count >= original.horror(years: SweepHouse.years).count - 3)
    }
  }

  @Test(arguments: Fault.Kind.allCases)
  func `a fault that does not end is said, and nothing is made up`(kind: Fault.Kind) throws {
    let house = try SweepHouse(filmsPerYear: 25, faults: [Fault(kind, calls: .percent(100))]) { settings in
      settings.replyTime = 60
      settings.tries = 3
    }
    try Self.judge(house, [Fault(kind, calls: .percent(100))], house.standIn.catalogue)
  }

  @Test(arguments: 0..<10)
  func `two hundred mixtures of faults end with the same rows or say what is missing`(tenth: Int) throws {
    for seed in tenth * 20..<tenth * 20 + 20 {
      let faults = Fault.mixture(seed: seed, count: 1 + seed % 4)
      let house = try SweepHouse(filmsPerYear: 45, seed: seed, faults: faults) { $0.replyTime = 80 }
      try Self.judge(house, faults, house.standIn.catalogue)
    }
  }

  @Test(arguments: [StandIn.key, StandIn.token])
  func `a host to which a request is sent on never hears of it, nor of the credential`(credential: String)
    throws
  {
    let other = try StandIn(StandInCatalogue(seed: 1, years: SweepHouse.years, filmsPerYear: 5))
    defer { other.close() }
    let house = try SweepHouse(faults: [Fault(.redirect, calls: .percent(100))], credential: credential)
    house.standIn.redirect(to: other)
    let report = try house.ingest()
    #expect(report.hasFailures && report.gaps.contains { $0.contains("does not follow") })
    #expect(other.requests.isEmpty)
  }

  @Test func `a host that answers only so many requests a second gets all of them in the end`() throws {
    let house = try SweepHouse(rate: 10) { settings in
      settings.longestWait = 400
      settings.firstWait = 200
      settings.tries = 20
    }
    let report = try house.ingest()
    #expect(report.gaps == [])
    #expect(try house.films() == house.expected)
  }

  @Test func `a host that is not there is told as such, and nothing is written`() throws {
    let house = try SweepHouse { $0.firstPatience = 30 }
    house.standIn.close()
    #expect(performing: { try house.ingest() }, throws: { ($0 as? TMDBError)?.kind == .away })
    #expect(try house.rows("select count(*) from ingests") == ["0"])
  }

  @Test func `who is asked to wait for longer than there is patience stops, and says for how long`() throws {
    let house = try SweepHouse { $0.patience = 500 }
    house.standIn.set(faults: [Fault(.waitLong, calls: .percent(100))])
    #expect { try house.ingest() } throws: { error in
      (error as? TMDBError).map { $0.kind == .away && $0.message.contains("3600 seconds") } == true
    }
  }
}
