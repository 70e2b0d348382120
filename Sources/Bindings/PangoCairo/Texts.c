#include "Libraries.h"

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
  gobject.object_unref(press->context);
  gobject.object_unref(press->fonts);
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
void hq_layout_free(hq_layout *layout) { gobject.object_unref(layout); }
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

