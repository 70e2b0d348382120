#pragma once
#include <stdint.h>

// Loops that gain from instructions which only newer processors have. Swift uses such instructions only where a whole
// program needs them; here each loop looks at the processor. The bits that come out are the same on every one: no
// product is fused with a sum, and every sum has one order.

/// Adds the distances of rows `start..<end` from some points to `places`, those of one point after those of the other.
/// The rows stand column after column, `padded` of them; `start` and `end` are multiples of eight.
/// `sums` has four numbers for each point: to number n the distances of rows 4i + n are added.
void hq_add_distances(
  const double *values, long padded, long columns, long start, long end, const double *points, long count,
  double *places, double *sums);

/// Gives each of `padded` rows, a multiple of eight, the nearest of some centres, of equally near ones the first, and
/// its squared distance. Tells whether a label of the first `compared` rows, all but at most seven, became another one.
int hq_label_nearest(
  const double *values, long padded, long compared, long columns, const double *centers, long count, int32_t *labels,
  double *distances);

/// The squared distances of `padded` rows from a point, or what stands in `bounds` where that is less.
void hq_nearer(
  const double *values, long padded, long columns, const double *point, const double *bounds,
  double *distances);

/// Adds each row to the sums of its label, in the order of the rows. A row is `width` numbers, a multiple of eight.
/// Gives the sum of the distances, in the same order.
double hq_sum_by_label(
  const double *rows, long width, long count, const int32_t *labels, const double *distances, double *sums);

/// Feeds blocks of 64 bytes to SHA-256. False where the processor has no instructions for it: then nothing is done.
int hq_sha256_compress(uint32_t *state, const void *blocks, long count, const uint32_t *constants);
