// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a gzip file, such as a result that somebody gave, and as what is to be packed.

#include "core/text/gzip.h"
#include "tests/fuzz/require.h"

#include <cstdint>

using namespace doorbuster;

namespace {

constexpr qsizetype limit = 1 << 16;

void checkUnpacking(QByteArrayView bytes)
{
    const Unzipped unzipped = gunzip(bytes, limit);
    require(unzipped.data.size() <= limit, "no more than the limit is unpacked");
    if (!unzipped.error.isEmpty() || unzipped.data.isEmpty())
        return;
    require(isGzip(bytes), "what is unpacked begins as gzip does");
    require(!gunzip(bytes, unzipped.data.size() - 1).error.isEmpty(), "one byte more than the limit is an error");
}

void checkPacking(std::string_view bytes)
{
    static GzipCompressor compressor(1);
    std::string packed;
    // Two members, as a file has that was written in pieces.
    compressor.compress(bytes.substr(0, bytes.size() / 2), packed);
    compressor.compress(bytes.substr(bytes.size() / 2), packed);
    const Unzipped unzipped = gunzip(QByteArrayView(packed.data(), qsizetype(packed.size())), limit);
    require(unzipped.error.isEmpty(), "what was packed can be unpacked");
    require(unzipped.data == QByteArrayView(bytes.data(), qsizetype(bytes.size())), "and is what it was");
    const Unzipped cut = gunzip(QByteArrayView(packed.data(), qsizetype(packed.size()) - 1), limit);
    require(!cut.error.isEmpty(), "a missing end is an error");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto *bytes = reinterpret_cast<const char *>(data);
    checkUnpacking(QByteArrayView(bytes, qsizetype(size)));
    if (qsizetype(size) <= limit)
        checkPacking(std::string_view(bytes, size));
    return 0;
}
