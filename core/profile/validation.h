// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/profile/profileerror.h"
#include "core/profile/thresholdexpression.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace doorbuster {

/// Every reason why a profile cannot be run: each field's own limits, and the rules that join fields (the plan, the
/// address, emails, thresholds, outputs, tags, headers). All at once, in the order of the field table. `metrics` tells
/// which metrics there are. It looks at the file system for the files of target only.
QList<ProfileError> validate(const Profile &profile, const MetricTypeLookup &metrics);

/// What a valid profile may do but is seldom meant to, as sentences; usually none. For those who are about to run it.
QStringList remarksOn(const Profile &profile);

/// Why a threshold cannot be judged, as a clause: unknown metric or tag, broken expression, an aggregation that the
/// metric's type has not. `extraTags` are tags besides systemTags(), the profile's own. For the editor of one row.
std::optional<QString> thresholdProblem(
    const QString &metric, const QString &expression, const MetricTypeLookup &metrics, const QStringList &extraTags);

/// The tags that the program itself puts on samples: `name`, `method`, `status`, …
const QStringList &systemTags();

} // namespace doorbuster
