import Glibc
import Tables

/// Time enters the engine here and nowhere else.
package func systemClock() -> Timestamp {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Timestamp(microseconds: Int64(now.tv_sec) * Timestamp.second + Int64(now.tv_nsec) / 1000)
}

/// For durations: it never goes back.
package func monotonicMilliseconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1e6
}

/// As `monotonicMilliseconds`, and it goes on while the machine sleeps.
package func steadyMilliseconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_BOOTTIME, &now)
  return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1e6
}
