// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace doorbuster {

/// What is wrong with a profile or with a setting that overrides it, and where.
struct ProfileError {
    QString path; ///< `buyer.pause`, `load.stages[2].target`; empty when it concerns the whole
    QString message; ///< the problem, without the path: a clause such as "must be at least 1"
    int line = 0; ///< in the file, from 1; 0 = unknown
    QString file = {}; ///< the file it stands in; empty for a text from elsewhere
    QString
        origin; ///< who set the value, when not the file: `-e POLLING_INTERVAL=abc`, `environment variable API_BASE`

    bool operator==(const ProfileError &) const = default;
};

/// One line for a person: `smoke.json: buyer.pause (line 12): must be …`, or with an origin, `--set buyer.pause=x: …`.
QString describe(const ProfileError &error);

/// All of them, one a line.
QString describe(const QList<ProfileError> &errors);

} // namespace doorbuster
