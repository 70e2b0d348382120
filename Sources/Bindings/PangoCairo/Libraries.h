#pragma once
#include "PangoCairo.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The prototypes follow the public documentation of Pango 1.50 and Cairo 1.16.
typedef struct cairo cairo_t;
typedef struct cairo_surface cairo_surface_t;
typedef struct cairo_path cairo_path_t;
typedef struct cairo_font_options cairo_font_options_t;
typedef int cairo_status_t;
typedef cairo_status_t (*cairo_write_func_t)(void *, const unsigned char *, unsigned int);
typedef cairo_status_t (*cairo_read_func_t)(void *, unsigned char *, unsigned int);
enum { CAIRO_STATUS_SUCCESS = 0, CAIRO_STATUS_NO_MEMORY = 1, CAIRO_STATUS_READ_ERROR = 10 };
enum { CAIRO_FORMAT_RGB24 = 1, CAIRO_FORMAT_A8 = 2, CAIRO_CONTENT_ALPHA = 0x2000 };
enum { CAIRO_ANTIALIAS_DEFAULT = 0, CAIRO_ANTIALIAS_NONE = 1 };
enum { CAIRO_LINE_CAP_ROUND = 1, CAIRO_LINE_JOIN_ROUND = 1 };
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

extern struct hq_cairo_functions {
  cairo_surface_t *(*pdf_surface_create_for_stream)(cairo_write_func_t, void *, double, double);
  void (*pdf_surface_set_metadata)(cairo_surface_t *, int, const char *);
  int (*pdf_surface_add_outline)(cairo_surface_t *, int, const char *, const char *, int);
  cairo_surface_t *(*recording_surface_create)(int, const void *);
  void (*recording_surface_ink_extents)(cairo_surface_t *, double *, double *, double *, double *);
  cairo_surface_t *(*image_surface_create)(int, int, int);
  cairo_surface_t *(*image_surface_create_for_data)(unsigned char *, int, int, int, int);
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
  void (*rotate)(cairo_t *, double);
  void (*identity_matrix)(cairo_t *);
  void (*user_to_device)(cairo_t *, double *, double *);
  void (*move_to)(cairo_t *, double, double);
  void (*line_to)(cairo_t *, double, double);
  void (*rectangle)(cairo_t *, double, double, double, double);
  void (*new_sub_path)(cairo_t *);
  void (*close_path)(cairo_t *);
  void (*arc)(cairo_t *, double, double, double, double, double);
  void (*fill)(cairo_t *);
  void (*fill_preserve)(cairo_t *);
  void (*stroke)(cairo_t *);
  void (*new_path)(cairo_t *);
  void (*stroke_extents)(cairo_t *, double *, double *, double *, double *);
  cairo_path_t *(*copy_path)(cairo_t *);
  void (*append_path)(cairo_t *, const cairo_path_t *);
  void (*path_destroy)(cairo_path_t *);
  void (*clip)(cairo_t *);
  void (*push_group)(cairo_t *);
  void (*pop_group_to_source)(cairo_t *);
  void (*paint_with_alpha)(cairo_t *, double);
  void (*mask_surface)(cairo_t *, cairo_surface_t *, double, double);
  void (*set_antialias)(cairo_t *, int);
  void (*set_line_width)(cairo_t *, double);
  void (*set_line_cap)(cairo_t *, int);
  void (*set_line_join)(cairo_t *, int);
  void (*set_dash)(cairo_t *, const double *, int, double);
  void (*paint)(cairo_t *);
  void (*show_page)(cairo_t *);
  void (*set_source_rgba)(cairo_t *, double, double, double, double);
  void (*set_source_surface)(cairo_t *, cairo_surface_t *, double, double);
  void (*tag_begin)(cairo_t *, const char *, const char *);
  void (*tag_end)(cairo_t *, const char *);
  cairo_font_options_t *(*font_options_create)(void);
  void (*font_options_destroy)(cairo_font_options_t *);
  void (*font_options_set_hint_style)(cairo_font_options_t *, int);
  void (*font_options_set_hint_metrics)(cairo_font_options_t *, int);
} cairo;

extern struct hq_pango_functions {
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

extern struct hq_pango_cairo_functions {
  PangoFontMap *(*font_map_new)(void);
  void (*font_map_set_resolution)(PangoFontMap *, double);
  void (*context_set_font_options)(PangoContext *, const cairo_font_options_t *);
  void (*show_layout_line)(cairo_t *, PangoLayoutLine *);
} pango_cairo;

extern struct hq_gobject_functions { void (*object_unref)(void *); } gobject;
extern struct hq_glib_functions { void (*free)(void *); } glib;

/// Chooses the colour, 0xRRGGBB, that is drawn with.
static inline void set_color(cairo_t *pen, uint32_t color, double opacity) {
  cairo.set_source_rgba(
    pen, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0, (color & 255) / 255.0, opacity);
}
