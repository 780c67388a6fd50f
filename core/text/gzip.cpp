// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib: the largest window, with gzip's header

/// zlib counts in 32 bits.
constexpr std::size_t maxPiece = std::numeric_limits<uInt>::max();

Bytef *bytesOf(const char *data)
{
    return const_cast<Bytef *>(reinterpret_cast<const Bytef *>(data)); // zlib only reads it
}

} // namespace

struct GzipCompressor::Stream {
    z_stream z{};
};

GzipCompressor::GzipCompressor(int level)
    : m_stream(std::make_unique<Stream>())
{
    if (deflateInit2(&m_stream->z, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::bad_alloc(); // the arguments are right, so nothing else can be wrong
    }
}

GzipCompressor::~GzipCompressor()
{
    deflateEnd(&m_stream->z);
}

void GzipCompressor::compress(std::string_view data, std::string &out)
{
    z_stream &z = m_stream->z;
    deflateReset(&z);
    char piece[64 * 1024];
    int status = Z_OK;
    while (status != Z_STREAM_END) {
        const std::size_t taken = std::min(data.size(), maxPiece);
        z.next_in = bytesOf(data.data());
        z.avail_in = uInt(taken);
        data.remove_prefix(taken);
        do {
            z.next_out = reinterpret_cast<Bytef *>(piece);
            z.avail_out = sizeof piece;
            status = deflate(&z, data.empty() ? Z_FINISH : Z_NO_FLUSH);
            out.append(piece, sizeof piece - z.avail_out);
        } while (z.avail_out == 0);
    }
}

bool isGzip(QByteArrayView data)
{
    return data.size() >= 2 && quint8(data[0]) == 0x1f && quint8(data[1]) == 0x8b;
}

Unzipped gunzip(QByteArrayView compressed, qsizetype limit, const Progress &progress)
{
    const double whole = double(std::max<qsizetype>(compressed.size(), 1));
    Unzipped result;
    z_stream z{};
    if (inflateInit2(&z, gzipWindow) != Z_OK) {
        throw std::bad_alloc();
    }
    const auto failed = [&](const QString &error) {
        inflateEnd(&z);
        return Unzipped{{}, error};
    };
    std::string piece(256 * 1024, '\0');
    for (;;) {
        if (z.avail_in == 0) {
            const auto given = qsizetype(std::min(std::size_t(compressed.size()), maxPiece));
            z.next_in = bytesOf(compressed.data());
            z.avail_in = uInt(given);
            compressed = compressed.sliced(given);
        }
        z.next_out = reinterpret_cast<Bytef *>(piece.data());
        z.avail_out = uInt(piece.size());
        const int status = inflate(&z, Z_NO_FLUSH);
        const auto got = qsizetype(piece.size() - z.avail_out);
        if (got > limit - result.data.size()) {
            return failed(u"it unpacks to more than %1 MiB"_s.arg(limit / (1024 * 1024)));
        }
        result.data.append(piece.data(), got);
        if (!report(progress, 1 - double(qsizetype(z.avail_in) + compressed.size()) / whole)) {
            Unzipped given = failed(u"cancelled"_s);
            given.cancelled = true;
            return given;
        }
        const bool allGiven = z.avail_in == 0 && compressed.isEmpty();
        if (status == Z_STREAM_END && allGiven) {
            inflateEnd(&z);
            return result;
        }
        if (status == Z_STREAM_END) {
            inflateReset(&z); // another member follows
        } else if (status == Z_BUF_ERROR || (status == Z_OK && allGiven && z.avail_out > 0)) {
            return failed(u"its compressed data is cut off"_s);
        } else if (status != Z_OK) {
            return failed(u"its compressed data is damaged"_s);
        }
    }
}

} // namespace doorbuster
