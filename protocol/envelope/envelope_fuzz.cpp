// Envelope bytes from a hostile station: check_outer() and open() must refuse or accept, never crash.
#include "base/testing/fuzz_target.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/audit_entries.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/statements.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::protocol;

struct World {
    SigningKeys station = make_signing_keys();
    BoxKeys township = make_box_keys();
    Bytes content = Bytes(100, 1);
    SealedSubmission sealed;
    World() {
        google::protobuf::SetLogHandler(nullptr);  // one line a broken text would drown the run
        wire::Header header;
        header.set_submission_id(std::string(as_text(Uuid::make_v7().bytes())));
        header.set_station_id("village-1");
        header.set_receiving_township("township-990001");
        const PartToSeal part{1, wire::ANSWERS, "application/json", content};
        sealed = seal(header, {&part, 1}, station, {township.public_key, 1}).value();
    }
};

const World& world() {
    static const World made;
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView bytes(data, size);
    const ExpectedStation expected{"village-1", world().station.public_key, "township-990001"};
    const std::vector<BytesView> parts{world().sealed.parts[0]};
    ignore(open(bytes, parts, world().township, expected), "only crashes count");
    ignore(suite_1().open_stream(WipedBytes(32, 1), bytes, {}), "only crashes count");
    ignore(open_box(bytes, world().township), "only crashes count");
    ignore(parse_receipt_text(as_text(bytes)), "only crashes count");
    static_cast<void>(audit_head_over({}, 1, bytes));
    wire::SignedRelease release;
    if (release.ParseFromArray(data, static_cast<int>(size)) &&
        check_release(release, std::vector<Bytes>{world().township.public_key})) {
        std::abort();  // nobody signed anything
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const std::string receipt = make_receipt_text({"000000000098", "village-1", 1}, world().station).value_or("DS1:");
    wire::AuditEntries entries;
    entries.add_entries()->set_what("sign-in");
    wire::ReleaseOrder order;
    order.mutable_configuration()->set_version(1);
    auto release = unsigned_release(order).value();
    ignore(sign_release(release, world().station), "a stranger's");
    const auto noted = entries.SerializeAsString();
    const auto ordered = release.SerializeAsString();
    return {world().sealed.envelope, world().sealed.parts[0], Bytes(receipt.begin(), receipt.end()),
            Bytes(noted.begin(), noted.end()), Bytes(ordered.begin(), ordered.end())};
}
