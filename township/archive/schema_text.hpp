// schema.sql as text, embedded at build time.
#pragma once

namespace doorstep::township {

extern const char* const schema_text;

}  // namespace doorstep::township
