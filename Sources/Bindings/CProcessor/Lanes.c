#include "Lanes.h"

// A product that is fused with a sum is rounded once instead of twice: other bits.
#pragma clang fp contract(off)

/// The squared distances of the eight rows from `row` on to so many points, each in the order of the columns.
#define SQUARES(count, squares, points)                                                   \
  do {                                                                                    \
    Eight found[count];                                                                   \
    for (int index = 0; index < (count); index++) found[index] = (Eight){0};              \
    for (long column = 0; column < columns; column++) {                                   \
      Eight numbers;                                                                      \
      READ(numbers, values + column * padded + row);                                      \
      _Pragma("clang loop unroll(full)") for (int index = 0; index < (count); index++) {  \
        Eight difference = numbers - (points)[index * columns + column];                  \
        found[index] += difference * difference;                                          \
      }                                                                                   \
    }                                                                                     \
    for (int index = 0; index < (count); index++) (squares)[index] = found[index];        \
  } while (0)

#define NAME(name) name##_plain
#define GROUP 2
#include "Lanes.inc"
#undef NAME
#undef GROUP

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define NAME(name) name##_avx2
#define GROUP 4
#include "Lanes.inc"
#undef NAME
#undef GROUP
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq"))), apply_to = function)
#define NAME(name) name##_avx512
#define GROUP 4
#include "Lanes.inc"
#undef NAME
#undef GROUP
#pragma clang attribute pop

#define CHOOSE(name, ...)                                                                        \
  (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")                      \
     ? name##_avx512(__VA_ARGS__)                                                                \
     : __builtin_cpu_supports("avx2") ? name##_avx2(__VA_ARGS__) : name##_plain(__VA_ARGS__))
#else
#define CHOOSE(name, ...) name##_plain(__VA_ARGS__)
#endif

void hq_add_distances(
  const double *values, long padded, long columns, long start, long end, const double *points, long count,
  double *places, double *sums) {
  CHOOSE(add_distances, values, padded, columns, start, end, points, count, places, sums);
}

int hq_label_nearest(
  const double *values, long padded, long compared, long columns, const double *centers, long count, int32_t *labels,
  double *distances) {
  return CHOOSE(label_nearest, values, padded, compared, columns, centers, count, labels, distances);
}

void hq_nearer(
  const double *values, long padded, long columns, const double *point, const double *bounds,
  double *distances) {
  CHOOSE(nearer, values, padded, columns, point, bounds, distances);
}

double hq_sum_by_label(
  const double *rows, long width, long count, const int32_t *labels, const double *distances, double *sums) {
  return CHOOSE(sum_by_label, rows, width, count, labels, distances, sums);
}
