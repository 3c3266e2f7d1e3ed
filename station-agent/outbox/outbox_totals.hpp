// How many items are in each state and how many bytes wait, kept in RAM: a status is asked for at every turn, and a
// queue of a million must not be counted each time. Thread-bound.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "station-agent/outbox/item_states.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

class OutboxTotals {
  public:
    // The store must outlive it. Nobody else changes its items.
    explicit OutboxTotals(const Store& store) : store_(store) {}

    struct Totals {
        std::map<ItemState, std::uint32_t> items;  // as on disk: what is being sent is sealed
        std::int64_t waiting_items = 0;            // sealed or shelved
        std::int64_t waiting_bytes = 0;            // sealed bytes of their parts
        std::uint32_t in(ItemState state) const;
    };
    // Counted from the rows at first use, after forget(), and after the database undid something; else as kept.
    Result<Totals> now();
    // A row was inserted, sealed; or went from one state to another. Within the transaction that does so.
    void added(std::int64_t bytes);
    void moved(ItemState from, ItemState to, std::int64_t bytes);
    // Many rows changed at once: count anew when asked.
    void forget() { totals_.reset(); }

  private:
    // What is kept, if it still holds.
    Totals* kept();
    Result<Totals> count() const;

    const Store& store_;
    std::optional<Totals> totals_;
    std::uint64_t undone_ = 0;  // of the database, when totals_ was counted
};

}  // namespace doorstep::agent
