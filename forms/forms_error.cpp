#include "forms/forms_error.hpp"

namespace doorstep {

std::string_view ErrorNames<forms::FormsError>::name(forms::FormsError e) {
    using forms::FormsError;
    switch (e) {
        case FormsError::TooLarge:
            return "TooLarge";
        case FormsError::TooDeep:
            return "TooDeep";
        case FormsError::BadJson:
            return "BadJson";
        case FormsError::BadToml:
            return "BadToml";
        case FormsError::BadScheme:
            return "BadScheme";
        case FormsError::UnknownKeyword:
            return "UnknownKeyword";
        case FormsError::MissingText:
            return "MissingText";
        case FormsError::NoSuchPage:
            return "NoSuchPage";
        case FormsError::NoSuchField:
            return "NoSuchField";
        case FormsError::NoSuchRow:
            return "NoSuchRow";
        case FormsError::BadInput:
            return "BadInput";
        case FormsError::UnknownState:
            return "UnknownState";
        case FormsError::IllegalMove:
            return "IllegalMove";
        case FormsError::BadTable:
            return "BadTable";
    }
    return "?";
}

}  // namespace doorstep
