#pragma once
// The library is linked whole: it is small, and one that is shared would have to be found at each start.
#define CMARK_STATIC_DEFINE
#include <cmark.h>
