// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/transport/wire/dialpolicy.h"

#include <QString>

namespace doorbuster {

/// Looks a name up, which may take seconds. For asking the user beforehand: what may be dialled is decided where it is
/// (see DialPolicy), since a name may lead elsewhere by then. A name that is Unknown fails in the set-up, which says
/// so.
HostReach reachOf(const QString &host);

} // namespace doorbuster
