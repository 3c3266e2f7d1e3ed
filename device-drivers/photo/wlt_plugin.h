/* The seam to a vendor's decoder for the photo on an ID card (WLT, a closed format). A plug-in is a shared library with
 * this one function, named in hub.toml (reader.photo_plugin); none is shipped. It runs in a worker process of its own.
 */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { doorstep_wlt_size = 1024, doorstep_photo_width = 102, doorstep_photo_height = 126 };

/* Decodes one photo: rows from the top, R G B. 0 when it could; what stands in `rgb` counts only then. Called from one
 * thread. */
int doorstep_wlt_decode(const uint8_t wlt[1024], uint8_t rgb[102 * 126 * 3]);

#ifdef __cplusplus
}
#endif
