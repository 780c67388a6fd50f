// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/manager/transportoptions.h"
#include "core/transport/wire/wire.h"

#include <QNetworkProxy>
#include <QUrl>

#include <optional>

namespace doorbuster {

/// What Qt's own manager is to be given so that it can dial no other address than one the policy allows: it resolves
/// names by itself, at a time of its own, and does not report what it dials. So a name that the user did not agree to
/// is replaced by its address, and a proxy likewise; one that the user agreed to by name stays, wherever it leads.
struct StockTarget {
    QUrl url;
    QNetworkProxy proxy; ///< always explicit
    bool isPinned = false; ///< the URL's host is an address now; Host header and certificate are for the name
    std::optional<Failure> refusal; ///< nothing may be sent
};

/// \a proxy is the one that the manager would take by itself.
[[nodiscard]] StockTarget agreedTarget(const QUrl &url, const QNetworkProxy &proxy, const TransportOptions &options);

/// The proxy that Qt takes for \a url where none is set: that of the system or the environment. May look up
/// the system's settings.
[[nodiscard]] QNetworkProxy defaultProxyFor(const QUrl &url);
[[nodiscard]] bool isProxy(const QNetworkProxy &proxy);

} // namespace doorbuster
