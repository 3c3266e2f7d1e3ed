// Which connections practise, and on whose shift. Thread-bound.
#pragma once

#include <map>
#include <string>

#include "station-agent/training/exercise.hpp"

namespace doorstep::agent {

struct Training {
    std::string account;
    std::string shift;  // its token: the exercise ends with it
    Exercise exercise;
};
// By connection.
using Trainings = std::map<std::string, Training>;

}  // namespace doorstep::agent
