#include "provisioning/enrolment/system_wishes.hpp"

#include <utility>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/uuid.hpp"

namespace doorstep {

std::string_view ErrorNames<setup::WishError>::name(setup::WishError e) {
    switch (e) {
        case setup::WishError::Refused:
            return "Refused";
        case setup::WishError::Silent:
            return "Silent";
        case setup::WishError::Busy:
            return "Busy";
        case setup::WishError::NotWritten:
            return "NotWritten";
    }
    return "?";
}

namespace setup {
namespace {

constexpr std::size_t longest_answer = 256;
constexpr unsigned readable = 0644;
constexpr std::size_t mark_bytes = 8;

std::string new_mark() {
    Bytes mark(mark_bytes);
    fill_random(mark);
    return to_hex(mark);
}

}  // namespace

SystemWishes::SystemWishes(EventLoop& loop, std::filesystem::path wanted, std::filesystem::path said)
    : loop_(loop), wanted_(std::move(wanted)), said_(std::move(said)) {}

SystemWishes::~SystemWishes() {
    for (const auto& [name, open] : open_) {
        loop_.cancel(open.look);
        loop_.cancel(open.end);
    }
}

void SystemWishes::wish(const std::string& name, const std::string& content, Done done) {
    if (open_.count(name) != 0) {
        loop_.post([done = std::move(done)] { done(WishError::Busy); });
        return;
    }
    const auto mark = new_mark();
    const auto text = "wish=" + mark + "\n" + content;
    if (auto written = write_file_atomically(wanted_ / name, as_bytes(text), readable); !written) {
        loop_.post([done = std::move(done), why = written.error().text()] { done(Error(WishError::NotWritten, why)); });
        return;
    }
    auto& open = open_[name];
    open.done = std::move(done);
    open.mark = mark;
    open.look = loop_.every(look_every_ms, [this, name] { look(name); });
    open.end = loop_.after(longest_ms, [this, name] { finish(name, WishError::Silent); });
}

void SystemWishes::look(const std::string& name) {
    const auto answer = read_text_file(said_ / name, longest_answer);
    if (!answer || !answer->ends_with(" " + open_.at(name).mark + "\n")) {
        return;
    }
    const auto word = answer->substr(0, answer->find(' '));
    finish(name, word == "ok" ? Status{} : Status(Error(WishError::Refused, word)));
}

void SystemWishes::finish(const std::string& name, Status status) {
    auto node = open_.extract(name);
    loop_.cancel(node.mapped().look);
    loop_.cancel(node.mapped().end);
    std::error_code none;
    std::filesystem::remove(wanted_ / name, none);  // nobody does it later, behind the technician's back
    node.mapped().done(std::move(status));
}

}  // namespace setup
}  // namespace doorstep
