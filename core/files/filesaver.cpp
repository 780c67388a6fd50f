// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/filesaver.h"

#include "core/files/outputstream.h"
#include "core/text/gzip.h"

#include <QSaveFile>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int gzipLevel = 6;

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

} // namespace

SaveStatus saveFile(const QString &file, std::string_view content)
{
    std::string zipped;
    if (file.endsWith(".gz"_L1, Qt::CaseInsensitive)) {
        GzipCompressor(gzipLevel).compress(content, zipped);
        content = zipped;
    }
    if (isStream(file)) {
        return writeToStream(file, content);
    }
    QSaveFile output(file);
    if (!output.open(QIODevice::WriteOnly)) {
        return failed(output, 0);
    }
    const auto size = qint64(content.size());
    // What is still in the buffer at commit() may fail to be written without commit() noticing: a full disk would leave
    // an empty file in the place of a good one.
    errno = 0;
    if (output.write(content.data(), size) != size || !output.flush() || !output.commit()) {
        return failed(output, errno);
    }
    return {};
}

} // namespace doorbuster
