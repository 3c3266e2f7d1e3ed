// Errors are values (DESIGN rule 6): one Error and one Result<T> for every module seam; exceptions never cross one.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

namespace doorstep {

// A module names its errors once, beside its public header:
//   enum class FileError { NotFound = 1, Full };
//   template <> struct ErrorNames<FileError> { static constexpr std::string_view module = "file";
//                                              static std::string_view name(FileError e); };
// Each enumerator's comment says in one line what the caller does next.
template <class E>
struct ErrorNames;

// What went wrong: module + code for programs, detail for the log. Holds no personal data: details go to the journal.
class [[nodiscard]] Error {
  public:
    template <class E>
    requires std::is_enum_v<E> Error(E code, std::string detail = {})
        : module_(ErrorNames<E>::module),
          name_(ErrorNames<E>::name(code)),
          value_(static_cast<int>(code)),
          detail_(std::move(detail)) {}

    // True when this error is exactly that enumerator of that module.
    template <class E>
    requires std::is_enum_v<E>
    bool is(E code) const { return module_ == ErrorNames<E>::module && value_ == static_cast<int>(code); }
    // The enumerator when the error is of module E, else `otherwise`.
    template <class E>
    requires std::is_enum_v<E> E as(E otherwise)
    const { return module_ == ErrorNames<E>::module ? static_cast<E>(value_) : otherwise; }

    std::string_view module() const { return module_; }
    std::string_view name() const { return name_; }
    const std::string& detail() const { return detail_; }

    // The same error with "context: " before its detail; for the log, outermost first.
    Error with_context(std::string_view context) const;
    // "file/NotFound: opening agent.toml"; for the log, never for the screen.
    std::string text() const;

  private:
    std::string_view module_;
    std::string_view name_;
    int value_;
    std::string detail_;
};

// A value or the reason why there is none. Ignoring one breaks the build; to ignore on purpose call ignore().
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
    Result(Error error) : tl::expected<T, Error>(tl::unexpect, std::move(error)) {}
    template <class E>
    requires std::is_enum_v<E> &&(!std::is_convertible_v<E, T>)Result(E code) : Result(Error(code)) {}
};

template <>
class [[nodiscard]] Result<void> : public tl::expected<void, Error> {
  public:
    using tl::expected<void, Error>::expected;
    Result(Error error) : tl::expected<void, Error>(tl::unexpect, std::move(error)) {}
    template <class E>
    requires std::is_enum_v<E> Result(E code) : Result(Error(code)) {}
};

using Status = Result<void>;

// Drops a result on purpose; the reason stands in the call for the reader.
template <class T>
void ignore(const Result<T>&, std::string_view /*reason*/) {}

}  // namespace doorstep

// DOORSTEP_TRY(auto x, f()): x = value of f(), or return its error from the enclosing function.
#define DOORSTEP_CONCAT_(a, b) a##b
#define DOORSTEP_CONCAT(a, b) DOORSTEP_CONCAT_(a, b)
#define DOORSTEP_TRY_(tmp, declaration, expression) \
    auto tmp = (expression);                        \
    if (!tmp)                                       \
        return std::move(tmp).error();              \
    declaration = std::move(*tmp)
#define DOORSTEP_TRY(declaration, ...) \
    DOORSTEP_TRY_(DOORSTEP_CONCAT(doorstep_try_, __LINE__), declaration, (__VA_ARGS__))
// DOORSTEP_CHECK(f()): return f()'s error from the enclosing function when it failed.
#define DOORSTEP_CHECK(...)                                           \
    do {                                                              \
        if (auto doorstep_status = (__VA_ARGS__); !doorstep_status) { \
            return std::move(doorstep_status).error();                \
        }                                                             \
    } while (false)
