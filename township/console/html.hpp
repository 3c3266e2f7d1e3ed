// Text into HTML: everything that is not written in this folder goes through escape(). Reentrant.
#pragma once

#include <string>
#include <string_view>

namespace doorstep::township {

// For element content and quoted attributes.
std::string escape(std::string_view text);
// A whole page in Chinese with our one style sheet inside; `body` is HTML already. The style stands in the page and is
// named by `style_hash` in the policy, so that nothing else may be added.
std::string html_page(std::string_view title, std::string_view body);
// Content-Security-Policy: no script at all, pictures and nothing else from here.
std::string content_policy();

}  // namespace doorstep::township
