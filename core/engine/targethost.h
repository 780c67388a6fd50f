// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace doorbuster {

/// How far away the machine is that a run would load.
enum class HostReach {
    Loopback,
    Private, ///< a private or link-local network
    Public, ///< at least one of its addresses is neither: somebody's shop may go down
    Unknown, ///< the name does not resolve; the run will fail in its set-up and say so
};

/// Looks a name up, which may take seconds. A run may only aim at a Public host after its user said so.
HostReach reachOf(const QString &host);

} // namespace doorbuster
