/* A stand-in for a vendor's decoder, for tests: a format of its own, which no card has. The first byte says what
 * happens: 'T' a picture of the second byte's shade, 'H' it hangs, 'C' it crashes; else refused. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wlt_plugin.h"

int doorstep_wlt_decode(const uint8_t wlt[1024], uint8_t rgb[102 * 126 * 3]) {
    switch (wlt[0]) {
        case 'T':
            memset(rgb, wlt[1], 102 * 126 * 3);
            return 0;
        case 'H':
            for (;;) {
                sleep(1);
            }
        case 'C':
            abort();
        default:
            return 1;
    }
}
