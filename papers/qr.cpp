#include "papers/qr.hpp"

#include <cerrno>
#include <memory>

#include <qrencode.h>

namespace doorstep::papers {

Result<QrCode> make_qr(std::string_view text) {
    if (text.empty() || text.size() > qr_longest) {
        return Error(PapersError::TooLong, "QR text");
    }
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code) {
        return Error(PapersError::TooLong, "QR text");
    }
    QrCode out;
    out.side = code->width;
    const auto modules = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < modules; ++i) {
        out.dark.push_back((code->data[i] & 1U) != 0);
    }
    return out;
}

}  // namespace doorstep::papers
