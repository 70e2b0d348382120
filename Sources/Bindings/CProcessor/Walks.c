#include "Lanes.h"

typedef uint16_t Ways __attribute__((vector_size(2 * hq_walked_rows)));

#define NAME(name) name##_portable
#include "Walks.inc"
#undef NAME

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(name) name##_avx2
#include "Walks.inc"
#undef NAME
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw"))), apply_to = function)
#define NAME(name) name##_avx512
#include "Walks.inc"
#undef NAME
#pragma clang attribute pop

#define CHOOSE(loops, name, ...)                            \
  ((loops) == hq_loops_avx512 ? name##_avx512(__VA_ARGS__)  \
     : (loops) == hq_loops_avx2 ? name##_avx2(__VA_ARGS__)  \
                                : name##_portable(__VA_ARGS__))
#else
#define CHOOSE(loops, name, ...) name##_portable(__VA_ARGS__)
#endif

void hq_code_column(
  const double *values, long columns, long rows, const double *thresholds, long count, uint16_t missing,
  uint16_t *codes) {
  double own[hq_walked_rows] = {0};
  uint32_t below[hq_walked_rows] = {0};
  for (long row = 0; row < rows; row++) own[row] = values[row * columns];
  // What is left is halved without a branch that could be guessed wrong.
  for (long left = count; left > 0;) {
    const long half = (left + 1) / 2;
    const double *middle = thresholds + half - 1;
    for (long row = 0; row < hq_walked_rows; row++) {
      below[row] += __builtin_unpredictable(middle[below[row]] < own[row]) ? half : 0;
    }
    left -= half;
  }
  for (long row = 0; row < hq_walked_rows; row++) codes[row] = own[row] == own[row] ? below[row] : missing;
}

/// Kept short: the row's code is compared in memory, and the carry is added.
static inline __attribute__((always_inline)) uint64_t next(
  const hq_step *steps, uint64_t place, const uint16_t *codes) {
  const hq_step step = steps[place];
  return (uint64_t)step.left + (step.bound < codes[4 * (long)step.start]);
}

void hq_walk_tree(
  hq_loops loops, const hq_treetop *top, const hq_step *steps, long depth, const uint16_t *codes, long width,
  long groups, int32_t *leaves) {
  for (long group = 0; group < groups; group++) {
    const uint16_t *own = codes + group * width * hq_walked_rows;
    uint16_t ways[hq_walked_rows];
    CHOOSE(loops, walk_top, top, own, ways);
    int32_t *found = leaves + group * hq_walked_rows;
    // No step of a row waits for another row's.
    for (long row = 0; row < hq_walked_rows; row += 8) {
      const uint16_t *lane = own + row;
      uint64_t a = top->ends[ways[row]], b = top->ends[ways[row + 1]];
      uint64_t c = top->ends[ways[row + 2]], d = top->ends[ways[row + 3]];
      uint64_t e = top->ends[ways[row + 4]], f = top->ends[ways[row + 5]];
      uint64_t g = top->ends[ways[row + 6]], h = top->ends[ways[row + 7]];
      for (long level = 0; level < depth; level++) {
        a = next(steps, a, lane);
        b = next(steps, b, lane + 1);
        c = next(steps, c, lane + 2);
        d = next(steps, d, lane + 3);
        e = next(steps, e, lane + 4);
        f = next(steps, f, lane + 5);
        g = next(steps, g, lane + 6);
        h = next(steps, h, lane + 7);
      }
      found[row] = a;
      found[row + 1] = b;
      found[row + 2] = c;
      found[row + 3] = d;
      found[row + 4] = e;
      found[row + 5] = f;
      found[row + 6] = g;
      found[row + 7] = h;
    }
  }
}

void hq_add_values(const double *values, const int32_t *leaves, long count, double *sums) {
  for (long row = 0; row < count; row++) sums[row] += values[leaves[row]];
}
