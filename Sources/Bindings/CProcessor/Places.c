#define _GNU_SOURCE
#include "CProcessor.h"
#include <sched.h>

int hq_processor(void) { return sched_getcpu(); }

void hq_leave_processor(int processor) {
  cpu_set_t all, others;
  if (processor < 0 || sched_getcpu() != processor) return;
  if (sched_getaffinity(0, sizeof all, &all) != 0) return;
  others = all;
  CPU_CLR(processor, &others);
  // Without another one this fails, and the thread stays.
  if (sched_setaffinity(0, sizeof others, &others) == 0) sched_setaffinity(0, sizeof all, &all);
}
