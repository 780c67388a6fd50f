// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/filesaver.h"

#include "core/report/gzip.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int gzipLevel = 6;

} // namespace

SaveStatus saveFile(const QString &file, std::string_view content)
{
    QSaveFile output(file);
    const auto failed = [&] { return SaveStatus{u"Cannot write %1: %2."_s.arg(file, output.errorString())}; };
    if (!output.open(QIODevice::WriteOnly)) {
        return failed();
    }
    std::string zipped;
    if (file.endsWith(".gz"_L1, Qt::CaseInsensitive)) {
        GzipCompressor(gzipLevel).compress(content, zipped);
        content = zipped;
    }
    if (output.write(content.data(), qint64(content.size())) != qint64(content.size()) || !output.commit()) {
        return failed();
    }
    return {};
}

} // namespace doorbuster
