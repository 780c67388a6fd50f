// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/filesaver.h"

#include "core/files/outputstream.h"
#include "core/text/gzip.h"

#include <QSaveFile>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int gzipLevel = 6;
/// Between two looks at the progress: some 100 ms of compressing.
constexpr std::size_t pieceSize = 4 * 1024 * 1024;
/// Of the work on a file that is compressed.
constexpr double shareOfCompressing = 0.9;

/// `error` is the system's, taken right after the failure: Qt forgets that of a flush.
SaveStatus failed(const QFileDevice &output, int error)
{
    const bool isKnown = output.error() != QFileDevice::NoError && output.error() != QFileDevice::UnspecifiedError;
    const QString reason = isKnown || error == 0 ? output.errorString() : qt_error_string(error);
    return {u"Cannot write %1: %2."_s.arg(output.fileName(), reason)};
}

SaveStatus writeToStream(const QString &file, std::string_view content)
{
    OutputStream output(file);
    const SaveStatus opened = output.open();
    return opened.ok() ? output.write(content, OutputStream::Clock::now() + outputPatience) : opened;
}

/// In members of pieceSize; false where it was cancelled.
bool compress(std::string_view content, std::string &zipped, const Progress &progress)
{
    GzipCompressor compressor(gzipLevel);
    std::size_t done = 0;
    do {
        compressor.compress(content.substr(done, pieceSize), zipped);
        done = std::min(done + pieceSize, content.size());
        if (!report(progress, double(done) / double(std::max<std::size_t>(content.size(), 1)))) {
            return false;
        }
    } while (done < content.size());
    return true;
}

bool writeAll(QIODevice &output, std::string_view content, const Progress &progress, bool &cancelled)
{
    for (std::size_t done = 0; done < content.size();) {
        const std::string_view piece = content.substr(done, pieceSize);
        if (output.write(piece.data(), qint64(piece.size())) != qint64(piece.size())) {
            return false;
        }
        done += piece.size();
        cancelled = !report(progress, double(done) / double(content.size()));
        if (cancelled) {
            return false;
        }
    }
    return true;
}

} // namespace

SaveStatus saveFile(const QString &file, std::string_view content, const Progress &progress)
{
    std::string zipped;
    const bool isCompressed = file.endsWith(".gz"_L1, Qt::CaseInsensitive);
    if (isCompressed) {
        if (!compress(content, zipped, partOf(progress, 0, shareOfCompressing))) {
            return cancelledSave(file);
        }
        content = zipped;
    }
    if (isStream(file)) {
        return writeToStream(file, content);
    }
    QSaveFile output(file);
    if (!output.open(QIODevice::WriteOnly)) {
        return failed(output, 0);
    }
    bool cancelled = false;
    // What is still in the buffer at commit() may fail to be written without commit() noticing: a full disk would leave
    // an empty file in the place of a good one.
    errno = 0;
    const bool written =
        writeAll(output, content, partOf(progress, isCompressed ? shareOfCompressing : 0, 1), cancelled);
    if (cancelled) {
        return cancelledSave(file); // nothing was committed, so what was there before is still there
    }
    if (!written || !output.flush() || !output.commit()) {
        return failed(output, errno);
    }
    return {};
}

} // namespace doorbuster
