#include "device-drivers/document/page_handler.hpp"

#include <cmath>

#include "base/log.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "vision/document/page.hpp"
#include "vision/image/decode.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

wire::PageReason wire_reason(vision::PageReason reason) {
    switch (reason) {
        case vision::PageReason::Blurred:
            return wire::PAGE_BLURRED;
        case vision::PageReason::TooDark:
            return wire::PAGE_TOO_DARK;
        case vision::PageReason::Faint:
            return wire::PAGE_TOO_FAINT;
        case vision::PageReason::CutOff:
            return wire::PAGE_CUT_OFF;
        case vision::PageReason::Blank:
            return wire::PAGE_BLANK;
        case vision::PageReason::LowDpi:
            return wire::PAGE_LOW_DPI;
        case vision::PageReason::Glare:
            return wire::PAGE_GLARE;
    }
    return wire::PAGE_OK;
}

wire::FaultCode fault_of(const Error& error) {
    if (error.is(SpoolError::Full)) {
        return wire::FAULT_DISK_FULL;
    }
    const bool of_the_picture = error.module() == ErrorNames<vision::ImageError>::module ||
                                error.module() == ErrorNames<vision::PageError>::module;
    return of_the_picture ? wire::FAULT_PAGE_UNREADABLE : wire::FAULT_INTERNAL;
}

Result<wire::ScannedPage> straighten_page(const std::filesystem::path& spool, const wire::WorkerPage& order) {
    DOORSTEP_TRY(const WipedBytes bytes, read_spool_file(spool, order.original()));
    DOORSTEP_TRY(const vision::Image source, vision::decode_image(bytes));
    vision::PageOptions options;
    options.dpi = order.dpi();
    DOORSTEP_TRY(const vision::PageResult page, vision::straighten(source, options));
    DOORSTEP_TRY(const WipedBytes jpeg, vision::encode_jpeg(page.page));
    wire::ScannedPage scanned;
    scanned.set_job(order.job());
    scanned.set_index(order.index());
    *scanned.mutable_original() = order.original();
    DOORSTEP_TRY(*scanned.mutable_straightened(), write_spool_file(spool, order.spool(), jpeg, "image/jpeg"));
    for (const auto reason : page.reasons) {
        scanned.add_reasons(wire_reason(reason));
    }
    scanned.set_skew_deg(static_cast<float>(page.turned_deg));
    scanned.set_dpi(page.dpi > 0 ? static_cast<std::uint32_t>(std::lround(page.dpi)) : order.dpi());
    scanned.set_size(std::string(vision::paper_size_name(page.size)));
    return scanned;
}

}  // namespace

void PageHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    if (message.has_configure()) {
        spool_ = message.configure().spool_folder();
        return;
    }
    if (!message.has_page()) {
        return;
    }
    const auto& order = message.page();
    if (!order.original().name().starts_with(order.spool() + "/")) {
        return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_INTERNAL);
    }
    auto page = straighten_page(spool_, order);
    if (!page) {
        log::warning("page {} of job {}: {}", order.index(), order.job(), page.error().text());
        return link.send_job(order.job(), wire::JobState::FAILED, fault_of(page.error()));
    }
    wire::WorkerMessage answer;
    *answer.mutable_scanned() = std::move(*page);
    link.send(answer);
}

}  // namespace doorstep::devices
