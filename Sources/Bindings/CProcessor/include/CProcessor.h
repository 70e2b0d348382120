#pragma once
#include <stdint.h>

// Loops that gain from instructions which only newer processors have. Swift uses such instructions only where a whole
// program needs them; here each loop looks at the processor. The bits that come out are the same on every one: no
// product is fused with a sum, and every sum has one order.

/// The number of the processor that the thread runs on, or less than 0.
int hq_processor(void);

/// Moves the thread to another processor if it runs on this one, where it may; afterwards it may go everywhere again.
void hq_leave_processor(int processor);

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

/// The instructions that a loop is made of.
typedef enum { hq_loops_portable, hq_loops_avx2, hq_loops_avx512 } hq_loops;

/// The fastest ones that this processor has.
hq_loops hq_best_loops(void);

/// What the splits of a node of a tree are scored by. A sum holds how often rows were drawn in its low bits and their
/// targets, as whole numbers, in the others.
typedef struct {
  int64_t total, draw_bits, min_leaf;
  /// The weight of some rows is `plain` times their draws and `extra` times their targets, their sum `target` times
  /// their targets.
  double plain, extra, target;
} hq_split_node;

/// The best splits that were found so far, in eight lanes.
typedef struct {
  double score[8];
  int64_t left[8], bound[8], key[8];
} hq_splits;

/// Rows up to `bound` go left, whose sum is `left`. A score below 0 is that of no split.
typedef struct {
  double score;
  int64_t left, bound, key;
} hq_split;

void hq_begin_splits(hq_splits *splits);

/// The split with the highest score, of several the one with the lowest key and then the lowest bound.
hq_split hq_best_split(hq_loops loops, const hq_splits *splits);

// The scans that follow tell whether the column has two values among the rows of the node.

/// Scores the splits behind each of `count` bins, a multiple of eight; `left` is what goes left of all of them.
int hq_scan_bins(
  hq_loops loops, const int64_t *bins, long count, int64_t left, int64_t key, const hq_split_node *node,
  hq_splits *splits);

/// Rows of a node that `hq_scan_rows` takes at most.
enum { hq_scanned_rows = 32 };

/// Where the codes of a column begin, and which one stands for missing values, the highest; -1 when there are none.
typedef struct {
  int64_t start, missing;
} hq_coded_column;

/// Scores the splits of a few rows by some columns without a histogram. Keys are even numbers, one a column; they
/// become odd where missing values go left.
int hq_scan_rows(
  hq_loops loops, const uint16_t *codes, const hq_coded_column *columns, long column_count, const int64_t *keys,
  const uint32_t *rows, const int64_t *entries, long count, const hq_split_node *node, hq_splits *splits);

/// Scores the splits of eight columns of two values, with what goes left counted.
int hq_scan_flags(
  hq_loops loops, const int64_t *counted, const int64_t *keys, const hq_split_node *node, hq_splits *splits);

/// Adds the entry of each row, times 1 or -1, to those of eight sums whose bits are set in its flags.
void hq_count_flags(
  hq_loops loops, const uint8_t *flags, const uint32_t *rows, const int64_t *entries, long count, int64_t sign,
  int64_t *counted);

/// Subtracts so many sums, a multiple of eight.
void hq_subtract(hq_loops loops, int64_t *from, const int64_t *sums, long count);

/// Adds the entry of each row, times 1 or -1, to the bins that stand in the row's line, one a column.
void hq_count_lines(
  const uint16_t *lines, long stride, const uint32_t *rows, const int64_t *entries, long count, int64_t sign,
  const int64_t *offsets, long columns, int64_t *histogram);

typedef struct {
  int64_t count, total;
} hq_drawn;

/// Writes the rows that were drawn at least once, and for each its unit as often as it was; gives how many there are,
/// and the sum of all. Rows and entries have a place for each of `count` rows.
hq_drawn hq_draw_rows(
  hq_loops loops, const uint16_t *counts, const int64_t *units, long count, uint32_t *rows, int64_t *entries);

enum { hq_no_code = 1 << 16 };

typedef struct {
  /// How many rows went left.
  long left;
  /// The least code of the others, `hq_no_code` when none but missing ones are there.
  uint32_t following;
  int has_missing;
} hq_division;

/// Moves the rows that go left in front of the others, both in their order. Behind the last code stands one more;
/// the other rows and entries, which are only used meanwhile, have room for sixteen more than there are.
hq_division hq_divide_rows(
  hq_loops loops, const uint16_t *codes, uint32_t *rows, int64_t *entries, long count, long bound, long missing,
  int missing_goes_left, uint32_t *other_rows, int64_t *other_entries);

/// Rows that walk through a tree side by side, a group; the levels of a tree that they go through together; and the
/// code that goes left everywhere but where only codes above it would.
enum { hq_walked_rows = 32, hq_top_levels = 4, hq_missing_code = 0xFFFF };

/// A node of a tree. A code of the column up to the bound goes to `left`, a greater one to the node behind that; a leaf
/// is its own left, and no code is above its bound, `hq_missing_code`.
typedef struct {
  /// Where the column's codes begin in a group, in fours.
  uint16_t start;
  uint16_t bound;
  uint32_t left;
} hq_step;

/// The first four levels of a tree: node n has the children 2n + 1 and 2n + 2. Behind them stand the nodes where the
/// sixteen ways go on.
typedef struct {
  uint16_t starts[15], bounds[15];
  uint32_t ends[16];
} hq_treetop;

/// Counts for each value of a group of rows the thresholds below it: `values` are up to `hq_walked_rows` rows of
/// `columns` numbers. The thresholds of a column ascend and are fewer than `hq_missing_code`. The codes of a group stand
/// column after column; a missing value's is `missing`.
void hq_code_column(
  const double *values, long columns, long rows, const double *thresholds, long count, uint16_t missing,
  uint16_t *codes);

/// Gives each row of some groups, whose codes take `width` columns each, the leaf that it comes to: `depth` levels lie
/// behind the first four.
void hq_walk_tree(
  hq_loops loops, const hq_treetop *top, const hq_step *steps, long depth, const uint16_t *codes, long width,
  long groups, int32_t *leaves);

/// The levels behind the first four of a tree that has at most ten, complete: on each level the children of node n are
/// 2n and 2n + 1 of the next, and a leaf comes again on every level below it. Behind them stand the nodes where the ways
/// end.
enum { hq_deep_levels = 10, hq_deep_columns = 32 };
typedef struct {
  uint16_t columns[(1 << hq_deep_levels) - (1 << hq_top_levels)];
  uint16_t bounds[(1 << hq_deep_levels) - (1 << hq_top_levels)];
  int32_t ends[1 << hq_deep_levels];
} hq_deep_tree;

/// Whether a processor looks nodes up in registers, many rows at once.
int hq_walks_deep(hq_loops loops);

/// As `hq_walk_tree`, where the processor can, with at most `hq_deep_columns` columns. So many columns may be read behind
/// the last group.
void hq_walk_deep_tree(
  const hq_treetop *top, const hq_deep_tree *tree, const uint16_t *codes, long width, long groups, int32_t *leaves);

/// Adds to the sum of each row the value of its leaf.
void hq_add_values(const double *values, const int32_t *leaves, long count, double *sums);

/// Feeds blocks of 64 bytes to SHA-256. False where the processor has no instructions for it: then nothing is done.
int hq_sha256_compress(uint32_t *state, const void *blocks, long count, const uint32_t *constants);
