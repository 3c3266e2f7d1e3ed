#include "device-drivers/receipt/escpos_printer.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "device-drivers/receipt/receipt_page.hpp"
#include "device-drivers/receipt/receipt_raster.hpp"

namespace doorstep::devices {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::array at_once{EscPosQuestion::Offline, EscPosQuestion::Error, EscPosQuestion::Paper};
constexpr int unanswered_is_gone = 2;
constexpr unsigned feed_to_knife_dots = 120;  // 15 mm between head and knife

// Each block ends with the question whether it has been printed.
WipedBytes with_question(WipedBytes block) {
    const auto question = encode_question(EscPosQuestion::Passed);
    block.insert(block.end(), question.begin(), question.end());
    return block;
}

}  // namespace

EscPosPrinter::EscPosPrinter(std::string address, ReceiptDelays delays, std::unique_ptr<ReceiptLine> line)
    : address_(std::move(address)), delays_(delays), line_(std::move(line)) {}

// From now to then.
std::chrono::milliseconds EscPosPrinter::left(Clock::time_point end) const {
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::duration_cast<std::chrono::milliseconds>(end - line_->now()));
}

Status EscPosPrinter::ready() {
    if (line_->is_open()) {
        return {};
    }
    DOORSTEP_TRY(const auto address, parse_receipt_address(address_));
    answers_.clear();
    return line_->open(address);
}

// Whatever the printer held is gone with its power or its cable.
void EscPosPrinter::lose() {
    line_->close();
    answers_.clear();
    of_earlier_jobs_ = 0;
    unanswered_ = 0;
    job_.reset();
}

void EscPosPrinter::passed() {
    moved_ = line_->now();
    if (of_earlier_jobs_ > 0) {
        --of_earlier_jobs_;
    } else if (job_) {
        ++job_->passed;
        while (!job_->ends.empty() && job_->ends.front() <= job_->passed) {
            job_->ends.pop_front();
            ++job_->pages;
        }
    }
}

Status EscPosPrinter::take_answers() {
    std::array<std::uint8_t, 256> buffer{};
    for (;;) {
        const auto size = line_->read_some(buffer);
        if (!size) {
            lose();
            return size.error();
        }
        if (*size == 0) {
            return {};
        }
        answers_.feed(BytesView(buffer).first(*size));
        while (const auto answer = answers_.next()) {
            if (answer->question == EscPosQuestion::Passed) {
                passed();
                continue;
            }
            state_[static_cast<std::size_t>(answer->question) - static_cast<std::size_t>(EscPosQuestion::Offline)] =
                answer->byte;
        }
    }
}

bool EscPosPrinter::may_send() const {
    const auto waiting = of_earlier_jobs_ + (job_ ? job_->sent - job_->passed : 0);
    return job_ && !job_->blocks.empty() && (job_->begun > 0 || job_->cancelled || waiting < bands_ahead);
}

// What the printer takes now of the block in hand.
Status EscPosPrinter::send_some() {
    const auto& block = job_->blocks.front();
    const auto size = line_->write_some(BytesView(block).subspan(job_->begun));
    if (!size) {
        lose();
        return size.error();
    }
    job_->begun += *size;
    if (job_->begun == block.size()) {
        answers_.asked(EscPosQuestion::Passed);
        ++job_->sent;
        job_->begun = 0;
        job_->blocks.pop_front();
    }
    return {};
}

Status EscPosPrinter::send_what_fits() {
    while (may_send()) {
        const auto before = std::pair(job_->sent, job_->begun);
        DOORSTEP_CHECK(send_some());
        if (std::pair(job_->sent, job_->begun) == before) {
            return {};  // it takes nothing now
        }
    }
    return {};
}

// Inside a picture a question would be taken for a part of it.
Status EscPosPrinter::finish_block() {
    const auto end = line_->now() + delays_.answer_within;
    while (job_ && job_->begun > 0) {
        if (line_->now() >= end) {
            return Error(PrintError::Missing, "it takes no bytes");
        }
        line_->wait(true, left(end));
        DOORSTEP_CHECK(send_some());
    }
    return {};
}

Status EscPosPrinter::send_all(BytesView bytes) {
    const auto end = line_->now() + delays_.answer_within;
    while (!bytes.empty()) {
        const auto size = line_->write_some(bytes);
        if (!size) {
            lose();
            return size.error();
        }
        bytes = bytes.subspan(*size);
        if (line_->now() > end) {
            return Error(PrintError::Missing, "it takes no bytes");
        }
        if (!bytes.empty()) {
            line_->wait(true, left(end));
        }
    }
    return {};
}

Status EscPosPrinter::ask_trouble(PrinterTrouble& trouble) {
    DOORSTEP_CHECK(ready());
    DOORSTEP_CHECK(take_answers());
    DOORSTEP_CHECK(finish_block());
    answers_.give_up_at_once_kind();
    state_ = {};
    for (const auto question : at_once) {
        DOORSTEP_CHECK(send_all(encode_question(question)));
        answers_.asked(question);
    }
    const auto end = line_->now() + delays_.answer_within;
    while (!(state_[0] && state_[1] && state_[2])) {
        if (line_->now() >= end) {
            if (++unanswered_ >= unanswered_is_gone) {
                lose();
            }
            return Error(PrintError::Missing, "it does not answer");
        }
        line_->wait(false, left(end));
        DOORSTEP_CHECK(take_answers());
    }
    unanswered_ = 0;
    trouble = trouble_of(*state_[0], *state_[1], *state_[2]);
    if (trouble != PrinterTrouble::None) {
        moved_ = line_->now();
    }
    return {};
}

Result<PrinterStatus> EscPosPrinter::status() {
    PrinterStatus status;
    DOORSTEP_CHECK(ask_trouble(status.trouble));
    status.stopped = status.trouble != PrinterTrouble::None;
    status.model = "ESC/POS receipt printer";
    if (const auto address = parse_receipt_address(address_)) {
        status.paper = address->head_dots == narrow_head_dots ? PrinterPaper::Roll58 : PrinterPaper::Roll80;
    }
    return status;
}

Result<int> EscPosPrinter::submit(BytesView pdf, const PrintWish& wish, const std::string& /*name*/) {
    DOORSTEP_TRY(const auto address, parse_receipt_address(address_));
    const auto picture = render_receipt(pdf, address.head_dots);
    if (!picture) {
        return Error(PrintError::Refused, picture.error().text());
    }
    DOORSTEP_CHECK(ready());
    const auto bands = encode_bands(to_dots(*picture, address.head_dots), rows_a_band);
    const auto cut = encode_feed_and_cut(feed_to_knife_dots);
    Job job;
    job.id = ++last_id_;
    for (int copy = 0; copy < wish.copies; ++copy) {
        const auto reset = encode_reset();
        job.blocks.push_back(with_question({reset.begin(), reset.end()}));
        for (const auto& band : bands) {
            job.blocks.push_back(with_question(band));
        }
        job.blocks.push_back(with_question({cut.begin(), cut.end()}));
        job.ends.push_back(job.blocks.size());
    }
    // One that nobody follows any more may still be there: it is not gone on with.
    of_earlier_jobs_ = answers_.open(EscPosQuestion::Passed);
    moved_ = line_->now();
    job_ = std::move(job);
    return job_->id;
}

// A cancelled job is over when nothing more of it will be sent: the printer may lie there without paper for days.
std::optional<JobStatus> EscPosPrinter::ended() {
    if (!job_->blocks.empty() || (!job_->cancelled && job_->passed < job_->sent)) {
        return std::nullopt;
    }
    const JobStatus status{job_->cancelled ? JobPhase::Cancelled : JobPhase::Printed, job_->pages};
    job_.reset();
    return status;
}

bool EscPosPrinter::is_stuck() const {
    return line_->now() - moved_ > delays_.stuck_after;
}

Result<JobStatus> EscPosPrinter::job(int id) {
    DOORSTEP_CHECK(ready());
    if (!job_ || job_->id != id) {
        return PrintError::NoSuchJob;
    }
    const auto end = line_->now() + delays_.print_for;
    do {
        DOORSTEP_CHECK(take_answers());
        DOORSTEP_CHECK(send_what_fits());
        if (const auto status = ended()) {
            return *status;
        }
        line_->wait(may_send(), left(end));
    } while (line_->now() < end);
    if (is_stuck()) {
        log::warning("the receipt printer is well and prints nothing: it forgot what it had");
        lose();
        return PrintError::NoSuchJob;
    }
    return JobStatus{JobPhase::Printing, job_->pages};
}

Status EscPosPrinter::cancel(int id) {
    if (!job_ || job_->id != id || job_->cancelled || job_->blocks.empty()) {
        return {};  // ended, or all of it is in the printer: it ends as it ends
    }
    job_->cancelled = true;
    const bool begun = job_->sent > 0 || job_->begun > 0;
    job_->blocks.resize(job_->begun > 0 ? 1 : 0);
    if (begun) {
        const auto cut = encode_feed_and_cut(feed_to_knife_dots);
        job_->blocks.push_back(with_question({cut.begin(), cut.end()}));
    }
    return {};
}

Status EscPosPrinter::recall() {
    DOORSTEP_TRY(const auto address, parse_receipt_address(address_));
    DOORSTEP_CHECK(ready());
    // White rows end a picture that was cut short; outside of one a printer takes no notice of zeros.
    DOORSTEP_CHECK(send_all(Bytes(rows_a_band * static_cast<std::size_t>(address.head_dots) / 8, 0)));
    return send_all(encode_reset());
}

std::unique_ptr<Printer> make_receipt_printer(const std::string& address) {
    return std::make_unique<EscPosPrinter>(address);
}

}  // namespace doorstep::devices
