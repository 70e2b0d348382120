import Learning
import Parallel

/// What nearly every call takes.
let workers = Workers(count: 2)
let cancellation = Cancellation()
