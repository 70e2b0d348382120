import Language
import Query

/// Every verb, in the order in which `help` lists them. A new one adds its line here, and nothing else.
package enum VerbRegistry {
  package static let all: [any Verb.Type] = [
    LoadVerb.self, FromVerb.self, SqlVerb.self, FilmVerb.self, SnapshotsVerb.self,
    WhereVerb.self, DeriveVerb.self, SelectVerb.self, AggregateVerb.self, SortVerb.self, TakeVerb.self,
    DistinctVerb.self, JoinVerb.self, PredictVerb.self,
    TrainVerb.self, TuneVerb.self, CrossvalVerb.self,
    ShowVerb.self, DescribeVerb.self, SummarizeVerb.self, ExportVerb.self, ExpectVerb.self,
    EvaluateVerb.self, CompareVerb.self, DriftVerb.self, PlotVerb.self,
    IngestVerb.self, ParamVerb.self, SetVerb.self, UseVerb.self, TablesVerb.self, ModelsVerb.self,
    HistoryVerb.self,
    PurgeVerb.self, JobsVerb.self,
    RunVerb.self, IncludeVerb.self, SaveVerb.self, UndoVerb.self, DropVerb.self, HelpVerb.self,
    ExplainVerb.self, TimingVerb.self, AboutVerb.self, QuitVerb.self,
  ]

  package static let byName: [String: any Verb.Type] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.signature.name, $0) })

  package static let vocabulary = Vocabulary(all.map { $0.signature })

  package static let functions = FunctionCatalogue(FunctionLibrary.signatures + AggregateLibrary.signatures)
}
