#include "device-drivers/worker/worker_frame.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

wire::WorkerMessage print_message(std::size_t bytes) {
    wire::WorkerMessage message;
    message.mutable_print()->set_job(7);
    message.mutable_print()->set_pdf(std::string(bytes, 'p'));
    return message;
}

TEST(WorkerFrame, RoundTripInPiecesOfEverySize) {
    std::string stream;
    for (const std::size_t size : {0U, 1U, 100U, 3000U}) {
        stream += encode_worker_frame(print_message(size)).value();
    }
    for (const std::size_t piece : {1U, 3U, 4U, 5U, 999U, 100'000U}) {
        WorkerFrameDecoder decoder;
        std::vector<std::size_t> sizes;
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            decoder.feed(std::string_view(stream).substr(at, piece));
            for (auto next = decoder.next(); next.value(); next = decoder.next()) {
                EXPECT_EQ((**next).print().job(), 7U);
                sizes.push_back((**next).print().pdf().size());
            }
        }
        EXPECT_EQ(sizes, (std::vector<std::size_t>{0, 1, 100, 3000})) << piece;
    }
}

TEST(WorkerFrame, OverTheBoundIsRefusedByBothEnds) {
    EXPECT_TRUE(encode_worker_frame(print_message(largest_worker_message)).error().is(FrameError::TooLarge));
    WorkerFrameDecoder decoder;
    decoder.feed(std::string("\xff\xff\xff\x7f", 4));
    EXPECT_TRUE(decoder.next().error().is(FrameError::TooLarge));
}

TEST(WorkerFrame, NonsenseInsideAFrameIsAnError) {
    WorkerFrameDecoder decoder;
    decoder.feed(std::string("\x02\x00\x00\x00\xff\xff", 6));
    EXPECT_TRUE(decoder.next().error().is(FrameError::NotAMessage));
}

}  // namespace
}  // namespace doorstep::devices
