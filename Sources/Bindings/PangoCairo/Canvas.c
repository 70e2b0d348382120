#include "Libraries.h"

hq_picture *hq_picture_make(uint8_t *dots, int width, int height) {
  cairo_surface_t *surface =
    cairo.image_surface_create_for_data(dots, CAIRO_FORMAT_RGB24, width, height, 4 * width);
  if (cairo.surface_status(surface) == CAIRO_STATUS_SUCCESS) return (hq_picture *)surface;
  cairo.surface_destroy(surface);
  return NULL;
}
void hq_picture_finish(hq_picture *picture) { cairo.surface_finish((cairo_surface_t *)picture); }

hq_canvas *hq_canvas_make(hq_picture *picture) {
  return (hq_canvas *)cairo.create((cairo_surface_t *)picture);
}
void hq_canvas_free(hq_canvas *canvas) { cairo.destroy((cairo_t *)canvas); }
const char *hq_canvas_failure(hq_canvas *canvas) {
  cairo_status_t status = cairo.status((cairo_t *)canvas);
  return status == CAIRO_STATUS_SUCCESS ? NULL : cairo.status_to_string(status);
}

void hq_canvas_save(hq_canvas *canvas) { cairo.save((cairo_t *)canvas); }
void hq_canvas_restore(hq_canvas *canvas) { cairo.restore((cairo_t *)canvas); }
void hq_canvas_translate(hq_canvas *canvas, double x, double y) { cairo.translate((cairo_t *)canvas, x, y); }
void hq_canvas_scale(hq_canvas *canvas, double x, double y) { cairo.scale((cairo_t *)canvas, x, y); }
void hq_canvas_rotate(hq_canvas *canvas, double angle) { cairo.rotate((cairo_t *)canvas, angle); }

void hq_canvas_start_path(hq_canvas *canvas) { cairo.new_path((cairo_t *)canvas); }
void hq_canvas_move(hq_canvas *canvas, double x, double y) { cairo.move_to((cairo_t *)canvas, x, y); }
void hq_canvas_line(hq_canvas *canvas, double x, double y) { cairo.line_to((cairo_t *)canvas, x, y); }
void hq_canvas_close(hq_canvas *canvas) { cairo.close_path((cairo_t *)canvas); }
void hq_canvas_add_rectangle(hq_canvas *canvas, double x, double y, double width, double height) {
  cairo.rectangle((cairo_t *)canvas, x, y, width, height);
}
void hq_canvas_add_circle(hq_canvas *canvas, double x, double y, double radius) {
  cairo.new_sub_path((cairo_t *)canvas);
  cairo.arc((cairo_t *)canvas, x, y, radius, 0, 6.283185307179586);
  cairo.close_path((cairo_t *)canvas);
}

void hq_canvas_fill(hq_canvas *canvas, uint32_t color, double opacity, int is_crisp) {
  cairo_t *pen = (cairo_t *)canvas;
  set_color(pen, color, opacity);
  if (is_crisp) cairo.set_antialias(pen, CAIRO_ANTIALIAS_NONE);
  cairo.fill_preserve(pen);
  if (is_crisp) cairo.set_antialias(pen, CAIRO_ANTIALIAS_DEFAULT);
}
void hq_canvas_stroke(
  hq_canvas *canvas, uint32_t color, double opacity, double width, int is_round, const double *dashes, int count) {
  cairo_t *pen = (cairo_t *)canvas;
  set_color(pen, color, opacity);
  cairo.set_line_width(pen, width);
  cairo.set_line_cap(pen, is_round ? CAIRO_LINE_CAP_ROUND : 0);
  cairo.set_line_join(pen, is_round ? CAIRO_LINE_JOIN_ROUND : 0);
  cairo.set_dash(pen, dashes, count, 0);
  cairo.stroke(pen);
}
void hq_canvas_start_group(hq_canvas *canvas, double width) {
  cairo_t *pen = (cairo_t *)canvas;
  double left, top, right, bottom;
  cairo.set_line_width(pen, width);
  cairo.stroke_extents(pen, &left, &top, &right, &bottom);
  cairo_path_t *path = cairo.copy_path(pen);
  cairo.save(pen);
  cairo.new_path(pen);
  cairo.rectangle(pen, left, top, right - left, bottom - top);
  // Else the group would be as large as the page.
  cairo.clip(pen);
  cairo.append_path(pen, path);
  cairo.path_destroy(path);
  cairo.push_group(pen);
}
void hq_canvas_end_group(hq_canvas *canvas, double opacity) {
  cairo_t *pen = (cairo_t *)canvas;
  cairo.pop_group_to_source(pen);
  cairo.paint_with_alpha(pen, opacity);
  cairo.restore(pen);
  cairo.new_path(pen);
}

void hq_canvas_show_line(
  hq_canvas *canvas, hq_layout *layout, int line, double x, double baseline, double scale, uint32_t color,
  double opacity) {
  cairo_t *pen = (cairo_t *)canvas;
  PangoLayoutLine *found = pango.layout_get_line_readonly(layout, line);
  if (!found) return;
  set_color(pen, color, opacity);
  cairo.save(pen);
  cairo.translate(pen, x, baseline);
  if (scale != 1) cairo.scale(pen, scale, scale);
  cairo.move_to(pen, 0, 0);
  pango_cairo.show_layout_line(pen, found);
  cairo.restore(pen);
}
