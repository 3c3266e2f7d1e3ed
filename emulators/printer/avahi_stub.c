/* ippeveprinter ends at once where no avahi-daemon runs. Preloaded, this answers its announcements with "done" and
   announces nothing. Only what ippeveprinter calls; the avahi-common functions (poll, string lists) stay the real ones.
 */
#include <stddef.h>
#include <stdlib.h>

typedef void (*client_callback)(void* client, int state, void* userdata);

enum { client_running = 2 }; /* AVAHI_CLIENT_S_RUNNING */

static int the_client;
static int the_group;

void* avahi_client_new(const void* poll, int flags, client_callback callback, void* userdata, int* error);
const char* avahi_client_get_host_name_fqdn(void* client);
int avahi_client_errno(void* client);
void* avahi_entry_group_new(void* client, void* callback, void* userdata);
int avahi_entry_group_free(void* group);
int avahi_entry_group_commit(void* group);
int avahi_entry_group_add_service_strlst(void* group, ...);
int avahi_entry_group_add_service_subtype(void* group, ...);

/* Loaded once: the programs that ippeveprinter starts are to run without it. */
__attribute__((constructor)) static void leave_children_alone(void) {
    unsetenv("LD_PRELOAD");
}

void* avahi_client_new(const void* poll, int flags, client_callback callback, void* userdata, int* error) {
    (void)poll;
    (void)flags;
    if (error != NULL) {
        *error = 0;
    }
    if (callback != NULL) {
        callback(&the_client, client_running, userdata);
    }
    return &the_client;
}

const char* avahi_client_get_host_name_fqdn(void* client) {
    (void)client;
    return "localhost";
}

int avahi_client_errno(void* client) {
    (void)client;
    return 0;
}

void* avahi_entry_group_new(void* client, void* callback, void* userdata) {
    (void)client;
    (void)callback;
    (void)userdata;
    return &the_group;
}

int avahi_entry_group_free(void* group) {
    (void)group;
    return 0;
}

int avahi_entry_group_commit(void* group) {
    (void)group;
    return 0;
}

int avahi_entry_group_add_service_strlst(void* group, ...) {
    (void)group;
    return 0;
}

int avahi_entry_group_add_service_subtype(void* group, ...) {
    (void)group;
    return 0;
}
