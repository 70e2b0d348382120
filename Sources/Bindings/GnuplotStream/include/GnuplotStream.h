#pragma once
#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What hq uses of gnuplot-iostream, for C. The stream only writes: it can start gnuplot through a shell, but
// can neither read its words, nor wait for it with a limit, nor end it. So who opens a stream starts gnuplot
// himself and hands over the end of the pipe that is gnuplot's input.

#ifdef __cplusplus
extern "C" {
#endif

typedef struct hq_gnuplot_stream hq_gnuplot_stream;

typedef enum {
  hq_gnuplot_sent,
  /// The reader takes nothing for the moment.
  hq_gnuplot_waiting,
  /// Nobody reads any more.
  hq_gnuplot_closed,
} hq_gnuplot_answer;

/// Takes over the descriptor of a pipe, which is closed also when this fails, with null.
hq_gnuplot_stream *hq_gnuplot_stream_open(int descriptor);
/// Sends a few words, no more than a pipe that is ready takes at once (PIPE_BUF), if it is within so many
/// milliseconds.
hq_gnuplot_answer hq_gnuplot_stream_send(
    hq_gnuplot_stream *stream, const char *bytes, size_t count, int milliseconds);
void hq_gnuplot_stream_close(hq_gnuplot_stream *stream);

/// Both ends of a pipe, the one to read from first, and a file in memory; no program that is started inherits
/// them. Swift does not see the functions of Linux for these. Zero and a number from zero on, or -1.
int hq_gnuplot_pipe(int ends[2]);
int hq_gnuplot_memory_file(const char *name);
/// What is started has no files from this number on.
int hq_gnuplot_close_from(posix_spawn_file_actions_t *actions, int first);

#ifdef __cplusplus
}
#endif
