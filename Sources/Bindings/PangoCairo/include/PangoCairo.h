#pragma once
#include <stddef.h>
#include <stdint.h>

// Pango and Cairo bring some twenty libraries with them, which take longer to load than all of hq. So they are
// opened when the first picture or PDF is made, and what hq uses of them is declared here, not in their headers: hq is
// built where only the libraries are. Lengths are points, indices of text count bytes.

/// Opens both once. Null when they are ready, else the Debian package to install.
const char *hq_pango_open(void);

/// What texts are set with: all fonts of the system, without rounding to the pixels of any screen.
typedef struct hq_press hq_press;
/// Null where there is no memory.
hq_press *hq_press_make(void);
void hq_press_free(hq_press *press);

typedef struct hq_font hq_font;
/// The families are tried in their order, with commas between.
hq_font *hq_font_make(const char *families, double size, int weight, int is_italic);
void hq_font_free(hq_font *font);

/// How stretches of a text differ from its font. Free them, or give them to a layout.
typedef struct hq_spans hq_spans;
hq_spans *hq_spans_make(void);
void hq_spans_add_color(hq_spans *spans, unsigned start, unsigned end, uint32_t color);
void hq_spans_add_weight(hq_spans *spans, unsigned start, unsigned end, int weight);
void hq_spans_add_italic(hq_spans *spans, unsigned start, unsigned end);
void hq_spans_add_font(hq_spans *spans, unsigned start, unsigned end, const char *families, double scale);
void hq_spans_add_language(hq_spans *spans, unsigned start, unsigned end, const char *language);
/// OpenType features, as CSS names them.
void hq_spans_add_features(hq_spans *spans, unsigned start, unsigned end, const char *features);
/// Where a word is broken, no hyphen is put in.
void hq_spans_add_no_hyphens(hq_spans *spans, unsigned start, unsigned end);

typedef struct hq_layout hq_layout;
typedef struct {
  /// Of the line within the layout.
  double x, width, height;
  /// From the top of the line.
  double ascent;
} hq_line;

/// Takes the spans.
hq_layout *hq_layout_make(hq_press *press, const hq_font *font, const char *text, int count, hq_spans *spans);
void hq_layout_free(hq_layout *layout);
/// Breaks lines at this width, at words where possible. A hanging indent moves all lines but the first.
void hq_layout_wrap(hq_layout *layout, double width, double hanging);
/// Ends the last of so many lines with an ellipsis where the text is longer.
void hq_layout_limit_lines(hq_layout *layout, int lines);
int hq_layout_count_lines(hq_layout *layout);
/// How many signs no font has.
int hq_layout_count_unknown(hq_layout *layout);
/// Fills in as many lines as there are, at most `count`.
void hq_layout_measure_lines(hq_layout *layout, hq_line *lines, int count);
/// Where a stretch of the text stands in a line: pairs of left and right edges. Says how many pairs there are,
/// and fills in at most `count`.
int hq_layout_find_edges(hq_layout *layout, int line, int start, int end, double *edges, int count);

typedef struct hq_picture hq_picture;
/// Reads a PNG. Null where it is damaged, or there is no memory for it.
hq_picture *hq_picture_read_png(const uint8_t *bytes, size_t count);
void hq_picture_free(hq_picture *picture);
int hq_picture_width(hq_picture *picture);
int hq_picture_height(hq_picture *picture);

/// One that is drawn into four bytes a dot, row by row: blue, green, red and one that says nothing. They must outlive
/// it. Null where there is no memory for it.
hq_picture *hq_picture_make(uint8_t *dots, int width, int height);
/// All that was drawn is in the dots now. Nothing can be drawn afterwards.
void hq_picture_finish(hq_picture *picture);

/// What is drawn on: a picture, or the page of a document. Colours are 0xRRGGBB.
typedef struct hq_canvas hq_canvas;
hq_canvas *hq_canvas_make(hq_picture *picture);
void hq_canvas_free(hq_canvas *canvas);
/// Null when all went well, else what did not.
const char *hq_canvas_failure(hq_canvas *canvas);
/// Keeps where things are put, for `restore` to come back to.
void hq_canvas_save(hq_canvas *canvas);
void hq_canvas_restore(hq_canvas *canvas);
void hq_canvas_translate(hq_canvas *canvas, double x, double y);
void hq_canvas_scale(hq_canvas *canvas, double x, double y);
/// The angle is in radians, clockwise.
void hq_canvas_rotate(hq_canvas *canvas, double angle);
void hq_canvas_start_path(hq_canvas *canvas);
void hq_canvas_move(hq_canvas *canvas, double x, double y);
void hq_canvas_line(hq_canvas *canvas, double x, double y);
void hq_canvas_close(hq_canvas *canvas);
void hq_canvas_add_rectangle(hq_canvas *canvas, double x, double y, double width, double height);
void hq_canvas_add_circle(hq_canvas *canvas, double x, double y, double radius);
/// Keeps the path. A crisp area has whole dots only.
void hq_canvas_fill(hq_canvas *canvas, uint32_t color, double opacity, int is_crisp);
/// Ends the path.
void hq_canvas_stroke(
  hq_canvas *canvas, uint32_t color, double opacity, double width, int is_round, const double *dashes, int count);
/// What is drawn with the path until its end, lines of this width among it, covers itself before all of it is laid
/// over the rest.
void hq_canvas_start_group(hq_canvas *canvas, double width);
/// Ends the path.
void hq_canvas_end_group(hq_canvas *canvas, double opacity);
/// Puts the left end of a line's baseline at a point.
void hq_canvas_show_line(
  hq_canvas *canvas, hq_layout *layout, int line, double x, double baseline, double scale, uint32_t color,
  double opacity);

/// A small drawing of one colour that is put on a picture over and over.
typedef struct hq_mark hq_mark;
/// Null where there is no memory.
hq_mark *hq_mark_make(void);
void hq_mark_free(hq_mark *mark);
/// What it is drawn on before it is finished, in dots around the point that is its place. Of the colours only the
/// opacity counts.
hq_canvas *hq_mark_canvas(hq_mark *mark);
/// Zero when it is empty, or too large to be kept.
int hq_mark_finish(hq_mark *mark);
/// Puts it on a picture, to a quarter of a dot.
void hq_mark_stamp(hq_mark *mark, hq_canvas *canvas, double x, double y, uint32_t color, double opacity);

typedef struct hq_pdf hq_pdf;
/// Null where there is no memory.
hq_pdf *hq_pdf_make(double page_width, double page_height, const char *title);
void hq_pdf_free(hq_pdf *pdf);
/// What the present page is drawn on.
hq_canvas *hq_pdf_canvas(hq_pdf *pdf);
void hq_pdf_end_page(hq_pdf *pdf);
/// Null when all went well, else what did not. Nothing can be drawn then.
const char *hq_pdf_finish(hq_pdf *pdf);
/// Valid until the document is freed.
const uint8_t *hq_pdf_bytes(hq_pdf *pdf, size_t *count);

void hq_pdf_fill(hq_pdf *pdf, double x, double y, double width, double height, double radius, uint32_t color);
void hq_pdf_show_picture(hq_pdf *pdf, hq_picture *picture, double x, double y, double width, double height);
/// Makes a rectangle lead elsewhere. The target is an attribute list of Cairo's: `uri='…'` or `dest='…'`.
void hq_pdf_link(hq_pdf *pdf, const char *target, double x, double y, double width, double height);
/// Names a place on this page.
void hq_pdf_name_place(hq_pdf *pdf, const char *name, double x, double y);
/// Adds a bookmark under another, 0 for none, and says its number.
int hq_pdf_add_bookmark(hq_pdf *pdf, int parent, const char *title, const char *target, int is_open);
