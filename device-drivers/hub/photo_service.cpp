#include "device-drivers/hub/photo_service.hpp"

#include <utility>

#include "base/log.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {

PhotoService::PhotoService(EventLoop& loop, WorkerSpec worker, HubDelays delays, WorkerDelays worker_delays)
    : loop_(loop),
      delays_(delays),
      process_(loop, std::move(worker),
               {[] {}, [this](const wire::WorkerMessage& m) { take(m); }, [this](WorkerEnd) { finish({}); }},
               worker_delays) {
    process_.start();
}

void PhotoService::decode(BytesView wlt, std::function<void(std::string jpeg)> done) {
    if (done_) {
        return done({});
    }
    wire::WorkerMessage order;
    order.mutable_photo()->set_job(++job_);
    order.mutable_photo()->set_wlt(wlt.data(), wlt.size());
    const bool sent = process_.send(order);
    wipe_message(order);
    if (!sent) {
        return done({});
    }
    used_ = true;
    done_ = std::move(done);
    deadline_ = loop_.after(delays_.photo, [this] {
        deadline_ = 0;
        log::warning("the photo plug-in did not answer in time");
        process_.renew();
        finish({});
    });
}

void PhotoService::take(const wire::WorkerMessage& message) {
    if (message.has_photo_done() && message.photo_done().job() == job_) {
        finish(message.photo_done().jpeg());
    }
}

void PhotoService::finish(std::string jpeg) {
    loop_.cancel(deadline_);
    deadline_ = 0;
    if (const auto done = std::exchange(done_, nullptr)) {
        done(std::move(jpeg));
    }
}

void PhotoService::forget() {
    if (std::exchange(used_, false)) {
        process_.renew();
        finish({});
    }
}

}  // namespace doorstep::devices
