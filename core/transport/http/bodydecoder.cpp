// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/bodydecoder.h"

#include <QList>

#include <zlib.h>

#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

// Window bits as zlib wants them: 15 is a zlib stream, + 16 a gzip one, negative a bare one.
constexpr int gzipWindow = 15 + 16;
constexpr int zlibWindow = 15;
constexpr int bareWindow = -15;

// More encodings than this are an attack on the decoder, not an answer.
constexpr qsizetype encodingsLimit = 3;

DecodedBody inflateBody(const QByteArray &packed, int window, const QString &name, qsizetype limit)
{
    DecodedBody result;
    z_stream stream{};
    if (inflateInit2(&stream, window) != Z_OK) {
        result.error = u"cannot be unpacked: there is no memory for it"_s;
        return result;
    }
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    std::array<char, 16 * 1024> out{};
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef *>(out.data());
        stream.avail_out = uInt(out.size());
        const int rc = inflate(&stream, Z_NO_FLUSH);
        result.body.append(out.data(), qsizetype(out.size() - stream.avail_out));
        if (result.body.size() > limit) {
            result.error = u"unpacks to more than the %1 bytes that are allowed"_s.arg(limit);
            break;
        }
        if (rc == Z_STREAM_END) {
            if (stream.avail_in == 0)
                break;
            // A gzip file may be several, one behind the other.
            if (window == gzipWindow && inflateReset(&stream) == Z_OK)
                continue;
            result.error = u"has bytes behind the end of its %1 data"_s.arg(name);
            break;
        }
        if (rc == Z_BUF_ERROR || (rc == Z_OK && stream.avail_in == 0 && stream.avail_out > 0)) {
            result.error = u"is cut off within its %1 data"_s.arg(name);
            break;
        }
        if (rc != Z_OK) {
            result.error = u"has damaged %1 data"_s.arg(name);
            break;
        }
    }
    inflateEnd(&stream);
    if (!result.error.isEmpty())
        result.body.clear();
    return result;
}

} // namespace

DecodedBody decodeBody(const QByteArray &body, const QByteArray &encoding, qsizetype limit)
{
    DecodedBody result{body, {}};
    // An answer without a body (304, HEAD) may still name the encoding that it would have had.
    if (body.isEmpty())
        return result;
    const QList<QByteArray> steps = encoding.toLower().split(',');
    if (steps.size() > encodingsLimit) {
        return {{}, u"is encoded %1 times over"_s.arg(steps.size())};
    }
    // They were applied in the order in which they are listed.
    for (auto step = steps.crbegin(); step != steps.crend() && result.error.isEmpty(); ++step) {
        const QByteArray name = step->trimmed();
        if (name.isEmpty() || name == "identity")
            continue;
        if (name == "gzip" || name == "x-gzip") {
            result = inflateBody(result.body, gzipWindow, u"gzip"_s, limit);
        } else if (name == "deflate") {
            // The name means a zlib stream, but servers were made that send a bare one.
            const bool zlibHeader = result.body.size() >= 2 && (result.body.at(0) & 0x0f) == Z_DEFLATED
                && ((uchar(result.body.at(0)) << 8) | uchar(result.body.at(1))) % 31 == 0;
            result = inflateBody(result.body, zlibHeader ? zlibWindow : bareWindow, u"deflate"_s, limit);
        } else {
            result.error = u"comes in the encoding “%1”, which was not asked for"_s.arg(QString::fromLatin1(name));
        }
    }
    if (!result.error.isEmpty())
        result.body.clear();
    return result;
}

} // namespace doorbuster
