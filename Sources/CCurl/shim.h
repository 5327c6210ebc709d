#include <curl/curl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

// Swift calls no C function of any number of arguments: one for each kind of option.
static inline CURLcode shim_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode shim_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode shim_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode shim_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
typedef size_t (*shim_sink)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode shim_set_sink(CURL *handle, CURLoption option, shim_sink sink) {
  return curl_easy_setopt(handle, option, sink);
}
static inline CURLcode shim_downloaded(CURL *handle, curl_off_t *count) {
  return curl_easy_getinfo(handle, CURLINFO_SIZE_DOWNLOAD_T, count);
}
static inline CURLcode shim_status(CURL *handle, long *status) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}
