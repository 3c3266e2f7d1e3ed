/* A mixer of ALSA without a sound card: libasound loads it as "ctl" plug-in. Its numbers lie in the file `state`, so
 * that a test sees what was set: loudness, switch and, where there is a third, the switch of the loudspeaker beside the
 * headphones. The file `jack`, where the configuration names one, holds 1 while headphones are in. The state away: the
 * card is pulled off. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <alsa/asoundlib.h>
#include <alsa/control_external.h>

enum { VOLUME, SWITCH, SPEAKER, NUMBERS, JACK = NUMBERS, ELEMENTS };
static const char* const names[ELEMENTS] = {"Master Playback Volume", "Master Playback Switch",
                                            "Speaker Playback Switch", "Headphone Jack"};
static const long most[ELEMENTS] = {87, 1, 1, 1}; /* 88 steps, as many cards have */

static snd_ctl_ext_t mixer;
static char state_file[512];
static char jack_file[512]; /* empty: no jack */
/* Of the elements above, those that this card has. */
static int present[ELEMENTS];
static int presents;

/* How many numbers there are, or why none. */
static int load(long values[NUMBERS]) {
    FILE* file = fopen(state_file, "re");
    if (file == NULL) {
        return -ENODEV;
    }
    int n = fscanf(file, "%ld %ld %ld", &values[VOLUME], &values[SWITCH], &values[SPEAKER]);
    fclose(file);
    return n >= SPEAKER ? n : -EIO;
}

static long headphones(void) {
    long in = 0;
    FILE* file = fopen(jack_file, "re");
    if (file != NULL) {
        if (fscanf(file, "%ld", &in) != 1) {
            in = 0;
        }
        fclose(file);
    }
    return in;
}

static void find_elements(int numbers) {
    presents = 0;
    for (int i = 0; i < numbers; ++i) {
        present[presents++] = i;
    }
    if (jack_file[0] != 0) {
        present[presents++] = JACK;
    }
}

static int elem_count(snd_ctl_ext_t* ext) {
    (void)ext;
    return presents;
}

static int elem_list(snd_ctl_ext_t* ext, unsigned int offset, snd_ctl_elem_id_t* id) {
    (void)ext;
    if (offset >= (unsigned int)presents) {
        return -EINVAL;
    }
    int element = present[offset];
    snd_ctl_elem_id_set_interface(id, element == JACK ? SND_CTL_ELEM_IFACE_CARD : SND_CTL_ELEM_IFACE_MIXER);
    snd_ctl_elem_id_set_name(id, names[element]);
    return 0;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t* ext, const snd_ctl_elem_id_t* id) {
    (void)ext;
    for (int i = 0; i < presents; ++i) {
        if (strcmp(snd_ctl_elem_id_get_name(id), names[present[i]]) == 0) {
            return (snd_ctl_ext_key_t)present[i];
        }
    }
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, int* type, unsigned int* access,
                         unsigned int* count) {
    (void)ext;
    *type = key == VOLUME ? SND_CTL_ELEM_TYPE_INTEGER : SND_CTL_ELEM_TYPE_BOOLEAN;
    *access = key == JACK ? SND_CTL_EXT_ACCESS_READ : SND_CTL_EXT_ACCESS_READWRITE;
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
    if (key == JACK) {
        *value = headphones();
        return 0;
    }
    long values[NUMBERS];
    int numbers = load(values);
    if (numbers > 0) {
        *value = values[key];
    }
    return numbers > 0 ? 0 : numbers;
}

static int write_integer(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, long* value) {
    (void)ext;
    long values[NUMBERS];
    int numbers = load(values);
    if (numbers < 0) {
        return numbers;
    }
    if (key == JACK) {
        return -EPERM;
    }
    values[key] = *value;
    FILE* file = fopen(state_file, "we");
    if (file == NULL) {
        return -EIO;
    }
    fprintf(file, "%ld %ld", values[VOLUME], values[SWITCH]);
    if (numbers > SPEAKER) {
        fprintf(file, " %ld", values[SPEAKER]);
    }
    fprintf(file, "\n");
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
    const char* jack = NULL;
    snd_config_iterator_t at;
    snd_config_iterator_t next;
    snd_config_for_each(at, next, conf) {
        snd_config_t* entry = snd_config_iterator_entry(at);
        const char* id = NULL;
        if (snd_config_get_id(entry, &id) != 0) {
            continue;
        }
        if (strcmp(id, "state") == 0) {
            snd_config_get_string(entry, &state);
        } else if (strcmp(id, "jack") == 0) {
            snd_config_get_string(entry, &jack);
        }
    }
    long values[NUMBERS];
    snprintf(state_file, sizeof state_file, "%s", state == NULL ? "" : state);
    snprintf(jack_file, sizeof jack_file, "%s", jack == NULL ? "" : jack);
    int numbers = load(values);
    if (numbers < 0) {
        return -ENODEV;
    }
    find_elements(numbers);
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
