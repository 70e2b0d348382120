#pragma once
#include <string.h>
#include <zlib.h>

/// `inflateInit2` and `deflateInit2` are macros that pass the size of the struct; Swift does not import them.
static inline int hq_inflate_start(z_stream *stream, int window_bits) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, window_bits);
}
static inline int hq_deflate_start(z_stream *stream, int level, int window_bits) {
  memset(stream, 0, sizeof *stream);
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
