// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSslConfiguration>
#include <QString>

namespace doorbuster {

struct TransportOptions;

/// How https connections of one manager are secured.
struct TlsSettings {
    QSslConfiguration configuration;
    QString problem; ///< why no https request can be made, as a sentence; empty if all is well
};

/// What to add to \a failure, an error that ended a TLS connection before any answer, where it is, or may be, about a
/// client certificate: names the setting. Empty otherwise.
[[nodiscard]] QString clientCertificateHint(const QString &failure, bool hasClientCertificate);

[[nodiscard]] TlsSettings tlsSettingsFor(const TransportOptions &options);

} // namespace doorbuster
