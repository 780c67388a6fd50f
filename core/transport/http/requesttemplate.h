// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QString>

namespace doorbuster {

struct Origin;

/// How long the body of an answer may be, in bytes, where a request allows another length than usual; a qlonglong.
inline constexpr auto bodyLimitAttribute = QNetworkRequest::Attribute(QNetworkRequest::User + 2);

/// What many requests have in common, checked and written out once: method, origin, path prefix and headers. Made by
/// BuyersAccessManager::prepare(); valid as long as that manager.
struct RequestTemplate {
    QNetworkAccessManager::Operation operation = QNetworkAccessManager::GetOperation;
    QNetworkRequest request; ///< its URL is what the targets go behind
    Origin *origin = nullptr;
    qsizetype bodyLimit = 0; ///< bytes of an answer's body
    QByteArray start; ///< "GET /prefix"
    QByteArray rest; ///< " HTTP/1.1" and all header lines but Content-Length
    QString refusal; ///< why none of them can be sent, as a sentence; empty where they can
};

} // namespace doorbuster
