#include "township/workflow/clerks.hpp"

#include <sodium.h>

#include <array>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/releases.hpp"

namespace doorstep::township {
namespace {

constexpr std::string_view technician_role = "technician";
constexpr std::uint32_t codes = 100'000'000;  // 8 digits; the agent counts wrong tries and waits

Result<Bytes> hash_of(const WipedString& code) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), code.view().data(), code.view().size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return Error(DatabaseError::Failed, "no memory for Argon2id");
    }
    const std::string_view text(hash.data());
    return Bytes(text.begin(), text.end());
}

// Empty when none is known.
Result<WipedString> own_number_of(Archive& archive, std::string_view account) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT own_number FROM clerks WHERE account = ?1", {std::string(account)}));
    return rows.empty() || rows[0].is_null(0) ? WipedString{}
                                              : archive.cipher().open_text("clerks.own_number", rows[0].bytes(0));
}

Status send_clerk(Archive& archive, const Station& station, std::string_view account) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT display_name, role, disabled, code_hash FROM clerks WHERE account = ?1",
                                      {std::string(account)}));
    if (rows.empty()) {
        return Error(TownshipError::BadAccount, "no such account");
    }
    wire::DownlinkItem item;
    auto& clerk = *item.mutable_clerk();
    clerk.set_account(std::string(account));
    clerk.set_display_name(rows[0].text(0));
    clerk.set_role(rows[0].text(1));
    clerk.set_disabled(rows[0].number(2) != 0);
    clerk.set_one_time_code_hash(std::string(as_text(rows[0].bytes(3))));
    DOORSTEP_TRY(const WipedString number, own_number_of(archive, account));
    if (!number.empty()) {
        DOORSTEP_TRY(const Bytes sealed, protocol::seal_box(as_bytes(number.view()), station.box_public));
        clerk.set_own_number_sealed(to_base64(sealed));
    }
    DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station.id, item));
    return {};
}

Status send_to_all(Archive& archive, std::string_view account) {
    DOORSTEP_TRY(const auto stations, enrolled_stations(archive));
    for (const auto& station : stations) {
        DOORSTEP_CHECK(send_clerk(archive, station, account));
    }
    return {};
}

// The own number travels beside the order: what is signed only commits to it.
Result<wire::SignedRelease> order_clerk(Archive& archive, const Actor& actor, const NewClerk& clerk,
                                        const Bytes& code_hash) {
    constexpr std::size_t salt_size = 32;
    wire::ReleaseOrder order;
    auto& account = *order.mutable_clerk();
    account.set_account(clerk.account);
    account.set_display_name(clerk.display_name);
    account.set_role(clerk.role);
    account.set_one_time_code_hash(std::string(as_text(code_hash)));
    OrderFrame frame;
    frame.subject = clerk.account;
    DOORSTEP_TRY(const WipedString number, own_number_of(archive, clerk.account));
    if (!number.empty()) {
        frame.sealed.resize(salt_size);
        fill_random(frame.sealed);
        const auto text = as_bytes(number.view());
        frame.sealed.insert(frame.sealed.end(), text.begin(), text.end());
        account.set_own_number(std::string(as_text(sha256(frame.sealed))));
    }
    return make_order(archive, actor, std::move(order), frame);
}

}  // namespace

Result<AddedClerk> clerk_add(Archive& archive, const Actor& actor, const NewClerk& clerk) {
    constexpr std::size_t longest_text = 100;
    if (!is_station_id(clerk.account) || clerk.display_name.empty() || clerk.display_name.size() > longest_text ||
        clerk.role.size() > longest_text) {
        return Error(TownshipError::BadAccount, "account: a-z, 0-9 and -, at most 40; a name is needed");
    }
    [[maybe_unused]] static const int ready = sodium_init();
    AddedClerk added;
    added.code = WipedString(fmt::format("{:08}", randombytes_uniform(codes)));
    DOORSTEP_TRY(const Bytes hash, hash_of(added.code));
    const Cell own = clerk.own_number.empty()
                         ? Cell()
                         : Cell(archive.cipher().seal("clerks.own_number", as_bytes(clerk.own_number.view())));
    auto& db = archive.database();
    const auto written = db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.run(
            "INSERT INTO clerks VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6) ON CONFLICT (account) DO UPDATE SET display_name = "
            "?2, role = ?3, disabled = 0, code_hash = ?4, own_number = coalesce(?5, clerks.own_number), changed_ms = "
            "?6",
            {clerk.account, clerk.display_name, clerk.role, hash, own, archive.now()}));
        DOORSTEP_TRY(const WipedString known, own_number_of(archive, clerk.account));
        if (clerk.role == technician_role && known.empty()) {
            return Error(TownshipError::BadAccount,
                         "a technician's account needs --number: service mode is opened with that ID card");
        }
        DOORSTEP_TRY(const auto keys, release_publics(archive));
        if (keys.empty()) {
            return send_to_all(archive, clerk.account);
        }
        DOORSTEP_TRY(added.release, order_clerk(archive, actor, clerk, hash));
        return {};
    });
    DOORSTEP_CHECK(written);
    return added;
}

Status clerk_disable(Archive& archive, std::string_view account) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.run("UPDATE clerks SET disabled = 1, changed_ms = ?2 WHERE account = ?1",
                              {std::string(account), archive.now()}));
        return db.changes() == 1 ? send_to_all(archive, account)
                                 : Status(Error(TownshipError::BadAccount, "no such account"));
    });
}

Result<std::vector<Clerk>> list_clerks(Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT account, display_name, role, disabled, changed_ms "
                                                           "FROM clerks ORDER BY account"));
    std::vector<Clerk> out;
    for (const auto& row : rows) {
        out.push_back({row.text(0), row.text(1), row.text(2), row.number(3) != 0, row.number(4)});
    }
    return out;
}

Status resend_clerks(Archive& archive, std::string_view station_id) {
    DOORSTEP_TRY(const auto station, find_station(archive, station_id));
    if (!station) {
        return Error(TownshipError::NoSuchStation, std::string(station_id));
    }
    DOORSTEP_TRY(const auto clerks, list_clerks(archive));
    DOORSTEP_TRY(const auto keys, release_publics(archive));
    for (const auto& clerk : clerks) {
        if (keys.empty() || clerk.disabled) {
            DOORSTEP_CHECK(send_clerk(archive, *station, clerk.account));
        }
    }
    return {};
}

}  // namespace doorstep::township
