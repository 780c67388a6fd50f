// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/samplescopy.h"

#include "core/text/gzip.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <zlib.h>

#include <array>
#include <new>
#include <string>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr qint64 pieceSize = 1024 * 1024;
constexpr int gzipWindow = 15 + 16; // zlib: the largest window, with gzip's header
constexpr int gzipLevel = 6;

/// Unpacks gzip members in a row, given in pieces.
class Unpacker {
public:
    Unpacker()
    {
        if (inflateInit2(&m_stream, gzipWindow) != Z_OK) {
            throw std::bad_alloc(); // the arguments are right, so nothing else can be wrong
        }
    }
    ~Unpacker() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Unpacker)

    /// Hands what comes out to `take` until that says no. False where it said no, or where the data is damaged.
    template <class Take>
    bool unpack(QByteArray &piece, Take take)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(piece.data());
        m_stream.avail_in = uInt(piece.size());
        while (m_stream.avail_in > 0 || m_stream.avail_out == 0) {
            if (m_memberEnded) {
                if (m_stream.avail_in == 0) {
                    break;
                }
                inflateReset(&m_stream);
                m_memberEnded = false;
            }
            m_stream.next_out = reinterpret_cast<Bytef *>(m_out.data());
            m_stream.avail_out = uInt(m_out.size());
            const int status = inflate(&m_stream, Z_NO_FLUSH);
            if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
                m_damaged = true;
                return false;
            }
            m_memberEnded = status == Z_STREAM_END;
            if (!take(std::string_view(m_out.data(), m_out.size() - m_stream.avail_out))) {
                return false;
            }
        }
        return true;
    }

    bool isDamaged() const { return m_damaged; }
    bool isAtEnd() const { return m_memberEnded; }

private:
    z_stream m_stream{};
    std::array<char, 256 * 1024> m_out{};
    bool m_memberEnded = false;
    bool m_damaged = false;
};

/// The target, written piece by piece and moved into place at the end.
class Target {
public:
    explicit Target(const QString &file)
        : m_file(file)
        , m_packed(file.endsWith(".gz"_L1, Qt::CaseInsensitive))
    {
    }

    bool open() { return m_file.open(QIODevice::WriteOnly); }
    bool isPacked() const { return m_packed; }

    bool writeAsIs(std::string_view bytes)
    {
        return m_file.write(bytes.data(), qint64(bytes.size())) == qint64(bytes.size());
    }

    bool write(std::string_view text)
    {
        if (!m_packed) {
            return writeAsIs(text);
        }
        m_text += text;
        return m_text.size() < std::size_t(pieceSize) || packText();
    }

    /// What is still buffered may fail to be written without QSaveFile::commit() noticing.
    bool commit() { return (m_text.empty() || packText()) && m_file.flush() && m_file.commit(); }
    void discard() { m_file.cancelWriting(); }
    SaveStatus failure() const { return {u"Cannot write %1: %2."_s.arg(m_file.fileName(), m_file.errorString())}; }

private:
    bool packText()
    {
        std::string packed;
        m_compressor.compress(m_text, packed);
        m_text.clear();
        return writeAsIs(packed);
    }

    QSaveFile m_file;
    const bool m_packed;
    GzipCompressor m_compressor{gzipLevel};
    std::string m_text;
};

} // namespace

SaveStatus copySamples(const QString &samplesFile, const QString &target, const Progress &progress)
{
    QFile source(samplesFile);
    const auto unreadable = [&source](const QString &why) {
        return SaveStatus{u"Cannot read the recorded samples %1: %2."_s.arg(source.fileName(), why)};
    };
    if (!source.open(QIODevice::ReadOnly)) {
        return unreadable(source.errorString());
    }
    const QFileInfo place(target);
    if (place.exists() && !place.isFile()) {
        return {u"Cannot write %1: it is not a file."_s.arg(target)};
    }
    Target output(target);
    if (!output.open()) {
        return output.failure();
    }
    const bool packed = isGzip(source.peek(2));
    const bool asIs = packed == output.isPacked();
    auto unpacker = packed && !asIs ? std::make_unique<Unpacker>() : nullptr;
    const double size = double(std::max<qint64>(source.size(), 1));
    for (QByteArray piece = source.read(pieceSize); !piece.isEmpty(); piece = source.read(pieceSize)) {
        const auto take = [&output](std::string_view text) { return output.write(text); };
        const bool taken = asIs ? output.writeAsIs({piece.constData(), std::size_t(piece.size())})
            : unpacker          ? unpacker->unpack(piece, take)
                                : take({piece.constData(), std::size_t(piece.size())});
        if (!taken) {
            const SaveStatus status =
                unpacker && unpacker->isDamaged() ? unreadable(u"it is damaged"_s) : output.failure();
            output.discard();
            return status;
        }
        if (!report(progress, double(source.pos()) / size)) {
            output.discard();
            return cancelledSave(target);
        }
    }
    if (source.error() != QFileDevice::NoError || (unpacker && !unpacker->isAtEnd())) {
        output.discard();
        return unreadable(source.error() != QFileDevice::NoError ? source.errorString() : u"it is cut off"_s);
    }
    return output.commit() ? SaveStatus() : output.failure();
}

} // namespace doorbuster
