#include "PangoCairo.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The prototypes follow the public documentation of Pango 1.50 and Cairo 1.16.
typedef struct cairo cairo_t;
typedef struct cairo_surface cairo_surface_t;
typedef struct cairo_font_options cairo_font_options_t;
typedef int cairo_status_t;
typedef cairo_status_t (*cairo_write_func_t)(void *, const unsigned char *, unsigned int);
typedef cairo_status_t (*cairo_read_func_t)(void *, unsigned char *, unsigned int);
enum { CAIRO_STATUS_SUCCESS = 0, CAIRO_STATUS_NO_MEMORY = 1, CAIRO_STATUS_READ_ERROR = 10 };
enum { CAIRO_HINT_STYLE_NONE = 1, CAIRO_HINT_METRICS_OFF = 1 };
enum { CAIRO_PDF_OUTLINE_FLAG_OPEN = 1 };
enum { CAIRO_PDF_METADATA_TITLE = 0, CAIRO_PDF_METADATA_CREATOR = 4, CAIRO_PDF_METADATA_CREATE_DATE = 5 };

typedef struct PangoFontMap PangoFontMap;
typedef struct PangoContext PangoContext;
typedef struct PangoLayoutLine PangoLayoutLine;
typedef struct PangoLayoutIter PangoLayoutIter;
typedef struct PangoLanguage PangoLanguage;
typedef struct { const void *klass; unsigned start_index, end_index; } PangoAttribute;
typedef struct { int x, y, width, height; } PangoRectangle;
enum { PANGO_SCALE = 1024, PANGO_WRAP_WORD_CHAR = 2, PANGO_ELLIPSIZE_END = 3, PANGO_STYLE_ITALIC = 2 };

static struct {
  cairo_surface_t *(*pdf_surface_create_for_stream)(cairo_write_func_t, void *, double, double);
  void (*pdf_surface_set_metadata)(cairo_surface_t *, int, const char *);
  int (*pdf_surface_add_outline)(cairo_surface_t *, int, const char *, const char *, int);
  cairo_surface_t *(*image_surface_create_from_png_stream)(cairo_read_func_t, void *);
  int (*image_surface_get_width)(cairo_surface_t *);
  int (*image_surface_get_height)(cairo_surface_t *);
  cairo_status_t (*surface_status)(cairo_surface_t *);
  void (*surface_finish)(cairo_surface_t *);
  void (*surface_destroy)(cairo_surface_t *);
  const char *(*status_to_string)(cairo_status_t);
  cairo_t *(*create)(cairo_surface_t *);
  void (*destroy)(cairo_t *);
  cairo_status_t (*status)(cairo_t *);
  void (*save)(cairo_t *);
  void (*restore)(cairo_t *);
  void (*translate)(cairo_t *, double, double);
  void (*scale)(cairo_t *, double, double);
  void (*move_to)(cairo_t *, double, double);
  void (*rectangle)(cairo_t *, double, double, double, double);
  void (*new_sub_path)(cairo_t *);
  void (*close_path)(cairo_t *);
  void (*arc)(cairo_t *, double, double, double, double, double);
  void (*fill)(cairo_t *);
  void (*paint)(cairo_t *);
  void (*show_page)(cairo_t *);
  void (*set_source_rgb)(cairo_t *, double, double, double);
  void (*set_source_surface)(cairo_t *, cairo_surface_t *, double, double);
  void (*tag_begin)(cairo_t *, const char *, const char *);
  void (*tag_end)(cairo_t *, const char *);
  cairo_font_options_t *(*font_options_create)(void);
  void (*font_options_destroy)(cairo_font_options_t *);
  void (*font_options_set_hint_style)(cairo_font_options_t *, int);
  void (*font_options_set_hint_metrics)(cairo_font_options_t *, int);
} cairo;

static struct {
  PangoContext *(*font_map_create_context)(PangoFontMap *);
  int (*layout_get_unknown_glyphs_count)(hq_layout *);
  void (*context_set_language)(PangoContext *, PangoLanguage *);
  void (*context_set_round_glyph_positions)(PangoContext *, int);
  PangoLanguage *(*language_from_string)(const char *);
  hq_font *(*font_description_new)(void);
  void (*font_description_free)(hq_font *);
  void (*font_description_set_family)(hq_font *, const char *);
  void (*font_description_set_absolute_size)(hq_font *, double);
  void (*font_description_set_weight)(hq_font *, int);
  void (*font_description_set_style)(hq_font *, int);
  hq_spans *(*attr_list_new)(void);
  void (*attr_list_insert)(hq_spans *, PangoAttribute *);
  void (*attr_list_unref)(hq_spans *);
  PangoAttribute *(*attr_foreground_new)(uint16_t, uint16_t, uint16_t);
  PangoAttribute *(*attr_weight_new)(int);
  PangoAttribute *(*attr_style_new)(int);
  PangoAttribute *(*attr_family_new)(const char *);
  PangoAttribute *(*attr_scale_new)(double);
  PangoAttribute *(*attr_language_new)(PangoLanguage *);
  PangoAttribute *(*attr_insert_hyphens_new)(int);
  PangoAttribute *(*attr_font_features_new)(const char *);
  hq_layout *(*layout_new)(PangoContext *);
  void (*layout_set_font_description)(hq_layout *, const hq_font *);
  void (*layout_set_text)(hq_layout *, const char *, int);
  void (*layout_set_attributes)(hq_layout *, hq_spans *);
  void (*layout_set_width)(hq_layout *, int);
  void (*layout_set_height)(hq_layout *, int);
  void (*layout_set_indent)(hq_layout *, int);
  void (*layout_set_wrap)(hq_layout *, int);
  void (*layout_set_ellipsize)(hq_layout *, int);
  int (*layout_get_line_count)(hq_layout *);
  PangoLayoutLine *(*layout_get_line_readonly)(hq_layout *, int);
  PangoLayoutIter *(*layout_get_iter)(hq_layout *);
  void (*layout_iter_get_line_extents)(PangoLayoutIter *, PangoRectangle *, PangoRectangle *);
  int (*layout_iter_get_baseline)(PangoLayoutIter *);
  int (*layout_iter_next_line)(PangoLayoutIter *);
  void (*layout_iter_free)(PangoLayoutIter *);
  void (*layout_line_get_x_ranges)(PangoLayoutLine *, int, int, int **, int *);
} pango;

static struct {
  PangoFontMap *(*font_map_new)(void);
  void (*font_map_set_resolution)(PangoFontMap *, double);
  void (*context_set_font_options)(PangoContext *, const cairo_font_options_t *);
  void (*show_layout_line)(cairo_t *, PangoLayoutLine *);
} pango_cairo;

static struct { void (*object_unref)(void *); } g;
static struct { void (*free)(void *); } glib;

static const char *missing;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#define OPEN(file, package) \
  library = dlopen(file, RTLD_LAZY | RTLD_LOCAL); \
  here = package; \
  if (!library) { missing = here; return; }
#define FIND(set, prefix, name) \
  if (!(*(void **)&set.name = dlsym(library, prefix #name))) { missing = here; return; }
#define CAIRO(name) FIND(cairo, "cairo_", name)
#define PANGO(name) FIND(pango, "pango_", name)
#define PANGO_CAIRO(name) FIND(pango_cairo, "pango_cairo_", name)

static void open_libraries(void) {
  void *library;
  const char *here;
  OPEN("libcairo.so.2", "libcairo2")
  CAIRO(pdf_surface_create_for_stream) CAIRO(pdf_surface_set_metadata) CAIRO(pdf_surface_add_outline)
  CAIRO(image_surface_create_from_png_stream) CAIRO(image_surface_get_width) CAIRO(image_surface_get_height)
  CAIRO(surface_status) CAIRO(surface_finish) CAIRO(surface_destroy) CAIRO(status_to_string)
  CAIRO(create) CAIRO(destroy) CAIRO(status) CAIRO(save) CAIRO(restore) CAIRO(translate) CAIRO(scale)
  CAIRO(move_to) CAIRO(rectangle) CAIRO(new_sub_path) CAIRO(close_path) CAIRO(arc) CAIRO(fill) CAIRO(paint)
  CAIRO(show_page) CAIRO(set_source_rgb) CAIRO(set_source_surface) CAIRO(tag_begin) CAIRO(tag_end)
  CAIRO(font_options_create) CAIRO(font_options_destroy) CAIRO(font_options_set_hint_style)
  CAIRO(font_options_set_hint_metrics)
  OPEN("libpango-1.0.so.0", "libpango-1.0-0")
  PANGO(font_map_create_context) PANGO(layout_get_unknown_glyphs_count) PANGO(context_set_language)
  PANGO(context_set_round_glyph_positions) PANGO(language_from_string)
  PANGO(font_description_new) PANGO(font_description_free) PANGO(font_description_set_family)
  PANGO(font_description_set_absolute_size) PANGO(font_description_set_weight) PANGO(font_description_set_style)
  PANGO(attr_list_new) PANGO(attr_list_insert) PANGO(attr_list_unref)
  PANGO(attr_foreground_new) PANGO(attr_weight_new) PANGO(attr_style_new) PANGO(attr_family_new)
  PANGO(attr_scale_new) PANGO(attr_language_new) PANGO(attr_insert_hyphens_new)
  PANGO(attr_font_features_new)
  PANGO(layout_new) PANGO(layout_set_font_description) PANGO(layout_set_text) PANGO(layout_set_attributes)
  PANGO(layout_set_width) PANGO(layout_set_height) PANGO(layout_set_indent) PANGO(layout_set_wrap)
  PANGO(layout_set_ellipsize) PANGO(layout_get_line_count) PANGO(layout_get_line_readonly)
  PANGO(layout_get_iter) PANGO(layout_iter_get_line_extents) PANGO(layout_iter_get_baseline)
  PANGO(layout_iter_next_line) PANGO(layout_iter_free) PANGO(layout_line_get_x_ranges)
  OPEN("libpangocairo-1.0.so.0", "libpangocairo-1.0-0")
  PANGO_CAIRO(font_map_new) PANGO_CAIRO(font_map_set_resolution) PANGO_CAIRO(context_set_font_options)
  PANGO_CAIRO(show_layout_line)
  OPEN("libgobject-2.0.so.0", "libglib2.0-0")
  FIND(g, "g_", object_unref)
  OPEN("libglib-2.0.so.0", "libglib2.0-0")
  FIND(glib, "g_", free)
}

const char *hq_pango_open(void) {
  pthread_once(&once, open_libraries);
  return missing;
}

struct hq_press {
  PangoFontMap *fonts;
  PangoContext *context;
};

hq_press *hq_press_make(void) {
  hq_press *press = malloc(sizeof *press);
  if (!press) return NULL;
  press->fonts = pango_cairo.font_map_new();
  pango_cairo.font_map_set_resolution(press->fonts, 72);
  press->context = pango.font_map_create_context(press->fonts);
  // Else the language of the environment would choose among fonts.
  pango.context_set_language(press->context, pango.language_from_string("en"));
  pango.context_set_round_glyph_positions(press->context, 0);
  cairo_font_options_t *options = cairo.font_options_create();
  cairo.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo.context_set_font_options(press->context, options);
  cairo.font_options_destroy(options);
  return press;
}

void hq_press_free(hq_press *press) {
  g.object_unref(press->context);
  g.object_unref(press->fonts);
  free(press);
}

hq_font *hq_font_make(const char *families, double size, int weight, int is_italic) {
  hq_font *font = pango.font_description_new();
  pango.font_description_set_family(font, families);
  pango.font_description_set_absolute_size(font, size * PANGO_SCALE);
  pango.font_description_set_weight(font, weight);
  if (is_italic) pango.font_description_set_style(font, PANGO_STYLE_ITALIC);
  return font;
}
void hq_font_free(hq_font *font) { pango.font_description_free(font); }

static void add(hq_spans *spans, unsigned start, unsigned end, PangoAttribute *attribute) {
  attribute->start_index = start;
  attribute->end_index = end;
  pango.attr_list_insert(spans, attribute);
}

hq_spans *hq_spans_make(void) { return pango.attr_list_new(); }
void hq_spans_add_color(hq_spans *spans, unsigned start, unsigned end, uint32_t color) {
  uint16_t red = (color >> 16 & 255) * 257, green = (color >> 8 & 255) * 257, blue = (color & 255) * 257;
  add(spans, start, end, pango.attr_foreground_new(red, green, blue));
}
void hq_spans_add_weight(hq_spans *spans, unsigned start, unsigned end, int weight) {
  add(spans, start, end, pango.attr_weight_new(weight));
}
void hq_spans_add_italic(hq_spans *spans, unsigned start, unsigned end) {
  add(spans, start, end, pango.attr_style_new(PANGO_STYLE_ITALIC));
}
void hq_spans_add_font(hq_spans *spans, unsigned start, unsigned end, const char *families, double scale) {
  add(spans, start, end, pango.attr_family_new(families));
  add(spans, start, end, pango.attr_scale_new(scale));
}
void hq_spans_add_language(hq_spans *spans, unsigned start, unsigned end, const char *language) {
  add(spans, start, end, pango.attr_language_new(pango.language_from_string(language)));
}
void hq_spans_add_features(hq_spans *spans, unsigned start, unsigned end, const char *features) {
  add(spans, start, end, pango.attr_font_features_new(features));
}
void hq_spans_add_no_hyphens(hq_spans *spans, unsigned start, unsigned end) {
  add(spans, start, end, pango.attr_insert_hyphens_new(0));
}

hq_layout *hq_layout_make(hq_press *press, const hq_font *font, const char *text, int count, hq_spans *spans) {
  hq_layout *layout = pango.layout_new(press->context);
  pango.layout_set_font_description(layout, font);
  pango.layout_set_text(layout, text, count);
  if (spans) {
    pango.layout_set_attributes(layout, spans);
    pango.attr_list_unref(spans);
  }
  return layout;
}
void hq_layout_free(hq_layout *layout) { g.object_unref(layout); }
void hq_layout_wrap(hq_layout *layout, double width, double hanging) {
  pango.layout_set_width(layout, width * PANGO_SCALE);
  pango.layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  if (hanging) pango.layout_set_indent(layout, -hanging * PANGO_SCALE);
}
void hq_layout_limit_lines(hq_layout *layout, int lines) {
  pango.layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  pango.layout_set_height(layout, -lines);
}
int hq_layout_count_lines(hq_layout *layout) { return pango.layout_get_line_count(layout); }

int hq_layout_count_unknown(hq_layout *layout) { return pango.layout_get_unknown_glyphs_count(layout); }

void hq_layout_measure_lines(hq_layout *layout, hq_line *lines, int count) {
  PangoLayoutIter *place = pango.layout_get_iter(layout);
  int index = 0;
  do {
    if (index == count) break;
    PangoRectangle extents;
    pango.layout_iter_get_line_extents(place, NULL, &extents);
    double baseline = pango.layout_iter_get_baseline(place);
    lines[index].x = (double)extents.x / PANGO_SCALE;
    lines[index].width = (double)extents.width / PANGO_SCALE;
    lines[index].height = (double)extents.height / PANGO_SCALE;
    lines[index].ascent = (baseline - extents.y) / PANGO_SCALE;
    index += 1;
  } while (pango.layout_iter_next_line(place));
  pango.layout_iter_free(place);
}

int hq_layout_find_edges(hq_layout *layout, int line, int start, int end, double *edges, int count) {
  PangoLayoutLine *found = pango.layout_get_line_readonly(layout, line);
  if (!found) return 0;
  int *ranges = NULL;
  int pairs = 0;
  pango.layout_line_get_x_ranges(found, start, end, &ranges, &pairs);
  for (int index = 0; index < 2 * pairs && index < 2 * count; index++) {
    edges[index] = (double)ranges[index] / PANGO_SCALE;
  }
  glib.free(ranges);
  return pairs;
}

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

static void set_color(hq_pdf *pdf, uint32_t color) {
  cairo.set_source_rgb(pdf->pen, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0);
}

void hq_pdf_fill(hq_pdf *pdf, double x, double y, double width, double height, double radius, uint32_t color) {
  const double quarter = 1.5707963267948966;
  set_color(pdf, color);
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

void hq_pdf_show_line(
  hq_pdf *pdf, hq_layout *layout, int line, double x, double baseline, double scale, uint32_t color) {
  PangoLayoutLine *found = pango.layout_get_line_readonly(layout, line);
  if (!found) return;
  set_color(pdf, color);
  cairo.save(pdf->pen);
  cairo.translate(pdf->pen, x, baseline);
  if (scale != 1) cairo.scale(pdf->pen, scale, scale);
  cairo.move_to(pdf->pen, 0, 0);
  pango_cairo.show_layout_line(pdf->pen, found);
  cairo.restore(pdf->pen);
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
