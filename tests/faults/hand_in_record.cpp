#include "tests/faults/hand_in_record.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/digest.hpp"

namespace doorstep::faults {

using nlohmann::json;

HandInRecord::HandInRecord(std::filesystem::path file)
    : file_(std::move(file)), fd_(::open(file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {
    if (!fd_.valid()) {
        throw std::runtime_error("no record at " + file_.native());
    }
}

void HandInRecord::write(const std::string& line) {
    const std::lock_guard lock(mutex_);
    if (::write(fd_.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        throw std::runtime_error("the record cannot be written");
    }
}

void HandInRecord::made(const Uuid& id, const std::string& station, const std::vector<std::string>& parts) {
    auto list = json::array();
    for (const auto& part : parts) {
        list.push_back({{"part", list.size() + 1}, {"size", part.size()}, {"sha256", to_hex(sha256(as_bytes(part)))}});
    }
    write(json{{"did", "made"}, {"submission", id.text()}, {"station", station}, {"parts", list}}.dump() + "\n");
}

void HandInRecord::answered(const Uuid& id, const std::string& station, const std::string& case_number) {
    write(json{{"did", "answered"}, {"submission", id.text()}, {"station", station}, {"case", case_number}}.dump() +
          "\n");
}

void HandInRecord::confirmed(const std::string& station, std::uint64_t count) {
    write(json{{"did", "confirmed"}, {"station", station}, {"count", count}}.dump() + "\n");
}

}  // namespace doorstep::faults
