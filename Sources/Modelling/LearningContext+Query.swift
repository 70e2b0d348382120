import Query

extension LearningContext {
  var query: QueryContext { QueryContext(workers: workers, cancellation: cancellation) }
}
