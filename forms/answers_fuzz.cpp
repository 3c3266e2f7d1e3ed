// Answers of a hostile station: any bytes through everything that the township calls.
#include <stdexcept>

#include "base/testing/fuzz_target.hpp"
#include "forms/answers.hpp"
#include "forms/review.hpp"
#include "forms/scheme_parts.hpp"
#include "forms/validation.hpp"

namespace {

using namespace doorstep;

const forms::Scheme& scheme() {
    static const forms::Scheme loaded = forms::Scheme::load(DOORSTEP_SCHEMES "/dibao").value();
    return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = as_text({data, size});
    const auto findings = forms::validate_all(scheme(), text);
    ignore(forms::review(scheme(), text, "en"), "only that it returns");
    ignore(forms::persons_to_sign(scheme(), text, CalendarDate()), "only that it returns");
    const auto kept = forms::without_hidden(scheme(), text);
    if (findings && findings->empty() && !forms::validate_all(scheme(), *kept)->empty()) {
        throw std::logic_error("right answers became wrong when hidden ones were taken out");
    }
    // The same bytes as a schema.
    if (const auto json = forms::parse_object(text)) {
        forms::SchemeParts parts;
        ignore(forms::read_schema(*json, parts), "only that it returns");
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const std::string_view text :
         {std::string_view("{}"),
          std::string_view(R"({"card_read":true,"name":"甲","id_number":"11010519491231002X","has_members":true,)"
                           R"("members":[{"name":"乙","relation":"10","cohabiting":true}],"income_wages":100,)"
                           R"("has_obligors":"yes","obligors":[{"name":"丙","relation":"20"}],"truth_promise":true})"),
          std::string_view(
              R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"object",)"
              R"("additionalProperties":false,"required":["a"],"properties":{"a":{"type":"string",)"
              R"("maxLength":9,"format":"phone"},"b":{"type":"array","maxItems":3,"items":{"type":)"
              R"("object","additionalProperties":false,"properties":{"c":{"type":"integer","minimum":0}}}}}})")}) {
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}
