// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/files/filesaver.h"

#include "core/files/outputstream.h"
#include "core/text/gzip.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int gzipLevel = 6;

SaveStatus failed(const QFileDevice &output)
{
    return {u"Cannot write %1: %2."_s.arg(output.fileName(), output.errorString())};
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
        return failed(output);
    }
    const auto size = qint64(content.size());
    // What is still in the buffer at commit() may fail to be written without commit() noticing: a full disk would leave
    // an empty file in the place of a good one.
    if (output.write(content.data(), size) != size || !output.flush() || !output.commit()) {
        return failed(output);
    }
    return {};
}

} // namespace doorbuster
