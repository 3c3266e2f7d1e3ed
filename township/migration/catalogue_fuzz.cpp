// Any bytes are a catalogue or refused with a line; whatever its cells hold, each row is in one file, once. The mapping
// is the township's own file: toml++ 3 runs into undefined behaviour on some that are no TOML.
#include <algorithm>

#include "base/testing/fuzz_target.hpp"
#include "township/migration/old_file.hpp"

using namespace doorstep;
using namespace doorstep::township;

namespace {

const Mapping& mapping() {
    static const Mapping one = mapping_from(
                                   "[source]\nname = \"old\"\ncatalogue = \"a.csv\"\n[case]\nkey = [\"k\"]\n"
                                   "scheme = {column = \"s\", values = {\"x\" = \"dibao\"}}\n"
                                   "state = {column = \"t\", values = {\"x\" = \"paying\"}}\nreceived = \"d\"\n"
                                   "[person]\nname = \"n\"\nnumber = \"i\"\nphone = \"p\"\n"
                                   "relation = {column = \"r\", values = {\"x\" = \"10\", \"y\" = \"02\"}}\n"
                                   "[files]\ncolumn = \"f\"\nstrip = \"D:/\"\nprefix = [\"a/{k}-{n}\"]\n")
                                   .value();
    return one;
}

void look_at(const Catalogue& catalogue) {
    for (const auto& row : catalogue.rows) {
        if (row.cells.size() != catalogue.columns.size()) {
            __builtin_trap();
        }
    }
    std::vector<std::size_t> lines;
    for (const auto& file : old_files(catalogue, mapping())) {
        if (file.rows.empty() || (file.people.size() != file.rows.size() && !file.people.empty())) {
            __builtin_trap();
        }
        for (const auto& row : file.rows) {
            lines.push_back(row.line);
        }
    }
    if (lines.size() != catalogue.rows.size() + catalogue.odd_rows.size()) {
        __builtin_trap();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // A name for each column, so that cells reach the mapping.
    const std::string named = "k,s,t,d,n,i,p,r,f\n" + std::string(text);
    for (const auto encoding : {Encoding::Auto, Encoding::Utf8, Encoding::Gb18030}) {
        if (const auto catalogue = catalogue_from(as_bytes(named), {encoding})) {
            look_at(*catalogue);
        }
    }
    ignore(catalogue_from({data, size}, {Encoding::Auto, '\t', 2}), "looked at for its sanitizers");
    ignore(columns_in(text), "looked at for its sanitizers");
    cleaned_date(text);
    cleaned_number(text);
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const auto bytes = [](std::string_view text) { return Bytes(text.begin(), text.end()); };
    return {bytes("1,x,x,2019-3-5,n,'99010119600101001X,1,y,a;b\n1,x,x,,m,,,x,\n"),
            bytes("\"a\"\"b\",x,x,20190305,\"c\nd\",=\"\"1\"\",1,,D:\\x.jpg\r\n2,x\n"),
            bytes("\xB5\xB5\xBA\xC5,\xD0\xD5\xC3\xFB,,,,,,,\n"), bytes("\xEF\xBB\xBF,,,,,,,,\n")};
}
