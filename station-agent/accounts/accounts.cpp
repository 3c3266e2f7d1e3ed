#include "station-agent/accounts/accounts.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::AccountError>::name(agent::AccountError e) {
    switch (e) {
        case agent::AccountError::Unknown:
            return "Unknown";
        case agent::AccountError::Disabled:
            return "Disabled";
        case agent::AccountError::Locked:
            return "Locked";
        case agent::AccountError::PinWrong:
            return "PinWrong";
        case agent::AccountError::CodeWrong:
            return "CodeWrong";
        case agent::AccountError::BadPin:
            return "BadPin";
    }
    return "?";
}

namespace agent {
namespace {

constexpr std::int64_t free_tries = 5;
constexpr std::array<std::int64_t, 4> waits_minutes{1, 5, 15, 60};
constexpr std::int64_t minute_ms = 60'000;
constexpr std::size_t pin_digits = 6;
// Argon2id at 19 MiB and two passes: about 25 ms on a kiosk, so that a right PIN feels immediate. What keeps a thief of
// the disk out is the pepper, what keeps a guesser out is the back-off.
constexpr unsigned long long hash_passes = 2;
constexpr std::size_t hash_memory = 19U << 20U;

bool is_pin(std::string_view pin) {
    return pin.size() == pin_digits && std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t lock_after(std::int64_t wrong) {
    if (wrong < free_tries) {
        return 0;
    }
    const auto step = std::min<std::int64_t>(wrong - free_tries, waits_minutes.size() - 1);
    return waits_minutes[static_cast<std::size_t>(step)] * minute_ms;
}

// Of a lock further away than the longest wait the clock was set back since: it counts no more.
std::int64_t still_locked_ms(std::int64_t locked_ms, std::int64_t now) {
    const auto left = locked_ms - now;
    return left > 0 && left <= waits_minutes.back() * minute_ms ? left : 0;
}

bool fits(const std::string& hash, BytesView secret) {
    return !hash.empty() &&
           crypto_pwhash_str_verify(hash.c_str(), reinterpret_cast<const char*>(secret.data()), secret.size()) == 0;
}

Result<std::string> hash_of(BytesView secret) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), reinterpret_cast<const char*>(secret.data()), secret.size(), hash_passes,
                              hash_memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return Error(DatabaseError::Failed, "no memory for the PIN's hash");
    }
    return std::string(out.data());
}

constexpr auto account_columns = "display_name,role,disabled,code_hash,pin_hash,wrong,locked_ms";

}  // namespace

Accounts::Accounts(Store& store, const StoreKey& key, const Clock& clock) : store_(store), key_(key), clock_(clock) {}

WipedBytes Accounts::peppered(const std::string& account, std::string_view pin) const {
    WipedBytes text(account.begin(), account.end());
    text.push_back(0);
    text.insert(text.end(), pin.begin(), pin.end());
    WipedBytes out(32);
    const auto pepper = key_.derive("pin-pepper");
    crypto_generichash(out.data(), out.size(), text.data(), text.size(), pepper.data(), pepper.size());
    return out;
}

Status Accounts::apply(const wire::ClerkAccount& account, const protocol::BoxKeys& station) {
    WipedBytes own_number;
    if (!account.own_number_sealed().empty()) {
        DOORSTEP_TRY(const Bytes sealed, from_base64(account.own_number_sealed()));
        DOORSTEP_TRY(own_number, protocol::open_box(sealed, station));
    }
    return apply(account, own_number);
}

Status Accounts::disable(const std::string& account) {
    return store_.database->run("UPDATE accounts SET disabled=1 WHERE account=?1", {account});
}

Status Accounts::apply(const wire::ClerkAccount& account, BytesView own_number) {
    Cell wrapped;
    Cell number;
    if (!own_number.empty()) {
        auto row = seal_row(number_key(), own_number, as_bytes(account.account()));
        wrapped = std::move(row.row_key);
        number = std::move(row.content);
    }
    const std::string& code = account.one_time_code_hash();
    return store_.database->run(
        "INSERT INTO accounts VALUES(?1,?2,?3,?4,?5,?5,'',0,0,?6,?7) ON CONFLICT(account) DO UPDATE SET "
        "display_name=excluded.display_name,role=excluded.role,disabled=excluded.disabled,"
        "number_key=coalesce(excluded.number_key,number_key),number=coalesce(excluded.number,number),"
        "pin_hash=CASE WHEN ?5<>'' AND ?5<>code_seen THEN '' ELSE pin_hash END,"
        "code_hash=CASE WHEN ?5<>'' AND ?5<>code_seen THEN ?5 ELSE code_hash END,"
        "wrong=CASE WHEN ?5<>'' AND ?5<>code_seen THEN 0 ELSE wrong END,"
        "locked_ms=CASE WHEN ?5<>'' AND ?5<>code_seen THEN 0 ELSE locked_ms END,"
        "code_seen=CASE WHEN ?5<>'' THEN ?5 ELSE code_seen END",
        {account.account(), account.display_name(), account.role(), std::int64_t{account.disabled() ? 1 : 0}, code,
         std::move(wrapped), std::move(number)});
}

Result<std::vector<wire::AccountInfo>> Accounts::list() {
    DOORSTEP_TRY(
        const Rows rows,
        store_.database->query("SELECT account,display_name,pin_hash='',disabled FROM accounts ORDER BY account"));
    std::vector<wire::AccountInfo> infos;
    for (const auto& row : rows) {
        wire::AccountInfo info;
        info.set_account(row.text(0));
        info.set_display_name(row.text(1));
        info.set_needs_pin(row.number(2) != 0);
        info.set_disabled(row.number(3) != 0);
        infos.push_back(std::move(info));
    }
    return infos;
}

Result<Clerk> Accounts::sign_in(const std::string& account, std::string_view pin, std::string_view one_time_code) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query(std::string("SELECT ") + account_columns + " FROM accounts WHERE account=?1",
                                        {account}));
    if (rows.empty()) {
        return AccountError::Unknown;
    }
    const Row& row = rows[0];
    if (row.number(2) != 0) {
        return AccountError::Disabled;
    }
    if (still_locked_ms(row.number(6), clock_.now().milliseconds) > 0) {
        return AccountError::Locked;
    }
    if (row.text(4).empty() && !is_pin(pin)) {
        return AccountError::BadPin;
    }
    DOORSTEP_CHECK(count_try(account, row.number(5)));
    return check(row, account, pin, one_time_code);
}

Status Accounts::count_try(const std::string& account, std::int64_t wrong_before) {
    const auto wrong = wrong_before + 1;
    const auto lock = lock_after(wrong);
    return store_.database->run("UPDATE accounts SET wrong=?2,locked_ms=?3 WHERE account=?1",
                                {account, wrong, lock > 0 ? clock_.now().milliseconds + lock : 0});
}

Result<Clerk> Accounts::check(const Row& row, const std::string& account, std::string_view pin, std::string_view code) {
    const bool first = row.text(4).empty();
    std::string pin_hash = row.text(4);
    const auto secret = peppered(account, pin);
    if (first) {
        if (!fits(row.text(3), as_bytes(code))) {
            return AccountError::CodeWrong;
        }
        DOORSTEP_TRY(pin_hash, hash_of(secret));
    } else if (!fits(pin_hash, secret)) {
        return AccountError::PinWrong;
    }
    DOORSTEP_CHECK(store_.database->run(
        "UPDATE accounts SET wrong=0,locked_ms=0,pin_hash=?2,code_hash='' WHERE account=?1", {account, pin_hash}));
    return Clerk{account, row.text(0), row.text(1)};
}

Result<std::int64_t> Accounts::wait_seconds(const std::string& account) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT locked_ms FROM accounts WHERE account=?1", {account}));
    const auto left = rows.empty() ? 0 : still_locked_ms(rows[0].number(0), clock_.now().milliseconds);
    return (left + 999) / 1000;
}

Result<bool> Accounts::has_own_number(const std::string& account) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT number FROM accounts WHERE account=?1", {account}));
    return !rows.empty() && !rows[0].is_null(0);
}

Result<bool> Accounts::is_own_number(const std::string& account, std::string_view number) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT number_key,number FROM accounts WHERE account=?1", {account}));
    if (rows.empty() || rows[0].is_null(1)) {
        return false;
    }
    DOORSTEP_TRY(const WipedBytes own, open_row(number_key(), {rows[0].bytes(0), rows[0].bytes(1)}, as_bytes(account)));
    return as_text(own) == number;
}

}  // namespace agent
}  // namespace doorstep
