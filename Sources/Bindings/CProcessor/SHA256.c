#include "CProcessor.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

static int has_instructions(void) {
  unsigned a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) && __builtin_cpu_supports("sse4.1");
}

__attribute__((target("sha,sse4.1"))) static void compress(
  uint32_t *state, const uint8_t *blocks, long count, const uint32_t *constants) {
  const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bull, 0x0405060700010203ull);
  // The instructions want the words in the order ABEF and CDGH.
  __m128i first = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
  __m128i second = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
  __m128i abef = _mm_alignr_epi8(first, second, 8);
  __m128i cdgh = _mm_blend_epi16(second, first, 0xF0);
  for (; count > 0; count--, blocks += 64) {
    const __m128i abef_before = abef, cdgh_before = cdgh;
    __m128i words[4];
    for (int part = 0; part < 4; part++) {
      words[part] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks + 16 * part)), order);
    }
#pragma clang loop unroll(full)
    for (int part = 0; part < 16; part++) {
      __m128i sum = _mm_add_epi32(
        words[part & 3], _mm_loadu_si128((const __m128i *)(constants + 4 * part)));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      if (part < 12) {
        const __m128i last = words[(part + 3) & 3];
        __m128i next = _mm_sha256msg1_epu32(words[part & 3], words[(part + 1) & 3]);
        next = _mm_add_epi32(next, _mm_alignr_epi8(last, words[(part + 2) & 3], 4));
        words[part & 3] = _mm_sha256msg2_epu32(next, last);
      }
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  first = _mm_shuffle_epi32(abef, 0x1B);
  second = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(first, second, 0xF0));
  _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(second, first, 8));
}

int hq_sha256_compress(uint32_t *state, const void *blocks, long count, const uint32_t *constants) {
  if (!has_instructions()) return 0;
  compress(state, blocks, count, constants);
  return 1;
}

#else

int hq_sha256_compress(uint32_t *state, const void *blocks, long count, const uint32_t *constants) { return 0; }

#endif
