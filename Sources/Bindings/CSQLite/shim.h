#pragma once
#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast of -1 to a function pointer, which Swift does not import.
static inline sqlite3_destructor_type hq_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/// sqlite3_db_config is variadic. In defensive mode no statement can damage the file, nor change the schema's text.
static inline int hq_sqlite_defensive(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

/// sqlite3_config is variadic. SQLite need not count its memory, which takes a lock for each piece of it. Works
/// before the first database is opened, and does nothing behind that.
static inline void hq_sqlite_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// What SQLite keeps of a table whose rows the program supplies, and of someone who reads it.
typedef struct {
  sqlite3_vtab base;
  void *supply;
} hq_supplied_table;

typedef struct {
  sqlite3_vtab_cursor base;
  sqlite3_int64 row;
} hq_supplied_cursor;
