import Store
import TMDB
import Tables

/// Takes what TMDB tells of single films: each answer waits in the store until all of a batch are there.
final class DossierGathering {
  private let writer: StoreWriter
  private let scope: String
  private let time: Timestamp
  private var sweep: Int64?
  private var dossiers: [Int64: FilmDossier] = [:]
  private(set) var missing: [Int64] = []
  private var gone: [Int64] = []
  private(set) var failures: [String] = []

  private static let window = "films"

  init(_ writer: StoreWriter, scope: String, resuming kept: KeptSweep?, at time: Timestamp) {
    self.writer = writer
    self.scope = scope
    self.time = time
    sweep = kept?.number
    for page in kept?.pages ?? [] {
      if let dossier = TMDBClient.dossier(page.body) { dossiers[Int64(page.page)] = dossier }
    }
  }

  var count: Int { dossiers.count }

  func isThere(_ id: Int64) -> Bool { dossiers[id] != nil }

  func take(_ id: Int64, _ answer: TMDBClient.DossierAnswer) throws {
    switch answer {
    case .found(let dossier, let body):
      let number = try sweep ?? writer.beginSweep(scope, windows: [DossierGathering.window], at: time)
      sweep = number
      try writer.keep(KeptPage(window: DossierGathering.window, page: Int(id), body: body), of: number)
      dossiers[id] = dossier
    case .gone: missing.append(id)
    case .failed(let reason): failures.append("film \(id) could not be read: \(reason)")
    }
  }

  /// The second answer about a film that was said to be gone.
  func confirm(_ id: Int64, _ answer: TMDBClient.DossierAnswer) throws {
    if case .gone = answer { gone.append(id) } else { try take(id, answer) }
  }

  func end(source: String) -> SweepEnd {
    var end = SweepEnd(scope: scope, source: source)
    for (_, dossier) in dossiers.sorted(by: { $0.key < $1.key }) {
      end.films.append(FilmRecord(dossier))
      end.extras.append(FilmExtras(dossier))
    }
    end.gone = gone
    return end
  }
}

extension FilmExtras {
  init(_ dossier: FilmDossier) {
    self.init(tmdbID: dossier.film.tmdbID)
    keywords = dossier.keywords
    credits = dossier.credits?.map {
      Credit(personID: $0.personID, name: $0.name, job: $0.job, character: $0.character)
    }
    companies = dossier.companies?.map { Maker(id: $0.id, name: $0.name, country: $0.country) }
    franchise = dossier.franchise.map { Maker(id: $0.id, name: $0.name) }
  }
}
