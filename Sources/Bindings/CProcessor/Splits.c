#include "Lanes.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A product that is fused with a sum is rounded once instead of twice: other bits.
#pragma clang fp contract(off)

#define LANE_NUMBERS ((Places){0, 1, 2, 3, 4, 5, 6, 7})
#define LANE_BITS ((Places){1, 2, 4, 8, 16, 32, 64, 128})

/// What `hq_split_node` says, once for each of eight splits.
typedef struct {
  Places total, draw_mask, draw_bits, min_leaf;
  Eight plain, extra, target;
} Sums;

/// What `hq_splits` holds.
typedef struct {
  Eight score;
  Places left, bound, key;
} Lanes;
_Static_assert(sizeof(Lanes) == sizeof(hq_splits), "read and written as a whole");

#define SUMS(node)                                                                        \
  {                                                                                       \
    (Places){0} + (node)->total, (Places){0} + (((int64_t)1 << (node)->draw_bits) - 1),   \
      (Places){0} + (node)->draw_bits, (Places){0} + (node)->min_leaf,                    \
      (Eight){0} + (node)->plain, (Eight){0} + (node)->extra, (Eight){0} + (node)->target \
  }

#define LOOPS "Splits.inc"
#include "Kinds.inc"

/// Writes the rows that were drawn, without a branch that could be guessed wrong.
static hq_drawn draw_rows(
  const uint16_t *counts, const int64_t *units, long count, uint32_t *rows, int64_t *entries) {
  long filled = 0;
  int64_t total = 0;
  for (long row = 0; row < count; row++) {
    const int64_t entry = counts[row] * units[row];
    rows[filled] = row;
    entries[filled] = entry;
    total += entry;
    filled += counts[row] > 0;
  }
  return (hq_drawn){filled, total};
}

#if defined(__x86_64__)
/// The same for eight rows at a time.
__attribute__((target("avx512f,avx512vl,avx512dq,popcnt"))) static hq_drawn draw_rows_avx512(
  const uint16_t *counts, const int64_t *units, long count, uint32_t *rows, int64_t *entries) {
  long filled = 0;
  __m512i total = _mm512_setzero_si512();
  __m256i row = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  const long whole = count / 8 * 8;
  for (long place = 0; place < whole; place += 8) {
    const __m512i drawn = _mm512_cvtepu16_epi64(_mm_loadu_si128((const __m128i *)(counts + place)));
    const __m512i entry = _mm512_mullo_epi64(drawn, _mm512_loadu_si512(units + place));
    const __mmask8 is_drawn = _mm512_test_epi64_mask(drawn, drawn);
    _mm256_storeu_si256((__m256i *)(rows + filled), _mm256_maskz_compress_epi32(is_drawn, row));
    _mm512_storeu_si512(entries + filled, _mm512_maskz_compress_epi64(is_drawn, entry));
    total = _mm512_add_epi64(total, entry);
    row = _mm256_add_epi32(row, _mm256_set1_epi32(8));
    filled += __builtin_popcount(is_drawn);
  }
  hq_drawn rest = draw_rows(counts + whole, units + whole, count - whole, rows + filled, entries + filled);
  for (long place = filled; place < filled + rest.count; place++) rows[place] += whole;
  return (hq_drawn){filled + rest.count, _mm512_reduce_add_epi64(total) + rest.total};
}
#endif

/// Moves rows in front and aside, without a branch that could be guessed wrong.
static inline __attribute__((always_inline)) hq_division divide_rows(
  const uint16_t *codes, uint32_t *rows, int64_t *entries, long count, long bound, long missing,
  int missing_goes_left, uint32_t *other_rows, int64_t *other_entries) {
  const uint32_t last = bound;
  uint32_t following = hq_no_code, has_missing = 0;
  long front = 0;
  for (long place = 0; place < count; place++) {
    const uint32_t row = rows[place];
    const int64_t entry = entries[place];
    const uint32_t code = codes[row];
    const uint32_t is_missing = missing >= 0 && code == (uint32_t)missing;
    const long goes_left = (code <= last) | (is_missing & missing_goes_left);
    const uint32_t right = (goes_left | is_missing) ? hq_no_code : code;
    following = right < following ? right : following;
    has_missing |= is_missing;
    rows[front] = row;
    entries[front] = entry;
    other_rows[place - front] = row;
    other_entries[place - front] = entry;
    front += goes_left;
  }
  return (hq_division){front, following, has_missing};
}

#if defined(__x86_64__)
/// The same for sixteen rows at a time.
__attribute__((target("avx512f,avx512vl,avx512dq,popcnt"))) static hq_division divide_rows_avx512(
  const uint16_t *codes, uint32_t *rows, int64_t *entries, long count, long bound, long missing,
  int missing_goes_left, uint32_t *other_rows, int64_t *other_entries) {
  const __m512i last = _mm512_set1_epi32(bound), none = _mm512_set1_epi32(missing);
  __m512i following = _mm512_set1_epi32(hq_no_code);
  const __mmask16 missing_left = missing_goes_left ? 0xFFFF : 0;
  __mmask16 has_missing = 0;
  long front = 0, back = 0;
  for (long place = 0; place < count; place += 16) {
    const __mmask16 here = count - place >= 16 ? 0xFFFF : (1 << (count - place)) - 1;
    const __m512i row = _mm512_maskz_loadu_epi32(here, rows + place);
    const __m512i low = _mm512_maskz_loadu_epi64(here, entries + place);
    const __m512i high = _mm512_maskz_loadu_epi64(here >> 8, entries + place + 8);
    // Reads the code behind each as well.
    const __m512i pair = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), here, row, codes, 2);
    const __m512i code = _mm512_and_si512(pair, _mm512_set1_epi32(0xFFFF));
    const __mmask16 is_missing = _mm512_mask_cmpeq_epi32_mask(here, code, none);
    const __mmask16 left = _mm512_mask_cmple_epu32_mask(here, code, last) | (is_missing & missing_left);
    const __mmask16 right = here & ~left;
    following = _mm512_mask_min_epu32(following, right & ~is_missing, following, code);
    has_missing |= is_missing;
    const int left_count = __builtin_popcount(left), left_low = __builtin_popcount(left & 0xFF);
    const int right_low = __builtin_popcount(right & 0xFF);
    // Never beyond the rows that were read; the others have room behind them.
    _mm512_mask_storeu_epi32(rows + front, (1 << left_count) - 1, _mm512_maskz_compress_epi32(left, row));
    _mm512_mask_storeu_epi64(entries + front, (1 << left_low) - 1, _mm512_maskz_compress_epi64(left, low));
    _mm512_mask_storeu_epi64(
      entries + front + left_low, (1 << (left_count - left_low)) - 1, _mm512_maskz_compress_epi64(left >> 8, high));
    _mm512_storeu_si512(other_rows + back, _mm512_maskz_compress_epi32(right, row));
    _mm512_storeu_si512(other_entries + back, _mm512_maskz_compress_epi64(right, low));
    _mm512_storeu_si512(other_entries + back + right_low, _mm512_maskz_compress_epi64(right >> 8, high));
    front += left_count;
    back += __builtin_popcount(right);
  }
  for (long place = 0; place < back; place += 16) {
    const __mmask16 here = back - place >= 16 ? 0xFFFF : (1 << (back - place)) - 1;
    _mm512_mask_storeu_epi32(rows + front + place, here, _mm512_loadu_si512(other_rows + place));
    _mm512_mask_storeu_epi64(entries + front + place, here, _mm512_loadu_si512(other_entries + place));
    _mm512_mask_storeu_epi64(entries + front + place + 8, here >> 8, _mm512_loadu_si512(other_entries + place + 8));
  }
  return (hq_division){front, _mm512_reduce_min_epu32(following), has_missing != 0};
}
#endif

hq_loops hq_best_loops(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512bw")) {
    return hq_loops_avx512;
  }
  if (__builtin_cpu_supports("avx2")) return hq_loops_avx2;
#endif
  return hq_loops_portable;
}

void hq_begin_splits(hq_splits *splits) {
  for (int lane = 0; lane < 8; lane++) {
    splits->score[lane] = -1;
    splits->left[lane] = splits->bound[lane] = splits->key[lane] = 0;
  }
}

hq_split hq_best_split(hq_loops loops, const hq_splits *splits) {
  return CHOOSE(loops, best_split, splits);
}

int hq_scan_bins(
  hq_loops loops, const int64_t *bins, long count, int64_t left, int64_t key, const hq_split_node *node,
  hq_splits *splits) {
  return CHOOSE(loops, scan_bins, bins, count, left, key, node, splits);
}

int hq_scan_rows(
  hq_loops loops, const uint16_t *codes, const hq_coded_column *columns, long column_count, const int64_t *keys,
  const uint32_t *rows, const int64_t *entries, long count, const hq_split_node *node, hq_splits *splits) {
  return CHOOSE(loops, scan_rows, codes, columns, column_count, keys, rows, entries, count, node, splits);
}

int hq_scan_flags(
  hq_loops loops, const int64_t *counted, const int64_t *keys, const hq_split_node *node, hq_splits *splits) {
  return CHOOSE(loops, scan_flags, counted, keys, node, splits);
}

void hq_count_flags(
  hq_loops loops, const uint8_t *flags, const uint32_t *rows, const int64_t *entries, long count, int64_t sign,
  int64_t *counted) {
  CHOOSE(loops, count_flags, flags, rows, entries, count, sign, counted);
}

void hq_subtract(hq_loops loops, int64_t *from, const int64_t *sums, long count) {
  CHOOSE(loops, subtract, from, sums, count);
}

void hq_count_lines(
  const uint16_t *lines, long stride, const uint32_t *rows, const int64_t *entries, long count, int64_t sign,
  const int64_t *offsets, long columns, int64_t *histogram) {
  for (long row = 0; row < count; row++) {
    const uint16_t *line = lines + rows[row] * stride;
    const int64_t entry = entries[row] * sign;
    long column = 0;
    for (; column + 4 <= columns; column += 4) {
      histogram[offsets[column] + line[column]] += entry;
      histogram[offsets[column + 1] + line[column + 1]] += entry;
      histogram[offsets[column + 2] + line[column + 2]] += entry;
      histogram[offsets[column + 3] + line[column + 3]] += entry;
    }
    for (; column < columns; column++) histogram[offsets[column] + line[column]] += entry;
  }
}

hq_drawn hq_draw_rows(
  hq_loops loops, const uint16_t *counts, const int64_t *units, long count, uint32_t *rows, int64_t *entries) {
#if defined(__x86_64__)
  if (loops == hq_loops_avx512) return draw_rows_avx512(counts, units, count, rows, entries);
#endif
  return draw_rows(counts, units, count, rows, entries);
}

hq_division hq_divide_rows(
  hq_loops loops, const uint16_t *codes, uint32_t *rows, int64_t *entries, long count, long bound, long missing,
  int missing_goes_left, uint32_t *other_rows, int64_t *other_entries) {
#if defined(__x86_64__)
  if (loops == hq_loops_avx512) {
    return divide_rows_avx512(
      codes, rows, entries, count, bound, missing, missing_goes_left, other_rows, other_entries);
  }
#endif
  const hq_division found = missing < 0
      ? divide_rows(codes, rows, entries, count, bound, -1, 0, other_rows, other_entries)
      : divide_rows(codes, rows, entries, count, bound, missing, missing_goes_left, other_rows, other_entries);
  const long right = count - found.left;
  __builtin_memcpy(rows + found.left, other_rows, right * sizeof *rows);
  __builtin_memcpy(entries + found.left, other_entries, right * sizeof *entries);
  return found;
}
