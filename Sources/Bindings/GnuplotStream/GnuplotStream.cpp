#include "GnuplotStream.h"

#include <gnuplot-iostream.h>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct hq_gnuplot_stream {
  hq_gnuplot_stream(FILE *file, int descriptor) : gnuplot(file), descriptor(descriptor) {}

  Gnuplot gnuplot;
  int descriptor;
};

namespace {

/// Keeps the signal of a broken pipe from this thread while it writes, and takes back the one that was
/// raised.
class QuietPipe {
public:
  QuietPipe() {
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    wasPending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
  }

  ~QuietPipe() {
    const timespec now = {0, 0};
    if (!wasPending) sigtimedwait(&pipe, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

private:
  sigset_t pipe, before;
  bool wasPending;
};

}  // namespace

hq_gnuplot_stream *hq_gnuplot_stream_open(int descriptor) {
  FILE *file = fdopen(descriptor, "w");
  if (!file) {
    close(descriptor);
    return nullptr;
  }
  try {
    return new hq_gnuplot_stream(file, descriptor);
  } catch (...) {
    fclose(file);
    return nullptr;
  }
}

hq_gnuplot_answer hq_gnuplot_stream_send(
    hq_gnuplot_stream *stream, const char *bytes, size_t count, int milliseconds) {
  pollfd ready = {stream->descriptor, POLLOUT, 0};
  if (poll(&ready, 1, milliseconds) <= 0) return hq_gnuplot_waiting;
  if (ready.revents & (POLLERR | POLLHUP | POLLNVAL)) return hq_gnuplot_closed;
  QuietPipe quiet;
  try {
    stream->gnuplot.write(bytes, static_cast<std::streamsize>(count)).flush();
    return stream->gnuplot.good() ? hq_gnuplot_sent : hq_gnuplot_closed;
  } catch (...) {
    return hq_gnuplot_closed;
  }
}

void hq_gnuplot_stream_close(hq_gnuplot_stream *stream) {
  QuietPipe quiet;
  try {
    delete stream;
  } catch (...) {
  }
}

int hq_gnuplot_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int hq_gnuplot_close_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int hq_gnuplot_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
