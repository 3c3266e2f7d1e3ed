// Makes the link's moc file part of the room.
#include "kiosk/backend/setup_link.hpp"
