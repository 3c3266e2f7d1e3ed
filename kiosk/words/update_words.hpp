// What became of a new version, in a sentence for the clerk: of one that came by the line, and of one on a stick.
#pragma once

#include <string_view>
#include <vector>

#include <QString>

#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

struct UpdateNews {
    QString kind;  // "info", "done" or "warn": as a Notice wants it
    QString text;
};

// By the updater's code (provisioning/update), the agent's "damaged", "no-space", or "fell-back"; a code of a newer
// updater is refused with its word. `version` may be empty.
UpdateNews update_words(std::string_view code, std::string_view version);
// What a clerk is to be told now, at most one of the line and one of a stick; what both say is said once.
std::vector<UpdateNews> update_news(const wire::AgentStatus& status);

}  // namespace doorstep::kiosk
