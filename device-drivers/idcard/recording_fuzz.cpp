#include "base/testing/fuzz_target.hpp"
#include "device-drivers/idcard/recording.hpp"
#include "device-drivers/idcard/recording_mask.hpp"
#include "device-drivers/idcard/test_card.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto recording = devices::parse_recording(as_text({data, size}));
    if (recording) {
        // What was taken is written to a text that is taken as the same.
        std::string text = devices::recording_head(recording->transport, recording->bauds, recording->driver) + "\n";
        for (const auto& step : recording->steps) {
            text += devices::recording_line(step) + "\n";
        }
        const auto again = devices::parse_recording(text);
        if (!again || *again != *recording) {
            __builtin_trap();
        }
    }
    // The mask keeps the size of whatever it is given.
    for (const auto asked : {devices::SamCommand::ReadBase, devices::SamCommand::ReadWithFingerprints}) {
        if (devices::masked_answer(asked, {data, size}).size() != size) {
            __builtin_trap();
        }
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const auto card = to_hex(devices::encode_sam_answer(
        devices::SamStatus::Ok, devices::testing::base_data(devices::testing::citizen_block())));
    const std::string text =
        devices::recording_head("serial", {115200, 9600}) +
        "\n{\"at\":0,\"open\":\"\"}\n{\"at\":1,\"baud\":115200}\n{\"at\":1,\"to\":\"aaaaaa96690003300132\"}\n"
        "{\"at\":2,\"read\":\"\"}\n{\"at\":9,\"from\":\"" +
        card + "\"}\n{\"at\":9,\"result\":\"Citizen\"}\n{\"at\":12,\"close\":\"\"}\n";
    const auto frame = devices::encode_sam_answer(devices::SamStatus::Ok,
                                                  devices::testing::base_data(devices::testing::citizen_block()));
    const auto bytes = as_bytes(text);
    return {Bytes(bytes.begin(), bytes.end()), frame, Bytes(frame.begin(), frame.begin() + 700),
            devices::encode_sam_answer(devices::SamStatus::Ok, devices::testing::data_with_fingerprints(1))};
}
