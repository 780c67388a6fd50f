// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/text/progress.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>

namespace doorbuster {

/// Makes gzip members. Members in a row are one valid gzip file, so that what was written in pieces is valid after each
/// of them. Keeps its working memory; not thread-safe.
class GzipCompressor {
public:
    explicit GzipCompressor(int level); ///< zlib's 1 (fast) … 9 (small)
    ~GzipCompressor();
    Q_DISABLE_COPY_MOVE(GzipCompressor)

    /// Appends one complete member to `out`.
    void compress(std::string_view data, std::string &out);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

/// Whether the data begins as gzip does.
bool isGzip(QByteArrayView data);

struct Unzipped {
    QByteArray data;
    QString error; ///< empty when all went well; then `data` is whole. No file name in it
    bool cancelled = false; ///< by `progress`; then there is an error as well
};
/// Unpacks all members. More than `limit` bytes are an error, found before they take memory; so is a missing end.
Unzipped gunzip(QByteArrayView compressed, qsizetype limit, const Progress &progress = {});

} // namespace doorbuster
