#pragma once
// Pango and Cairo bring some twenty libraries with them, which take longer to load than all of hq. So they are
// opened when the first PDF is written, and what hq uses of them is declared here.

/// Opens both once. Null when they are ready, else what went wrong.
const char *hq_pango_open(void);
