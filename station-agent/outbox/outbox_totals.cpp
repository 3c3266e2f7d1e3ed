#include "station-agent/outbox/outbox_totals.hpp"

namespace doorstep::agent {
namespace {

bool waits(ItemState state) {
    return state == wire::Item::SEALED || state == wire::Item::SHELVED;
}

void change(OutboxTotals::Totals& totals, ItemState state, std::int64_t items, std::int64_t bytes) {
    auto& number = totals.items[state];
    number = static_cast<std::uint32_t>(number + items);
    if (waits(state)) {
        totals.waiting_items += items;
        totals.waiting_bytes += bytes;
    }
}

}  // namespace

std::uint32_t OutboxTotals::Totals::in(ItemState state) const {
    const auto found = items.find(state);
    return found == items.end() ? 0 : found->second;
}

OutboxTotals::Totals* OutboxTotals::kept() {
    if (undone_ != store_.database->undone()) {
        totals_.reset();
    }
    return totals_ ? &*totals_ : nullptr;
}

Result<OutboxTotals::Totals> OutboxTotals::count() const {
    DOORSTEP_TRY(const Rows rows, store_.database->query(
                                      "SELECT state,count(*),coalesce(sum(bytes_total),0) FROM items GROUP BY state"));
    Totals totals;
    for (const auto& row : rows) {
        change(totals, static_cast<ItemState>(row.number(0)), row.number(1), row.number(2));
    }
    return totals;
}

Result<OutboxTotals::Totals> OutboxTotals::now() {
    if (kept() == nullptr) {
        DOORSTEP_TRY(totals_, count());
        undone_ = store_.database->undone();
    }
    return *totals_;
}

void OutboxTotals::added(std::int64_t bytes) {
    if (auto* totals = kept()) {
        change(*totals, wire::Item::SEALED, 1, bytes);
    }
}

void OutboxTotals::moved(ItemState from, ItemState to, std::int64_t bytes) {
    if (auto* totals = kept()) {
        change(*totals, from, -1, -bytes);
        change(*totals, to, 1, bytes);
    }
}

}  // namespace doorstep::agent
