#include "Libraries.h"

typedef struct {
  const uint8_t *next;
  size_t left;
} unread;

static cairo_status_t read_some(void *source, unsigned char *bytes, unsigned int count) {
  unread *rest = source;
  if (rest->left < count) return CAIRO_STATUS_READ_ERROR;
  memcpy(bytes, rest->next, count);
  rest->next += count;
  rest->left -= count;
  return CAIRO_STATUS_SUCCESS;
}

hq_picture *hq_picture_read_png(const uint8_t *bytes, size_t count) {
  unread rest = {bytes, count};
  cairo_surface_t *surface = cairo.image_surface_create_from_png_stream(read_some, &rest);
  if (cairo.surface_status(surface) == CAIRO_STATUS_SUCCESS) return (hq_picture *)surface;
  cairo.surface_destroy(surface);
  return NULL;
}
void hq_picture_free(hq_picture *picture) { cairo.surface_destroy((cairo_surface_t *)picture); }
int hq_picture_width(hq_picture *picture) { return cairo.image_surface_get_width((cairo_surface_t *)picture); }
int hq_picture_height(hq_picture *picture) { return cairo.image_surface_get_height((cairo_surface_t *)picture); }

struct hq_pdf {
  cairo_surface_t *surface;
  cairo_t *pen;
  uint8_t *bytes;
  size_t count, capacity;
};

static cairo_status_t write_some(void *target, const unsigned char *bytes, unsigned int count) {
  hq_pdf *pdf = target;
  if (pdf->capacity - pdf->count < count) {
    size_t capacity = 2 * pdf->capacity + count;
    uint8_t *larger = realloc(pdf->bytes, capacity);
    if (!larger) return CAIRO_STATUS_NO_MEMORY;
    pdf->bytes = larger;
    pdf->capacity = capacity;
  }
  memcpy(pdf->bytes + pdf->count, bytes, count);
  pdf->count += count;
  return CAIRO_STATUS_SUCCESS;
}

hq_pdf *hq_pdf_make(double page_width, double page_height, const char *title) {
  hq_pdf *pdf = calloc(1, sizeof *pdf);
  if (!pdf) return NULL;
  pdf->surface = cairo.pdf_surface_create_for_stream(write_some, pdf, page_width, page_height);
  cairo.pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo.pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "hq");
  // Else it would be now, and no two files of one report the same.
  cairo.pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  pdf->pen = cairo.create(pdf->surface);
  return pdf;
}
void hq_pdf_free(hq_pdf *pdf) {
  cairo.destroy(pdf->pen);
  cairo.surface_destroy(pdf->surface);
  free(pdf->bytes);
  free(pdf);
}
hq_canvas *hq_pdf_canvas(hq_pdf *pdf) { return (hq_canvas *)pdf->pen; }
void hq_pdf_end_page(hq_pdf *pdf) { cairo.show_page(pdf->pen); }

const char *hq_pdf_finish(hq_pdf *pdf) {
  cairo_status_t status = cairo.status(pdf->pen);
  cairo.surface_finish(pdf->surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo.surface_status(pdf->surface);
  return status == CAIRO_STATUS_SUCCESS ? NULL : cairo.status_to_string(status);
}
const uint8_t *hq_pdf_bytes(hq_pdf *pdf, size_t *count) {
  *count = pdf->count;
  return pdf->bytes;
}

void hq_pdf_fill(hq_pdf *pdf, double x, double y, double width, double height, double radius, uint32_t color) {
  const double quarter = 1.5707963267948966;
  set_color(pdf->pen, color, 1);
  if (radius > 0) {
    double right = x + width - radius, bottom = y + height - radius;
    cairo.new_sub_path(pdf->pen);
    cairo.arc(pdf->pen, right, y + radius, radius, -quarter, 0);
    cairo.arc(pdf->pen, right, bottom, radius, 0, quarter);
    cairo.arc(pdf->pen, x + radius, bottom, radius, quarter, 2 * quarter);
    cairo.arc(pdf->pen, x + radius, y + radius, radius, 2 * quarter, 3 * quarter);
    cairo.close_path(pdf->pen);
  } else {
    cairo.rectangle(pdf->pen, x, y, width, height);
  }
  cairo.fill(pdf->pen);
}

void hq_pdf_show_picture(hq_pdf *pdf, hq_picture *picture, double x, double y, double width, double height) {
  cairo.save(pdf->pen);
  cairo.translate(pdf->pen, x, y);
  cairo.scale(pdf->pen, width / hq_picture_width(picture), height / hq_picture_height(picture));
  cairo.set_source_surface(pdf->pen, (cairo_surface_t *)picture, 0, 0);
  cairo.paint(pdf->pen);
  cairo.restore(pdf->pen);
}

void hq_pdf_link(hq_pdf *pdf, const char *target, double x, double y, double width, double height) {
  size_t room = strlen(target) + 80;
  char *attributes = malloc(room);
  if (!attributes) return;
  // Whole points: what stands between digits may depend on the locale.
  snprintf(attributes, room, "%s rect=[%d %d %d %d]", target, (int)x, (int)y, (int)width + 1, (int)height + 1);
  cairo.tag_begin(pdf->pen, "Link", attributes);
  cairo.tag_end(pdf->pen, "Link");
  free(attributes);
}

void hq_pdf_name_place(hq_pdf *pdf, const char *name, double x, double y) {
  char attributes[80];
  snprintf(attributes, sizeof attributes, "name='%.20s' x=%d y=%d", name, (int)x, (int)y);
  cairo.tag_begin(pdf->pen, "cairo.dest", attributes);
  cairo.tag_end(pdf->pen, "cairo.dest");
}

int hq_pdf_add_bookmark(hq_pdf *pdf, int parent, const char *title, const char *target, int is_open) {
  return cairo.pdf_surface_add_outline(
    pdf->surface, parent, title, target, is_open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
}
