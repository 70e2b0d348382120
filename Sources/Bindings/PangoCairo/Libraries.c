#include "Libraries.h"
#include <dlfcn.h>
#include <pthread.h>

struct hq_cairo_functions cairo;
struct hq_pango_functions pango;
struct hq_pango_cairo_functions pango_cairo;
struct hq_gobject_functions gobject;
struct hq_glib_functions glib;

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
  CAIRO(recording_surface_create) CAIRO(recording_surface_ink_extents) CAIRO(image_surface_create)
  CAIRO(identity_matrix) CAIRO(user_to_device) CAIRO(mask_surface)
  CAIRO(image_surface_create_for_data) CAIRO(rotate) CAIRO(line_to) CAIRO(fill_preserve) CAIRO(stroke) CAIRO(new_path) CAIRO(push_group)
  CAIRO(stroke_extents) CAIRO(copy_path) CAIRO(append_path) CAIRO(path_destroy) CAIRO(clip)
  CAIRO(pop_group_to_source) CAIRO(paint_with_alpha) CAIRO(set_antialias) CAIRO(set_line_width)
  CAIRO(set_line_cap) CAIRO(set_line_join) CAIRO(set_dash) CAIRO(set_source_rgba)
  CAIRO(image_surface_create_from_png_stream) CAIRO(image_surface_get_width) CAIRO(image_surface_get_height)
  CAIRO(surface_status) CAIRO(surface_finish) CAIRO(surface_destroy) CAIRO(status_to_string)
  CAIRO(create) CAIRO(destroy) CAIRO(status) CAIRO(save) CAIRO(restore) CAIRO(translate) CAIRO(scale)
  CAIRO(move_to) CAIRO(rectangle) CAIRO(new_sub_path) CAIRO(close_path) CAIRO(arc) CAIRO(fill) CAIRO(paint)
  CAIRO(show_page) CAIRO(set_source_surface) CAIRO(tag_begin) CAIRO(tag_end)
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
  FIND(gobject, "g_", object_unref)
  OPEN("libglib-2.0.so.0", "libglib2.0-0")
  FIND(glib, "g_", free)
}

const char *hq_pango_open(void) {
  pthread_once(&once, open_libraries);
  return missing;
}

