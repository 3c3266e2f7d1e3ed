/* libsane-doorstep.so.1: a SANE backend without a scanner, for what SANE's own "test" backend cannot play: a place on
 * the USB that changes when it is plugged in again, buttons, both sides, a device that is gone. SANE's dll backend
 * loads it (LD_LIBRARY_PATH, dll.conf "doorstep"); what it does stands in the file $DOORSTEP_SANE_FILE, read anew at
 * each call, one KEY=VALUE a line:
 *
 *   name=libusb:001:004   its SANE name behind "doorstep:"; empty: not plugged in
 *   sheets=3              in the feeder; each start takes one (both sides: two starts)
 *   button=scan           held now
 *   fail=jam|io|empty     what the next sane_read says
 *   stick=2               that sheet of the feeder takes the next one along (two pulled at once)
 *
 * Pages are grey or colour, 8 bit, their first byte the number of the page. One device, one handle, no threads. */
#include <sane/sane.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPT_COUNT,
    OPT_SOURCE,
    OPT_MODE,
    OPT_RESOLUTION,
    OPT_TL_X,
    OPT_TL_Y,
    OPT_BR_X,
    OPT_BR_Y,
    OPT_SCAN,
    OPT_EMAIL,
    OPTS
};

static char device_name[128];
static SANE_Device device = {device_name, "Doorstep", "Emulated USB scanner", "flatbed scanner"};
static const SANE_Device* devices[2];
static int handle;
static char source[32] = "Flatbed";
static char mode[16] = "Color";
static SANE_Word resolution = 100;
static SANE_Word area[4];
static int page;       /* of this job */
static int fed_sheets; /* of this load of the feeder */
static int second_side;
static int bytes_left;
static int first_byte;
static int ended;

/* What stands behind the key, empty where it is missing; good until the next call. */
static const char* setting(const char* key) {
    static char value_text[128];
    FILE* file = getenv("DOORSTEP_SANE_FILE") != NULL ? fopen(getenv("DOORSTEP_SANE_FILE"), "r") : NULL;
    const size_t length = strlen(key);
    char line[128];
    value_text[0] = '\0';
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, key, length) == 0 && line[length] == '=') {
            snprintf(value_text, sizeof value_text, "%.100s", line + length + 1);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return value_text;
}

static int is_plugged(void) {
    const char* name = setting("name");
    return name[0] != '\0' && strcmp(name, device_name) == 0;
}

SANE_Status sane_doorstep_init(SANE_Int* version, SANE_Auth_Callback authorize) {
    (void)authorize;
    if (version != NULL) {
        *version = SANE_VERSION_CODE(1, 0, 0);
    }
    area[2] = SANE_FIX(216);
    area[3] = SANE_FIX(300);
    return SANE_STATUS_GOOD;
}

void sane_doorstep_exit(void) {
    device_name[0] = '\0';
}

SANE_Status sane_doorstep_get_devices(const SANE_Device*** list, SANE_Bool local) {
    (void)local;
    snprintf(device_name, sizeof device_name, "%s", setting("name"));
    devices[0] = device_name[0] != '\0' ? &device : NULL;
    *list = devices;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_doorstep_open(SANE_String_Const name, SANE_Handle* opened) {
    const char* plugged = setting("name");
    if (plugged[0] == '\0' || (name[0] != '\0' && strcmp(name, plugged) != 0)) {
        return SANE_STATUS_INVAL;
    }
    snprintf(device_name, sizeof device_name, "%s", plugged);
    *opened = &handle;
    return SANE_STATUS_GOOD;
}

void sane_doorstep_close(SANE_Handle opened) {
    (void)opened;
}

static const SANE_String_Const sources[] = {"Flatbed", "ADF", "ADF Duplex", NULL};
static const SANE_String_Const modes[] = {"Color", "Gray", NULL};
static const SANE_Word resolutions[] = {4, 75, 100, 150, 300};
static const SANE_Range across = {0, SANE_FIX(216), 0};
static const SANE_Range along = {0, SANE_FIX(300), 0};

/* clang-format off */
#define SETTABLE (SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT)
#define ONE_OF(name, size, words) \
    {name, "", "", SANE_TYPE_STRING, SANE_UNIT_NONE, size, SETTABLE, SANE_CONSTRAINT_STRING_LIST, {.string_list = words}}
#define LENGTH(name, bounds) \
    {name, "", "", SANE_TYPE_FIXED, SANE_UNIT_MM, sizeof(SANE_Word), SETTABLE, SANE_CONSTRAINT_RANGE, {.range = &(bounds)}}
#define BUTTON(name) \
    {name, "", "", SANE_TYPE_BOOL, SANE_UNIT_NONE, sizeof(SANE_Word), SANE_CAP_SOFT_DETECT | SANE_CAP_HARD_SELECT, \
     SANE_CONSTRAINT_NONE, {NULL}}

static const SANE_Option_Descriptor options[OPTS] = {
    {"", "", "", SANE_TYPE_INT, SANE_UNIT_NONE, sizeof(SANE_Word), SANE_CAP_SOFT_DETECT, SANE_CONSTRAINT_NONE, {NULL}},
    ONE_OF("source", sizeof source, sources),
    ONE_OF("mode", sizeof mode, modes),
    {"resolution", "", "", SANE_TYPE_INT, SANE_UNIT_DPI, sizeof(SANE_Word), SETTABLE, SANE_CONSTRAINT_WORD_LIST,
     {.word_list = resolutions}},
    LENGTH("tl-x", across),
    LENGTH("tl-y", along),
    LENGTH("br-x", across),
    LENGTH("br-y", along),
    BUTTON("scan"),
    BUTTON("email"),
};
/* clang-format on */

const SANE_Option_Descriptor* sane_doorstep_get_option_descriptor(SANE_Handle opened, SANE_Int option) {
    (void)opened;
    return option >= 0 && option < OPTS ? &options[option] : NULL;
}

static void get_option(SANE_Int option, void* value) {
    switch (option) {
        case OPT_COUNT:
            *(SANE_Word*)value = OPTS;
            break;
        case OPT_SOURCE:
            snprintf(value, sizeof source, "%s", source);
            break;
        case OPT_MODE:
            snprintf(value, sizeof mode, "%s", mode);
            break;
        case OPT_RESOLUTION:
            *(SANE_Word*)value = resolution;
            break;
        case OPT_SCAN:
        case OPT_EMAIL:
            *(SANE_Word*)value = strcmp(setting("button"), options[option].name) == 0;
            break;
        default:
            *(SANE_Word*)value = area[option - OPT_TL_X];
    }
}

SANE_Status sane_doorstep_control_option(SANE_Handle opened, SANE_Int option, SANE_Action action, void* value,
                                         SANE_Int* info) {
    (void)opened;
    if (option < 0 || option >= OPTS) {
        return SANE_STATUS_INVAL;
    }
    if (!is_plugged()) {
        return SANE_STATUS_IO_ERROR;
    }
    if (info != NULL) {
        *info = 0;
    }
    if (action == SANE_ACTION_GET_VALUE) {
        get_option(option, value);
        return SANE_STATUS_GOOD;
    }
    if (action != SANE_ACTION_SET_VALUE || !SANE_OPTION_IS_SETTABLE(options[option].cap)) {
        return SANE_STATUS_INVAL;
    }
    if (option == OPT_SOURCE) {
        snprintf(source, sizeof source, "%s", (const char*)value);
    } else if (option == OPT_MODE) {
        snprintf(mode, sizeof mode, "%s", (const char*)value);
    } else if (option == OPT_RESOLUTION) {
        resolution = *(SANE_Word*)value;
    } else {
        area[option - OPT_TL_X] = *(SANE_Word*)value;
    }
    return SANE_STATUS_GOOD;
}

static int pixels(int from, int to) {
    return (int)((SANE_UNFIX(area[to]) - SANE_UNFIX(area[from])) * resolution / 25.4 + 0.5);
}

SANE_Status sane_doorstep_get_parameters(SANE_Handle opened, SANE_Parameters* parameters) {
    (void)opened;
    const int colour = strcmp(mode, "Color") == 0;
    parameters->format = colour ? SANE_FRAME_RGB : SANE_FRAME_GRAY;
    parameters->last_frame = SANE_TRUE;
    parameters->pixels_per_line = pixels(0, 2);
    parameters->bytes_per_line = parameters->pixels_per_line * (colour ? 3 : 1);
    parameters->lines = pixels(1, 3);
    parameters->depth = 8;
    return parameters->pixels_per_line > 0 && parameters->lines > 0 ? SANE_STATUS_GOOD : SANE_STATUS_INVAL;
}

/* The next side or sheet of the feeder. */
static SANE_Status feed(void) {
    if (second_side) {
        second_side = 0;
        return SANE_STATUS_GOOD;
    }
    if (fed_sheets >= atoi(setting("sheets"))) {
        return SANE_STATUS_NO_DOCS;
    }
    ++fed_sheets;
    fed_sheets += fed_sheets == atoi(setting("stick")) ? 1 : 0;
    second_side = strcmp(source, "ADF Duplex") == 0;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_doorstep_start(SANE_Handle opened) {
    SANE_Parameters parameters;
    SANE_Status fed = SANE_STATUS_GOOD;
    if (!is_plugged()) {
        return SANE_STATUS_IO_ERROR;
    }
    if (strcmp(source, "Flatbed") != 0) {
        fed = feed();
    }
    if (fed == SANE_STATUS_GOOD) {
        fed = sane_doorstep_get_parameters(opened, &parameters);
    }
    if (fed == SANE_STATUS_GOOD) {
        bytes_left = parameters.bytes_per_line * parameters.lines;
        first_byte = ++page;
        ended = 0;
    }
    return fed;
}

SANE_Status sane_doorstep_read(SANE_Handle opened, SANE_Byte* data, SANE_Int most, SANE_Int* length) {
    (void)opened;
    *length = 0;
    if (!is_plugged()) {
        return SANE_STATUS_IO_ERROR;
    }
    const char* fail = setting("fail");
    if (strcmp(fail, "io") == 0) {
        return SANE_STATUS_IO_ERROR;
    }
    if (strcmp(fail, "jam") == 0) {
        return SANE_STATUS_JAMMED;
    }
    if (strcmp(fail, "empty") == 0) {
        return SANE_STATUS_NO_DOCS;
    }
    if (bytes_left == 0 || ended) {
        return SANE_STATUS_EOF;
    }
    *length = bytes_left < most ? bytes_left : most;
    memset(data, 200, (size_t)*length);
    if (first_byte != 0) {
        data[0] = (SANE_Byte)first_byte;
        first_byte = 0;
    }
    bytes_left -= *length;
    return SANE_STATUS_GOOD;
}

/* The end of a job: what is next in the feeder is the first of the next one. */
void sane_doorstep_cancel(SANE_Handle opened) {
    (void)opened;
    ended = 1;
    page = 0;
    second_side = 0;
    if (fed_sheets >= atoi(setting("sheets"))) {
        fed_sheets = 0;
    }
}

SANE_Status sane_doorstep_set_io_mode(SANE_Handle opened, SANE_Bool non_blocking) {
    (void)opened;
    return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_doorstep_get_select_fd(SANE_Handle opened, SANE_Int* descriptor) {
    (void)opened;
    (void)descriptor;
    return SANE_STATUS_UNSUPPORTED;
}
