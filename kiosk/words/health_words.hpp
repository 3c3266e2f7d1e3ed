// A self-test's record in plain words, a row a thing that was looked at: for the clerk's page and for paper. What is
// good is the agent's to say (station-agent/health/rules.hpp); here it becomes sentences. In the language of the
// installed translator; call again after it changed.
#pragma once

#include <vector>

#include <QString>

#include "protocol/messages/agent.pb.h"

namespace doorstep::kiosk {

enum class HealthState {
    Call,     // call support
    Look,     // a clerk can do something
    Unknown,  // the station does not know: never good
    Told,     // a number that nobody judges
    Good,
};

struct HealthRow {
    HealthState state = HealthState::Unknown;
    QString name;   // "Camera"
    QString value;  // "Works", "12 GB free"; empty: not known
    QString help;   // one sentence of what to do; empty for Good and Told
};

// "good", "look", "call", "told", "unknown": what QML picks sign and colour by.
QString health_state_id(HealthState state);
// "Good", "To be looked at", "Call support", "Not known"; empty for Told.
QString health_state_words(HealthState state);

// Every row of a station, the most urgent first, else in the order of a visit. What this station need not have (a code
// reader, a battery) has a row only when the record knows of it; everything else that the record lacks is Unknown.
std::vector<HealthRow> health_rows(const wire::SelfTestRecord& record);
// "Ready." or how much is to be done, and how much is not known.
QString health_summary(const std::vector<HealthRow>& rows);
// Why the test was made: "at the start" …
QString health_why_words(wire::SelfTestRecord::Why why);

// A dirty place on a glass as whoever looks down on it finds it: the scanner sees it from below, so right and left
// change places. Millimetres.
struct GlassMark {
    double from_left = 0;
    double from_top = 0;
    double width = 0;
};
struct GlassView {
    HealthState state = HealthState::Unknown;
    QString name;      // "Scanner's glass", "Scanner's feeder"
    double width = 0;  // of the glass; 0: not known
    std::vector<GlassMark> marks;
    QString words;  // "2 spots. The largest: 70 mm from the left edge, 12 mm from the top."
    QString help;
};
// Flatbed and, when it was ever looked at, feeder.
std::vector<GlassView> glass_views(const wire::SelfTestRecord& record);

}  // namespace doorstep::kiosk
