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

[[nodiscard]] TlsSettings tlsSettingsFor(const TransportOptions &options);

} // namespace doorbuster
