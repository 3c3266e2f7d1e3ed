// Overwrites what a protobuf message holds of a person.
#pragma once

namespace google::protobuf {
class Message;
}

namespace doorstep::devices {

// Overwrites every text, byte and number list in the message and below it, then clears it.
void wipe_message(google::protobuf::Message& message);

}  // namespace doorstep::devices
