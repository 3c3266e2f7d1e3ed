/* A mixer of ALSA without a sound card: libasound loads it as "ctl" plug-in, its two numbers lie in a file, so that a
 * test sees what was set. The file away: the card is pulled off. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <alsa/asoundlib.h>
#include <alsa/control_external.h>

enum { VOLUME, SWITCH, ELEMENTS };
static const char* const names[ELEMENTS] = {"Master Playback Volume", "Master Playback Switch"};
static const long most[ELEMENTS] = {87, 1}; /* 88 steps, as many cards have */

static snd_ctl_ext_t mixer;
static char state_file[512];

static int load(long values[ELEMENTS]) {
    FILE* file = fopen(state_file, "re");
    if (file == NULL) {
        return -ENODEV;
    }
    int n = fscanf(file, "%ld %ld", &values[VOLUME], &values[SWITCH]);
    fclose(file);
    return n == ELEMENTS ? 0 : -EIO;
}

static int elem_count(snd_ctl_ext_t* ext) {
    (void)ext;
    return ELEMENTS;
}

static int elem_list(snd_ctl_ext_t* ext, unsigned int offset, snd_ctl_elem_id_t* id) {
    (void)ext;
    if (offset >= ELEMENTS) {
        return -EINVAL;
    }
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
    snd_ctl_elem_id_set_name(id, names[offset]);
    return 0;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t* ext, const snd_ctl_elem_id_t* id) {
    (void)ext;
    for (int i = 0; i < ELEMENTS; ++i) {
        if (strcmp(snd_ctl_elem_id_get_name(id), names[i]) == 0) {
            return (snd_ctl_ext_key_t)i;
        }
    }
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, int* type, unsigned int* access,
                         unsigned int* count) {
    (void)ext;
    *type = key == VOLUME ? SND_CTL_ELEM_TYPE_INTEGER : SND_CTL_ELEM_TYPE_BOOLEAN;
    *access = SND_CTL_EXT_ACCESS_READWRITE;
    *count = 1;
    return 0;
}

static int get_integer_info(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, long* least, long* greatest, long* step) {
    (void)ext;
    *least = 0;
    *greatest = most[key];
    *step = 1;
    return 0;
}

static int read_integer(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, long* value) {
    (void)ext;
    long values[ELEMENTS];
    int failed = load(values);
    if (failed == 0) {
        *value = values[key];
    }
    return failed;
}

static int write_integer(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, long* value) {
    (void)ext;
    long values[ELEMENTS];
    int failed = load(values);
    if (failed != 0) {
        return failed;
    }
    values[key] = *value;
    FILE* file = fopen(state_file, "we");
    if (file == NULL) {
        return -EIO;
    }
    fprintf(file, "%ld %ld\n", values[VOLUME], values[SWITCH]);
    fclose(file);
    return 1;
}

static void subscribe_events(snd_ctl_ext_t* ext, int subscribe) {
    (void)ext;
    (void)subscribe;
}

static int read_event(snd_ctl_ext_t* ext, snd_ctl_elem_id_t* id, unsigned int* mask) {
    (void)ext;
    (void)id;
    (void)mask;
    return -EAGAIN;
}

static const snd_ctl_ext_callback_t callbacks = {
    .elem_count = elem_count,
    .elem_list = elem_list,
    .find_elem = find_elem,
    .get_attribute = get_attribute,
    .get_integer_info = get_integer_info,
    .read_integer = read_integer,
    .write_integer = write_integer,
    .subscribe_events = subscribe_events,
    .read_event = read_event,
};

SND_CTL_PLUGIN_DEFINE_FUNC(standin) {
    (void)root;
    const char* state = NULL;
    snd_config_iterator_t at;
    snd_config_iterator_t next;
    snd_config_for_each(at, next, conf) {
        snd_config_t* entry = snd_config_iterator_entry(at);
        const char* id = NULL;
        if (snd_config_get_id(entry, &id) == 0 && strcmp(id, "state") == 0) {
            snd_config_get_string(entry, &state);
        }
    }
    long values[ELEMENTS];
    snprintf(state_file, sizeof state_file, "%s", state == NULL ? "" : state);
    if (load(values) != 0) {
        return -ENODEV;
    }
    mixer.version = SND_CTL_EXT_VERSION;
    mixer.card_idx = 0;
    snprintf(mixer.id, sizeof mixer.id, "standin");
    snprintf(mixer.name, sizeof mixer.name, "Stand-in");
    mixer.poll_fd = -1;
    mixer.callback = &callbacks;
    int failed = snd_ctl_ext_create(&mixer, name, mode);
    if (failed == 0) {
        *handlep = mixer.handle;
    }
    return failed;
}

SND_CTL_PLUGIN_SYMBOL(standin);
