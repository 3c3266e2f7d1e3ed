// The process that systemd starts: keeps one screen process shown and a fresh one waiting beside it, so that after a
// visit a process without a trace of the person takes over (SECURITY 23). Holds nothing personal and no Qt.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace doorstep::kiosk {

// Between keeper and screen over descriptor `screen_channel` (SOCK_SEQPACKET): one of these bytes, and with go, over
// and leaving the number of the last card laid down (8 bytes, little endian), so that a card laid down while the
// processes change opens the next visit, and one left lying does not.
namespace signal_byte {
constexpr char go = 'g';       // keeper → screen: show yourself
constexpr char shown = 's';    // screen → keeper: the first page is on the screen
constexpr char over = 'o';     // screen → keeper: a visit ended, I hold nothing but wait to be ended
constexpr char leaving = 'l';  // screen → keeper: a visit ended, I end myself
}  // namespace signal_byte
constexpr int screen_channel = 3;

struct KeeperMessage {
    char byte = 0;
    std::optional<std::uint64_t> laying;
};
// False when the other end is gone.
bool send_message(int channel, const KeeperMessage& message);
// Waits for one; nothing when the other end is gone.
std::optional<KeeperMessage> receive_message(int channel);

// Starts `program` with the argument --screen again and again until a stop is requested; returns the exit code. A
// screen that dies is followed by the waiting one; one that dies within a second of its start is followed after a short
// pause.
int run_keeper(const std::string& program);

}  // namespace doorstep::kiosk
