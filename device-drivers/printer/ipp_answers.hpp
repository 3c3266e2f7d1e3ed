// What an IPP printer's answers say, out of CUPS' own parsed form: foreign bytes, so attributes may be missing, of
// another kind or without a value. Pure. Private to this folder: the only header here with a type of CUPS.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <cups/ipp.h>

#include "device-drivers/printer/printer_status.hpp"

namespace doorstep::devices {

struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

// What status() asks for, and its answer.
extern const std::vector<const char*> status_attributes;
PrinterStatus status_of(ipp_t* answer);
// Of Get-Job-Attributes.
JobStatus job_status_of(ipp_t* answer);
// Of Print-Job: the job's number, 0 when there is none.
int job_number_of(ipp_t* answer);
// Of Create-Printer-Subscriptions: 0 when there is none.
int subscription_of(ipp_t* answer);
// Of Get-Notifications: how that job ended, when an event tells it.
std::optional<JobStatus> end_told_of(ipp_t* answer, int job);
// The jobs of an answer to Get-Jobs that are that owner's; a printer may not know "my-jobs" and tell all.
std::vector<int> jobs_of(ipp_t* answer, const std::string& owner);

}  // namespace doorstep::devices
