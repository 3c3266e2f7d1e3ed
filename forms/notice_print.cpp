#include "forms/notice_print.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstdlib>

#include <fmt/format.h>

#include "base/files.hpp"
#include "forms/bounded_json.hpp"

extern char** environ;

namespace doorstep::forms {
namespace {

namespace fs = std::filesystem;

// Names of the usual length; the sheet's own bounds are papers/'.
const NoticeParties somewhere{"柳树村社会救助服务站", "青河镇人民政府", "12345"};

class Folder {
  public:
    Folder() {
        std::string pattern = fs::temp_directory_path() / "doorstep-print-XXXXXX";
        path_ = mkdtemp(pattern.data()) == nullptr ? "" : pattern;
    }
    ~Folder() {
        std::error_code failed;
        fs::remove_all(path_, failed);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

Json data_of(const ShownNotice& shown) {
    return {{"station", somewhere.station},
            {"township", somewhere.township},
            {"hotline", somewhere.hotline},
            {"language", shown.language},
            {"qr_text", "DSS1:check"},
            {"sheet_id", "check"},
            {"name", "测试甲"},
            {"title", shown.title},
            {"paragraphs", shown.paragraphs},
            {"text_id", shown.id},
            {"text_version", shown.version}};
}

// The program's exit code; BadScheme when it cannot be started. What it says itself is not shown.
Result<int> run(const fs::path& program, const fs::path& data, const fs::path& out) {
    const std::string words[] = {program.string(), "authorization", "--data", data.string(), "--out", out.string()};
    std::vector<char*> argv;
    for (const auto& word : words) {
        argv.push_back(const_cast<char*>(word.c_str()));
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = posix_spawn(&child, program.c_str(), &quiet, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&quiet);
    int status = 0;
    if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        return Error(FormsError::BadScheme, program.string() + " cannot be run");
    }
    return WEXITSTATUS(status);
}

}  // namespace

Result<std::vector<std::string>> unprintable_notices(const Scheme& scheme, const Notices& notices,
                                                     const fs::path& program) {
    std::vector<std::string> found;
    const Folder folder;
    const auto data = folder.path() / "data.json";
    for (const auto& page : scheme.pages()) {
        for (const char* language : {"zh_CN", "en"}) {
            const auto shown = notices.show(page.notice, language, somewhere);
            if (page.kind != PageKind::Notice || !shown) {
                continue;  // a notice that does not exist is lint's
            }
            DOORSTEP_CHECK(write_file_atomically(data, as_bytes(data_of(*shown).dump())));
            DOORSTEP_TRY(const int code, run(program, data, folder.path() / "sheet.pdf"));
            if (code != 0) {
                found.push_back(
                    fmt::format("page {}: notice {} cannot be printed in {}", page.id, page.notice, language));
            }
        }
    }
    return found;
}

}  // namespace doorstep::forms
