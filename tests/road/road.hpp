// A road of IP packets between two network namespaces: so fast, so long, so lossy. A forwarder of ours between two tun
// devices, because this kernel has no netem. Needs root and /dev/net/tun.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/files.hpp"

namespace doorstep::road {

class Lane;

struct RoadSettings {
    double kbit_a_second = 2000;  // each way
    std::int64_t delay_ms = 30;   // one way
    double loss = 0;              // share of packets, each way
    double reordered = 0;         // share of packets that are overtaken by those of the next 20 ms
    double doubled = 0;           // share of packets that come twice
    std::uint64_t seed = 1;
};

// The addresses of the ends.
constexpr auto near_address = "10.77.0.2";
constexpr auto far_address = "10.77.0.1";

// Once a process: it moves to a namespace of its own, the near end. Call it before the first thread.
class Road {
  public:
    // Nothing when this machine allows none; `why` then says so.
    static std::unique_ptr<Road> build(const RoadSettings& settings, std::string& why);
    ~Road();
    Road(const Road&) = delete;
    Road& operator=(const Road&) = delete;

    // Words before a command that put it at the far end.
    std::vector<std::string> to_far() const;
    // Other weather, from the next packet on. Thread-safe.
    void set(const RoadSettings& settings);
    // Nothing passes, either way. Thread-safe.
    void set_open(bool open) { open_ = open; }
    // Bytes of TCP payload that entered the road since build(); a packet that is lost counts too.
    std::uint64_t payload_to_far() const { return to_far_; }
    std::uint64_t payload_to_near() const { return to_near_; }

  private:
    struct Ends;
    explicit Road(std::unique_ptr<Ends> ends);
    void forward();
    RoadSettings settings() const;
    void take(const FileDescriptor& from, Lane& lane, std::atomic<std::uint64_t>& payload);
    void give(Lane& lane, const FileDescriptor& to);

    std::unique_ptr<Ends> ends_;
    std::atomic<bool> open_ = true;
    std::atomic<std::uint64_t> to_far_ = 0;
    std::atomic<std::uint64_t> to_near_ = 0;
    std::thread forwarder_;
};

}  // namespace doorstep::road
