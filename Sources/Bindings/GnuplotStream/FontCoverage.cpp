#include "GnuplotStream.h"

#include <dlfcn.h>

// gnuplot's terminals of cairo draw a character that no font has hundreds of times too large, over all else.
// So the library that they take fonts from is asked before: the same one, opened when it is first needed.

namespace {

struct Coverage {
  using Has = int (*)(const void *, uint32_t);

  Has has = nullptr;
  const void *characters = nullptr;

  Coverage() {
    void *library = dlopen("libfontconfig.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    auto make = reinterpret_cast<void *(*)()>(dlsym(library, "FcPatternCreate"));
    auto substitute =
        reinterpret_cast<int (*)(void *, void *, int)>(dlsym(library, "FcConfigSubstitute"));
    auto complete = reinterpret_cast<void (*)(void *)>(dlsym(library, "FcDefaultSubstitute"));
    auto sort = reinterpret_cast<void *(*)(void *, void *, int, void **, int *)>(
        dlsym(library, "FcFontSort"));
    auto known = reinterpret_cast<Has>(dlsym(library, "FcCharSetHasChar"));
    if (!make || !substitute || !complete || !sort || !known) return;
    void *pattern = make();
    if (!pattern) return;
    const int matchesPattern = 0;
    substitute(nullptr, pattern, matchesPattern);
    complete(pattern);
    void *all = nullptr;
    int result = 0;
    // What is found stays as long as the program.
    if (sort(nullptr, pattern, 1, &all, &result) && all) {
      characters = all;
      has = known;
    }
  }
};

/// Latin, Greek and Cyrillic letters and the signs that go with them.
bool isInEveryFont(uint32_t character) {
  return (character >= 0x20 && character < 0x180) || (character >= 0x391 && character <= 0x3CE) ||
         (character >= 0x401 && character <= 0x45F) || (character >= 0x2013 && character <= 0x2026) ||
         character == 0x2212 || character == 0x20AC;
}

}  // namespace

bool hq_gnuplot_can_draw(uint32_t character) {
  if (isInEveryFont(character)) return true;
  static const Coverage coverage;
  return coverage.has && coverage.has(coverage.characters, character);
}
