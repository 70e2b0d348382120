#pragma once
#include <histedit.h>
#include <stdio.h>
#include <unistd.h>

// el_set and el_get are variadic, which Swift does not import: each form that hq uses has a function here.

typedef int (*hq_editline_reader)(EditLine *, wchar_t *);
typedef unsigned char (*hq_editline_command)(EditLine *, wint_t);

/// Swift may not touch the variable `stdin`. What libedit draws goes nowhere, as does what it complains of (a
/// terminal that it does not know, a line of .editrc): hq draws the line by itself.
static inline EditLine *hq_editline_open(const char *program) {
  FILE *nowhere = fopen("/dev/null", "we");
  if (!nowhere) return NULL;
  EditLine *editor = el_init_fd(program, stdin, nowhere, nowhere, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
  if (!editor) fclose(nowhere);
  return editor;
}

static inline void hq_editline_close(EditLine *editor) {
  FILE *nowhere = NULL;
  el_get(editor, EL_GETFP, 2, &nowhere);
  el_end(editor);
  if (nowhere) fclose(nowhere);
}

/// What the functions below are given back by `hq_editline_owner`.
static inline void hq_editline_set_owner(EditLine *editor, void *owner) {
  el_wset(editor, EL_CLIENTDATA, owner);
}

static inline void *hq_editline_owner(EditLine *editor) {
  void *owner = NULL;
  el_wget(editor, EL_CLIENTDATA, &owner);
  return owner;
}

static inline void hq_editline_set_reader(EditLine *editor, hq_editline_reader reader) {
  el_wset(editor, EL_GETCFN, reader);
}

/// A command that keys can be bound to. libedit copies the texts.
static inline void hq_editline_add_command(EditLine *editor, const char *name, hq_editline_command command) {
  el_set(editor, EL_ADDFN, name, name, command);
}

/// `emacs` or `vi`: all keys get their first meaning again.
static inline void hq_editline_set_keys(EditLine *editor, const char *keys) { el_set(editor, EL_EDITOR, keys); }

/// Gives the terminal the modes of editing, or those it had.
static inline void hq_editline_set_editing(EditLine *editor, int editing) {
  el_wset(editor, EL_PREP_TERM, editing);
}

/// What the terminal takes for an ability, by its name in termcap; null where it has none.
static inline const char *hq_editline_ability(EditLine *editor, const char *name) {
  char *text = NULL;
  el_get(editor, EL_GETTC, name, &text);
  return text;
}
