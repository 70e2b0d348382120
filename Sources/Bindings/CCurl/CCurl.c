#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>

static struct {
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  void (*easy_reset)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  CURLcode (*global_init)(long);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
} curl;

static const char *failure;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#define FIND(name) \
  if (!(*(void **)&curl.name = dlsym(library, "curl_" #name))) { failure = "libcurl has no curl_" #name; return; }

static void open_library(void) {
  void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!library) { failure = "libcurl.so.4 cannot be opened"; return; }
  FIND(easy_init) FIND(easy_cleanup) FIND(easy_reset) FIND(easy_setopt) FIND(easy_getinfo) FIND(easy_strerror)
  FIND(global_init) FIND(slist_append) FIND(slist_free_all)
  FIND(multi_init) FIND(multi_cleanup) FIND(multi_setopt) FIND(multi_add_handle) FIND(multi_remove_handle)
  FIND(multi_perform) FIND(multi_poll) FIND(multi_info_read)
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) failure = "libcurl cannot be made ready";
}

const char *hq_curl_open(void) {
  pthread_once(&once, open_library);
  return failure;
}

CURL *hq_curl_easy_make(void) { return curl.easy_init(); }
void hq_curl_easy_free(CURL *easy) { curl.easy_cleanup(easy); }
void hq_curl_easy_reset(CURL *easy) { curl.easy_reset(easy); }
void hq_curl_easy_set_long(CURL *easy, CURLoption option, long value) { curl.easy_setopt(easy, option, value); }
CURLcode hq_curl_easy_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl.easy_setopt(easy, option, value);
}
void hq_curl_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  curl.easy_setopt(easy, option, value);
}
void hq_curl_easy_set_owner(CURL *easy, void *owner) {
  curl.easy_setopt(easy, CURLOPT_PRIVATE, owner);
  curl.easy_setopt(easy, CURLOPT_WRITEDATA, owner);
  curl.easy_setopt(easy, CURLOPT_HEADERDATA, owner);
}
void hq_curl_easy_set_takers(CURL *easy, hq_curl_taker body, hq_curl_taker header) {
  curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
}
void hq_curl_easy_set_giver(CURL *easy, hq_curl_giver body, void *owner) {
  curl.easy_setopt(easy, CURLOPT_READFUNCTION, body);
  curl.easy_setopt(easy, CURLOPT_READDATA, owner);
}
void hq_curl_easy_set_asker(CURL *easy, hq_curl_asker asker, void *owner) {
  curl.easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, asker);
  curl.easy_setopt(easy, CURLOPT_XFERINFODATA, owner);
  curl.easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}
void hq_curl_easy_set_watcher(CURL *easy, hq_curl_watcher watcher, void *owner) {
  curl.easy_setopt(easy, CURLOPT_DEBUGFUNCTION, watcher);
  curl.easy_setopt(easy, CURLOPT_DEBUGDATA, owner);
  curl.easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}
long hq_curl_easy_long(CURL *easy, CURLINFO info) {
  long value = 0;
  curl.easy_getinfo(easy, info, &value);
  return value;
}
void *hq_curl_easy_owner(CURL *easy) {
  void *owner = NULL;
  curl.easy_getinfo(easy, CURLINFO_PRIVATE, &owner);
  return owner;
}
const char *hq_curl_explain(CURLcode code) { return curl.easy_strerror(code); }

struct curl_slist *hq_curl_list_append(struct curl_slist *list, const char *text) {
  return curl.slist_append(list, text);
}
void hq_curl_list_free(struct curl_slist *list) { curl.slist_free_all(list); }

CURLM *hq_curl_multi_make(long connections) {
  CURLM *multi = curl.multi_init();
  if (!multi) return NULL;
  curl.multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
  curl.multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
  curl.multi_setopt(multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
  return multi;
}
void hq_curl_multi_free(CURLM *multi) { curl.multi_cleanup(multi); }
CURLMcode hq_curl_multi_add(CURLM *multi, CURL *easy) { return curl.multi_add_handle(multi, easy); }
CURLMcode hq_curl_multi_remove(CURLM *multi, CURL *easy) { return curl.multi_remove_handle(multi, easy); }
CURLMcode hq_curl_multi_perform(CURLM *multi, int *running) { return curl.multi_perform(multi, running); }
CURLMcode hq_curl_multi_poll(CURLM *multi, int milliseconds) {
  return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}
CURL *hq_curl_multi_next_ended(CURLM *multi, CURLcode *code) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl.multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *code = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
