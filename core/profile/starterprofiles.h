// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileio.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace doorbuster {

/// A profile that ships with the program.
struct StarterProfile {
    QString id; ///< `smoke`
    QString title; ///< `Smoke`
    QString description; ///< one line: how many buyers, how long
};

/// In the order in which they are offered; the first is the test plan's.
const QList<StarterProfile> &starterProfiles();

/// Loads one by its id, as loadProfile() does. An unknown id is an error that lists the ids.
ProfileLoad loadStarterProfile(const QString &id);

} // namespace doorbuster
