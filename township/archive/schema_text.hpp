// schema.sql and schema_server.sql as text, embedded at build time.
#pragma once

namespace doorstep::township {

extern const char* const schema_text;
extern const char* const schema_server_text;

}  // namespace doorstep::township
