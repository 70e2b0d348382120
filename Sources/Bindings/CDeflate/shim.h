#pragma once
// The library is linked whole: it is small, and one that is shared would have to be found at each start.
#include <libdeflate.h>
