#pragma once
#include <curl/curl.h>

// libcurl brings some thirty libraries with it, which take longer to load than all of hq. So it is opened when
// the network is first needed, and each function that hq uses has its like here. The variadic ones, which Swift
// does not import, have one form for each type of value.

/// Opens libcurl once. Null when it is ready, else what went wrong.
const char *hq_curl_open(void);

CURL *hq_curl_easy_make(void);
void hq_curl_easy_free(CURL *easy);
/// Forgets all that was set; connections and names that were looked up stay.
void hq_curl_easy_reset(CURL *easy);
void hq_curl_easy_set_long(CURL *easy, CURLoption option, long value);
/// libcurl copies the text.
CURLcode hq_curl_easy_set_text(CURL *easy, CURLoption option, const char *value);
void hq_curl_easy_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
/// What `write` and `header` are given as their last argument.
void hq_curl_easy_set_owner(CURL *easy, void *owner);
typedef size_t (*hq_curl_taker)(char *bytes, size_t size, size_t count, void *owner);
void hq_curl_easy_set_takers(CURL *easy, hq_curl_taker body, hq_curl_taker header);
/// Where what is sent comes from; for an upload.
typedef size_t (*hq_curl_giver)(char *room, size_t size, size_t count, void *owner);
void hq_curl_easy_set_giver(CURL *easy, hq_curl_giver body, void *owner);
/// Is asked now and then whether to go on; anything but 0 ends the transfer.
typedef int (*hq_curl_asker)(void *owner, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
void hq_curl_easy_set_asker(CURL *easy, hq_curl_asker asker, void *owner);
/// Is told all that goes to and fro.
typedef int (*hq_curl_watcher)(CURL *easy, curl_infotype kind, char *bytes, size_t count, void *owner);
void hq_curl_easy_set_watcher(CURL *easy, hq_curl_watcher watcher, void *owner);
long hq_curl_easy_long(CURL *easy, CURLINFO info);
/// Null where nothing was set.
void *hq_curl_easy_owner(CURL *easy);
const char *hq_curl_explain(CURLcode code);

struct curl_slist *hq_curl_list_append(struct curl_slist *list, const char *text);
void hq_curl_list_free(struct curl_slist *list);

CURLM *hq_curl_multi_make(long connections);
void hq_curl_multi_free(CURLM *multi);
CURLMcode hq_curl_multi_add(CURLM *multi, CURL *easy);
CURLMcode hq_curl_multi_remove(CURLM *multi, CURL *easy);
CURLMcode hq_curl_multi_perform(CURLM *multi, int *running);
/// Waits until something can be done, or for as many milliseconds.
CURLMcode hq_curl_multi_poll(CURLM *multi, int milliseconds);
/// A transfer that has ended, with how; null when there is none.
CURL *hq_curl_multi_next_ended(CURLM *multi, CURLcode *code);
