#include "kiosk/input/writing.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace doorstep::kiosk {
namespace {

// Bytes of what was chosen that are remembered: no word of the table begins with more.
constexpr std::size_t remembered = 24;

}  // namespace

Writing::Writing(std::filesystem::path model, std::filesystem::path words)
    : model_(std::move(model)), words_file_(std::move(words)), possible_(Handwriting::looks_like_model(model_)) {}

bool Writing::begin() {
    if (possible_ && !handwriting_) {
        auto opened = Handwriting::open(model_);
        if (opened) {
            handwriting_ = std::move(*opened);
            words_ = NextWords(words_file_);
        } else {
            log::error("no handwriting: {}", opened.error().text());
            possible_ = false;
        }
    }
    return possible_;
}

void Writing::add(InkStroke stroke) {
    if (handwriting_ && !stroke.empty() && ink_.size() < most_strokes) {
        ink_.push_back(std::move(stroke));
        read();
    }
}

void Writing::undo() {
    if (!ink_.empty()) {
        ink_.pop_back();
        read();
    }
}

void Writing::clear() {
    ink_.clear();
    chosen_.clear();
    read();
}

std::string Writing::choose(std::size_t n) {
    const auto shown = candidates();
    if (n >= shown.size()) {
        return {};
    }
    ink_.clear();
    chosen_ += shown[n];
    const auto next = words_.after(chosen_, most_candidates);
    if (chosen_.size() > remembered) {
        chosen_ = shown[n];
    }
    candidates_ = next;
    page_ = 0;
    return shown[n];
}

void Writing::turn_page(bool forward) {
    if (forward && later()) {
        ++page_;
    } else if (!forward && earlier()) {
        --page_;
    }
}

std::vector<std::string> Writing::candidates() const {
    const auto begin = std::min(page_ * page_size, candidates_.size());
    const auto end = std::min(begin + page_size, candidates_.size());
    return {candidates_.begin() + static_cast<std::ptrdiff_t>(begin),
            candidates_.begin() + static_cast<std::ptrdiff_t>(end)};
}

void Writing::read() {
    page_ = 0;
    candidates_.clear();
    if (handwriting_) {
        for (auto& reading : handwriting_->read(ink_, most_candidates)) {
            candidates_.push_back(std::move(reading.character));
        }
    }
}

}  // namespace doorstep::kiosk
