// The few IPP questions that the emulator asks its own ippeveprinter. Reentrant.
#pragma once

#include <filesystem>
#include <string>

namespace doorstep::emulators {

// True when a printer answers at this ipp:// address.
bool printer_answers(const std::string& uri);
// True when the job was cancelled and the printer is still busy with it.
bool job_is_being_cancelled(const std::string& uri, int job);
enum class Submitted { Yes, Busy, Failed };
// Prints a file under that name without waiting for its end.
Submitted submit(const std::string& uri, const std::filesystem::path& file, const std::string& name);

}  // namespace doorstep::emulators
