#include "device-drivers/hub/page_pipeline.hpp"

#include "base/log.hpp"

namespace doorstep::devices {

PagePipeline::PagePipeline(EventLoop& loop, WorkerSpec worker, HubDelays delays,
                           std::function<void(const wire::ScannedPage&)> done, WorkerDelays worker_delays)
    : delays_(delays),
      done_(std::move(done)),
      process_(loop, std::move(worker),
               {[this] { pump(); }, [this](const wire::WorkerMessage& m) { take(m); }, [this](WorkerEnd) { ended(); }},
               worker_delays) {
    process_.start();
}

void PagePipeline::add(const std::string& session, const wire::ScannedPage& page) {
    waiting_.push_back({session, page, 0});
    pump();
}

void PagePipeline::forget() {
    waiting_.clear();
    in_hand_ = false;
    process_.renew();
}

void PagePipeline::pump() {
    if (in_hand_ || waiting_.empty()) {
        return;
    }
    auto& entry = waiting_.front();
    wire::WorkerMessage order;
    order.mutable_page()->set_job(entry.page.job());
    order.mutable_page()->set_spool(entry.session);
    *order.mutable_page()->mutable_original() = entry.page.original();
    order.mutable_page()->set_index(entry.page.index());
    order.mutable_page()->set_dpi(entry.page.dpi());
    if (process_.send(order)) {
        ++entry.attempts;
        in_hand_ = true;
        process_.expect_within(delays_.straighten);
    } else if (process_.state() == WorkerState::Broken) {
        give_up();
    }
}

// The page goes on as it was scanned, and says that nobody looked at its edges.
void PagePipeline::give_up() {
    auto page = waiting_.front().page;
    page.add_reasons(wire::PAGE_EDGE_NOT_FOUND);
    finish(std::move(page));
}

void PagePipeline::finish(wire::ScannedPage page) {
    in_hand_ = false;
    process_.expect_within(0);
    waiting_.pop_front();
    done_(page);
    pump();
}

void PagePipeline::take(const wire::WorkerMessage& message) {
    if (!in_hand_) {
        return;
    }
    const auto& scanned = waiting_.front().page;
    if (message.has_scanned() && message.scanned().job() == scanned.job() &&
        message.scanned().index() == scanned.index()) {
        auto page = message.scanned();
        if (!page.straightened().name().starts_with(waiting_.front().session + "/")) {
            log::error("the page worker named a file outside its session");
            return give_up();
        }
        *page.mutable_original() = scanned.original();
        return finish(std::move(page));
    }
    if (message.has_job() && message.job().state() == wire::JobState::FAILED) {
        log::warning("page {} not straightened: {}", scanned.index(),
                     wire::FaultCode_Name(message.job().fault().code()));
        give_up();
    }
}

void PagePipeline::ended() {
    in_hand_ = false;
    if (waiting_.empty()) {
        return;
    }
    if (waiting_.front().attempts >= page_attempts || process_.state() == WorkerState::Broken) {
        give_up();
    }
}

}  // namespace doorstep::devices
