#include "emulators/idcard/sam_module.hpp"

#include <utility>

namespace doorstep::emulators {
namespace {

// Command and parameter bytes (DEVICES §1).
enum Command : std::uint8_t {
    Reset = 0x10,
    SamStatus = 0x11,
    SamId = 0x12,
    CardCommand = 0x20,
    Read = 0x30,
    Baud = 0x60,
    RfSize = 0x61
};
enum ReadWhat : std::uint8_t { Base = 0x01, NewAddress = 0x03, Management = 0x05, BaseAndFingerprint = 0x10 };
constexpr std::uint8_t find_parameter = 0x01;
constexpr std::uint8_t select_parameter = 0x02;
constexpr std::uint8_t no_parameter = 0xFF;

constexpr unsigned bauds[] = {115200, 57600, 38400, 19200, 9600};

void put_u16(Bytes& out, std::size_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void put_le(Bytes& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

// Printed 05.01-20261123-0000000042-0000000007.
Bytes sam_id() {
    Bytes id;
    put_le(id, 5, 2);
    put_le(id, 1, 2);
    put_le(id, 20261123, 4);
    put_le(id, 42, 4);
    put_le(id, 7, 4);
    return id;
}

SamReaction say(Sw sw, BytesView data = {}) {
    return {sam_answer(sw, data), std::nullopt};
}

void append(Bytes& out, const Bytes& more) {
    out.insert(out.end(), more.begin(), more.end());
}

}  // namespace

void SamModule::insert(Card card) {
    card_ = std::move(card);
    step_ = Step::Idle;
}

void SamModule::remove() {
    card_.reset();
    step_ = Step::Idle;
}

void SamModule::remove_if(RemovedAfter moment) {
    if (card_ && card_->faults.removed_after == moment) {
        remove();
    }
}

std::chrono::milliseconds SamModule::time_for(const SamCommand& command, std::chrono::milliseconds read_time) const {
    if (command.command != Read || step_ != Step::Selected) {
        return std::chrono::milliseconds(0);
    }
    return read_time + (card_ ? card_->faults.slow : std::chrono::milliseconds(0));
}

SamReaction SamModule::react(const SamCommand& command) {
    if (!command.length_good) {
        return say(Sw::BadLength);
    }
    if (!command.checksum_good) {
        return say(Sw::BadChecksum);
    }
    if (command.command == RfSize) {
        return say(command.parameter == no_parameter && command.data.size() == 1 ? Sw::Ok : Sw::BadLength);
    }
    if (!command.data.empty()) {
        return say(Sw::BadLength);
    }
    switch (command.command) {
        case Reset:
        case SamStatus:
        case SamId:
            return command.parameter == no_parameter ? control(command.command) : say(Sw::BadCommand);
        case CardCommand:
            if (command.parameter == find_parameter) {
                return find();
            }
            return command.parameter == select_parameter ? select() : say(Sw::BadCommand);
        case Read:
            return read(command.parameter);
        case Baud:
            return baud(command.parameter);
        default:
            return say(Sw::BadCommand);
    }
}

SamReaction SamModule::control(std::uint8_t command) const {
    return command == SamId ? say(Sw::Ok, sam_id()) : say(Sw::Ok);
}

SamReaction SamModule::baud(std::uint8_t code) const {
    if (code >= std::size(bauds)) {
        return say(Sw::BadCommand);
    }
    auto reaction = say(Sw::Ok);
    reaction.then_baud = bauds[code];
    return reaction;
}

SamReaction SamModule::find() {
    if (!card_) {
        return say(Sw::FindFailed);
    }
    step_ = Step::Found;
    remove_if(RemovedAfter::Find);
    return say(Sw::Found, Bytes(4, 0));
}

SamReaction SamModule::select() {
    if (!card_ || step_ != Step::Found || card_->faults.not_selectable) {
        step_ = Step::Idle;
        return say(Sw::SelectFailed);
    }
    step_ = Step::Selected;
    remove_if(RemovedAfter::Select);
    return say(Sw::Ok, Bytes(8, 0));
}

Bytes SamModule::read_content(std::uint8_t what) const {
    Bytes content;
    switch (what) {
        case Base:
            put_u16(content, card_->text.size());
            put_u16(content, card_->photo.size());
            append(content, card_->text);
            append(content, card_->photo);
            break;
        case BaseAndFingerprint:
            put_u16(content, card_->text.size());
            put_u16(content, card_->photo.size());
            put_u16(content, card_->fingerprints.size());
            append(content, card_->text);
            append(content, card_->photo);
            append(content, card_->fingerprints);
            break;
        case NewAddress:
            return card_->new_address;
        default:
            return card_->management;
    }
    return content;
}

SamReaction SamModule::read(std::uint8_t what) {
    if (what != Base && what != NewAddress && what != Management && what != BaseAndFingerprint) {
        return say(Sw::BadCommand);
    }
    if (!card_ || step_ != Step::Selected || card_->faults.unreadable) {
        step_ = Step::Idle;
        return say(Sw::ReadFailed);
    }
    if (card_->faults.not_authorised) {
        return say(Sw::NotAuthorised);
    }
    if (card_->faults.silent) {
        return {};
    }
    const auto content = read_content(what);
    if (content.empty()) {
        return say(Sw::NoContent);
    }
    auto reaction = say(Sw::Ok, content);
    if (card_->faults.wrong_checksum) {
        reaction.answer.back() ^= 0x55;
    }
    if (card_->faults.half_answer) {
        reaction.answer.resize(reaction.answer.size() / 2);
    }
    remove_if(RemovedAfter::Read);
    return reaction;
}

}  // namespace doorstep::emulators
