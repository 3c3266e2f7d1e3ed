#include "device-drivers/pcsc/chip_reader.hpp"

#include <poll.h>
#include <winscard.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "base/clock.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t largest_reader_list = 4096;
// pcscd looks into a slot some times a second.
constexpr std::int64_t slot_is_known_within_ms = 1500;
constexpr int slot_look_ms = 50;

ChipError meaning_of(LONG code) {
    switch (code) {
        case static_cast<LONG>(SCARD_E_NO_READERS_AVAILABLE):
        case static_cast<LONG>(SCARD_E_READER_UNAVAILABLE):
        case static_cast<LONG>(SCARD_E_UNKNOWN_READER):
            return ChipError::ReaderMissing;
        case static_cast<LONG>(SCARD_E_NO_SMARTCARD):
            return ChipError::NoCard;
        case static_cast<LONG>(SCARD_W_REMOVED_CARD):
        case static_cast<LONG>(SCARD_W_RESET_CARD):  // by another program, or another card in its place
            return ChipError::Removed;
        case static_cast<LONG>(SCARD_W_UNRESPONSIVE_CARD):
        case static_cast<LONG>(SCARD_W_UNPOWERED_CARD):
        case static_cast<LONG>(SCARD_W_UNSUPPORTED_CARD):
        case static_cast<LONG>(SCARD_E_PROTO_MISMATCH):
            return ChipError::Mute;
        case static_cast<LONG>(SCARD_E_SHARING_VIOLATION):
            return ChipError::Taken;
        default:
            return ChipError::NoService;
    }
}

Error error_of(LONG code) {
    return {meaning_of(code), ::pcsc_stringify_error(code)};
}

}  // namespace

ChipReader::~ChipReader() {
    end();
}

void ChipReader::end() {
    disconnect();
    if (context_) {
        ::SCardReleaseContext(*context_);
        context_.reset();
    }
    reader_.clear();
}

Status ChipReader::begin() {
    if (context_) {
        return {};
    }
    SCARDCONTEXT context = 0;
    if (const auto code = ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &context);
        code != SCARD_S_SUCCESS) {
        return Error(ChipError::NoService, ::pcsc_stringify_error(code));
    }
    context_ = context;
    return {};
}

Result<std::string> ChipReader::find_reader() {
    std::array<char, largest_reader_list> names{};
    DWORD size = names.size();
    if (const auto code = ::SCardListReaders(*context_, nullptr, names.data(), &size); code != SCARD_S_SUCCESS) {
        return error_of(code);
    }
    for (const char* name = names.data(); *name != '\0'; name += std::strlen(name) + 1) {
        if (std::string_view(name).starts_with(name_begins_)) {
            return std::string(name);
        }
    }
    return Error(ChipError::ReaderMissing, "none of that name");
}

Result<ChipPresence> ChipReader::look() {
    DOORSTEP_CHECK(begin());
    auto found = find_reader();
    if (!found) {
        end();
        return found.error();
    }
    reader_ = std::move(*found);
    SCARD_READERSTATE state{};
    state.szReader = reader_.c_str();
    const auto code = ::SCardGetStatusChange(*context_, 0, &state, 1);
    const auto flags = state.dwEventState;
    if ((code != SCARD_S_SUCCESS && code != static_cast<LONG>(SCARD_E_TIMEOUT)) ||
        (flags & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) != 0) {
        end();
        return code == SCARD_S_SUCCESS ? Error(ChipError::ReaderMissing, "unavailable") : error_of(code);
    }
    constexpr unsigned event_shift = 16;
    ChipPresence presence;
    presence.reader = reader_;
    presence.present = (flags & SCARD_STATE_PRESENT) != 0;
    presence.mute = (flags & SCARD_STATE_MUTE) != 0;
    presence.event = static_cast<std::uint16_t>(flags >> event_shift);
    if (presence.present && !presence.mute) {
        presence.atr.assign(state.rgbAtr, state.rgbAtr + std::min<std::size_t>(state.cbAtr, largest_atr));
    }
    return presence;
}

Status ChipReader::connect() {
    if (!context_ || reader_.empty()) {
        DOORSTEP_CHECK(look());
    }
    disconnect();
    SCARDHANDLE card = 0;
    const auto code = ::SCardConnect(*context_, reader_.c_str(), SCARD_SHARE_EXCLUSIVE,
                                     SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card, &protocol_);
    if (code != SCARD_S_SUCCESS) {
        return error_of(code);
    }
    card_ = card;
    return {};
}

Result<WipedBytes> ChipReader::transmit(BytesView command) {
    if (!card_) {
        return Error(ChipError::Removed, "not connected");
    }
    WipedBytes answer(largest_chip_answer);
    DWORD size = answer.size();
    const auto* const protocol = protocol_ == SCARD_PROTOCOL_T1 ? SCARD_PCI_T1 : SCARD_PCI_T0;
    const auto code = ::SCardTransmit(*card_, protocol, command.data(), command.size(), nullptr, answer.data(), &size);
    if (code != SCARD_S_SUCCESS) {
        return with_what_is_there(error_of(code));
    }
    answer.resize(size);
    if (size < 2) {  // what some drivers answer for a pulled card
        return with_what_is_there(Error(ChipError::Garbled, "no status word"));
    }
    return answer;
}

// Drivers answer a pulled or frozen card with "communication error", with nothing at all and the like; what pcscd finds
// in the slot at its next look tells more.
Error ChipReader::with_what_is_there(const Error& error) {
    const bool vague = error.is(ChipError::NoService) || error.is(ChipError::NoCard) || error.is(ChipError::Garbled);
    if (!vague) {
        return error;
    }
    const auto end = monotonic_milliseconds() + slot_is_known_within_ms;
    for (;;) {
        const auto now = look();
        if (!now) {
            return now.error();
        }
        if (!now->present) {
            return {ChipError::Removed, error.detail()};
        }
        if (monotonic_milliseconds() > end) {
            return {error.is(ChipError::Garbled) ? ChipError::Garbled : ChipError::Mute, error.detail()};
        }
        ::poll(nullptr, 0, slot_look_ms);
    }
}

void ChipReader::disconnect() {
    if (card_) {
        ::SCardDisconnect(*card_, SCARD_UNPOWER_CARD);
        card_.reset();
    }
}

}  // namespace doorstep::devices
