// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QString>

namespace doorbuster {

struct Origin;

/// What many requests have in common, checked and written out once: method, origin, path prefix and headers. Made by
/// BuyersAccessManager::prepare(); valid as long as that manager.
struct RequestTemplate {
    QNetworkAccessManager::Operation operation = QNetworkAccessManager::GetOperation;
    QNetworkRequest request; ///< its URL is what the targets go behind
    Origin *origin = nullptr;
    QByteArray start; ///< "GET /prefix"
    QByteArray rest; ///< " HTTP/1.1" and all header lines but Content-Length
    QString refusal; ///< why none of them can be sent, as a sentence; empty where they can
};

} // namespace doorbuster
