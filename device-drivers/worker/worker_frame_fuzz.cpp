#include <google/protobuf/stubs/logging.h>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/worker/worker_frame.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    google::protobuf::SetLogHandler(nullptr);  // it remarks on every bad text
    devices::WorkerFrameDecoder decoder;
    // The first byte says how the stream is cut, so that split frames are tried too.
    const std::size_t piece = size == 0 ? 1 : 1U + data[0];
    for (std::size_t at = 1; at < size; at += piece) {
        decoder.feed(as_text(BytesView(data + at, std::min(piece, size - at))));
        for (auto next = decoder.next(); next && *next; next = decoder.next()) {
            if (!devices::encode_worker_frame(**next)) {
                __builtin_trap();
            }
        }
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    wire::WorkerMessage status;
    status.mutable_status()->set_model("probe");
    wire::WorkerMessage frame;
    frame.mutable_frame()->set_jpeg(std::string(300, 'j'));
    std::vector<Bytes> seeds;
    for (const char cut : {'\1', '\7', '\xff'}) {
        const std::string stream =
            cut + devices::encode_worker_frame(status).value() + devices::encode_worker_frame(frame).value();
        seeds.emplace_back(stream.begin(), stream.end());
    }
    return seeds;
}
