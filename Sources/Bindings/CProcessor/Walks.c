#include "Lanes.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef uint16_t Ways __attribute__((vector_size(2 * hq_walked_rows)));

#define LOOPS "Walks.inc"
#include "Kinds.inc"

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

#if defined(__x86_64__)

#define WIDE static inline __attribute__((always_inline, target("avx512f,avx512vl,avx512dq,avx512bw")))

// What stands at each lane's place of a table.

WIDE __m512i look_up_32(const uint16_t *table, __m512i places) {
  return _mm512_permutexvar_epi16(places, _mm512_loadu_si512(table));
}

WIDE __m512i look_up_64(const uint16_t *table, __m512i places) {
  return _mm512_permutex2var_epi16(_mm512_loadu_si512(table), places, _mm512_loadu_si512(table + 32));
}

#define LOOK_UP(count, half)                                                                              \
  WIDE __m512i look_up_##count(const uint16_t *table, __m512i places) {                                   \
    return _mm512_mask_blend_epi16(                                                                       \
      _mm512_test_epi16_mask(places, _mm512_set1_epi16(half)), look_up_##half(table, places),             \
      look_up_##half(table + half, places));                                                              \
  }
LOOK_UP(128, 64)
LOOK_UP(256, 128)
LOOK_UP(512, 256)
#undef LOOK_UP

/// The code of each lane's column: of two columns one is left for each bit of its number.
WIDE __m512i choose_columns(const uint16_t *codes, __m512i columns, int count) {
  __m512i left[hq_deep_columns];
#pragma clang loop unroll(full)
  for (int column = 0; column < count; column++) left[column] = _mm512_loadu_si512(codes + column * hq_walked_rows);
#pragma clang loop unroll(full)
  for (int bit = 1; bit < count; bit *= 2) {
    const __mmask32 isOdd = _mm512_test_epi16_mask(columns, _mm512_set1_epi16(bit));
#pragma clang loop unroll(full)
    for (int place = 0; place < count / bit / 2; place++) {
      left[place] = _mm512_mask_blend_epi16(isOdd, left[2 * place], left[2 * place + 1]);
    }
  }
  return left[0];
}

/// One level down; the tables of a level begin where those before it end.
#define STEP_DOWN(level, count)                                                                           \
  {                                                                                                       \
    const long start = (1 << level) - (1 << hq_top_levels);                                               \
    const __m512i columns = look_up_##count(tree->columns + start, places);                               \
    const __m512i bounds = look_up_##count(tree->bounds + start, places);                                 \
    const __mmask32 goesRight = _mm512_cmpgt_epu16_mask(choose_columns(own, columns, most), bounds);      \
    places = _mm512_add_epi16(places, places);                                                            \
    places = _mm512_mask_add_epi16(places, goesRight, places, _mm512_set1_epi16(1));                      \
  }

WIDE void walk_deep_tree(
  const hq_treetop *top, const hq_deep_tree *tree, const uint16_t *codes, long width, long groups, int32_t *leaves,
  int most) {
  for (long group = 0; group < groups; group++) {
    const uint16_t *own = codes + group * width * hq_walked_rows;
    uint16_t ways[hq_walked_rows];
    walk_top_avx512(top, own, ways);
    __m512i places = _mm512_loadu_si512(ways);
    STEP_DOWN(4, 32)
    STEP_DOWN(5, 32)
    STEP_DOWN(6, 64)
    STEP_DOWN(7, 128)
    STEP_DOWN(8, 256)
    STEP_DOWN(9, 512)
    _mm512_storeu_si512(ways, places);
    for (long row = 0; row < hq_walked_rows; row++) leaves[group * hq_walked_rows + row] = tree->ends[ways[row]];
  }
}

__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw"))) void hq_walk_deep_tree(
  const hq_treetop *top, const hq_deep_tree *tree, const uint16_t *codes, long width, long groups, int32_t *leaves) {
  if (width <= hq_deep_columns / 2) {
    walk_deep_tree(top, tree, codes, width, groups, leaves, hq_deep_columns / 2);
  } else {
    walk_deep_tree(top, tree, codes, width, groups, leaves, hq_deep_columns);
  }
}

int hq_walks_deep(hq_loops loops) { return loops == hq_loops_avx512; }

#else

void hq_walk_deep_tree(
  const hq_treetop *top, const hq_deep_tree *tree, const uint16_t *codes, long width, long groups, int32_t *leaves) {}

int hq_walks_deep(hq_loops loops) { return 0; }

#endif
