#include "Libraries.h"
#include <math.h>

// Places are told apart to a quarter of a dot.
enum { PHASES = 4 };

struct hq_mark {
  cairo_surface_t *drawing;
  cairo_t *pen;
  int left, top, width, height;
  cairo_surface_t *stamps[PHASES * PHASES];
};

hq_mark *hq_mark_make(void) {
  hq_mark *mark = calloc(1, sizeof *mark);
  if (!mark) return NULL;
  mark->drawing = cairo.recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  mark->pen = cairo.create(mark->drawing);
  return mark;
}
void hq_mark_free(hq_mark *mark) {
  for (int phase = 0; phase < PHASES * PHASES; phase++) {
    if (mark->stamps[phase]) cairo.surface_destroy(mark->stamps[phase]);
  }
  cairo.destroy(mark->pen);
  cairo.surface_destroy(mark->drawing);
  free(mark);
}
hq_canvas *hq_mark_canvas(hq_mark *mark) { return (hq_canvas *)mark->pen; }

int hq_mark_finish(hq_mark *mark) {
  double left, top, width, height;
  cairo.recording_surface_ink_extents(mark->drawing, &left, &top, &width, &height);
  const double largest = 512;
  if (!(width > 0 && height > 0 && width < largest && height < largest && fabs(left) < largest && fabs(top) < largest)) {
    return 0;
  }
  mark->left = floor(left);
  mark->top = floor(top);
  // A phase moves it by less than a dot.
  mark->width = (int)ceil(left + width) - mark->left + 1;
  mark->height = (int)ceil(top + height) - mark->top + 1;
  return 1;
}

static cairo_surface_t *stamp_at(hq_mark *mark, int across, int down) {
  cairo_surface_t **stamp = &mark->stamps[down * PHASES + across];
  if (*stamp) return *stamp;
  *stamp = cairo.image_surface_create(CAIRO_FORMAT_A8, mark->width, mark->height);
  cairo_t *pen = cairo.create(*stamp);
  cairo.set_source_surface(
    pen, mark->drawing, (double)across / PHASES - mark->left, (double)down / PHASES - mark->top);
  cairo.paint(pen);
  cairo.destroy(pen);
  return *stamp;
}

void hq_mark_stamp(hq_mark *mark, hq_canvas *canvas, double x, double y, uint32_t color, double opacity) {
  cairo_t *pen = (cairo_t *)canvas;
  cairo.user_to_device(pen, &x, &y);
  // What lies further off is cut off anyway, and may be too far for whole numbers.
  if (!(fabs(x) < 65536 && fabs(y) < 65536)) return;
  double column = floor(x * PHASES + 0.5), row = floor(y * PHASES + 0.5);
  int left = floor(column / PHASES), top = floor(row / PHASES);
  cairo_surface_t *stamp = stamp_at(mark, (int)column - left * PHASES, (int)row - top * PHASES);
  cairo.save(pen);
  cairo.identity_matrix(pen);
  set_color(pen, color, opacity);
  cairo.mask_surface(pen, stamp, left + mark->left, top + mark->top);
  cairo.restore(pen);
}
