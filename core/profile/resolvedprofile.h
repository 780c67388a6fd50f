// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileio.h"
#include "core/profile/settingsource.h"
#include "core/profile/thresholdexpression.h"

#include <QHash>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace doorbuster {

/// All that decides what a run does. The texts are as they stood on the command line.
struct SettingInputs {
    /// The profile as loaded; its errors come first in the result. Unset = the plan's defaults.
    std::optional<ProfileLoad> base;
    QProcessEnvironment environment;
    QStringList variables; ///< each `NAME=VALUE` of `-e`; the last one of a name counts
    QStringList settings; ///< each `PATH=VALUE` of `--set`; stronger than `-e`
    QStringList
        stages; ///< each text of `--stage`: `30s:1000`, or several with commas; together they replace the stages
    /// Tells the metrics apart; needed for validation.
    MetricTypeLookup metrics;
};

/// A profile with everything that overrides it, and where each value comes from.
struct ResolvedProfile {
    Profile profile; ///< to be run only when there are no errors
    QHash<QString, SettingSource> sources; ///< by path; what is not in it is a default
    QHash<QString, QString>
        origins; ///< by path: `environment variable API_BASE`, `--set buyer.pause`, `profile x.json`
    QList<ProfileError> errors; ///< all at once, each naming its culprit
    QString file; ///< that the profile was read from; empty for none

    bool isRunnable() const { return errors.isEmpty(); }
    SettingSource sourceOf(const QString &path) const;
    /// The origin's text; `default` for what nobody set.
    QString originOf(const QString &path) const;
};

/// Lays environment, `-e`, `--set` and `--stage` over the profile, in this order, then validates the outcome and looks
/// whether every `${NAME}` of the headers is set.
///
/// `--set` takes every scalar field but secrets, and besides `tags.NAME`, `target.headers.NAME`,
/// `verification.severity.CHECK` and `thresholds.METRIC` (expressions with commas between them); an empty value takes
/// such an entry away.
ResolvedProfile resolveProfile(const SettingInputs &inputs);

/// Reads `30s:1000` or `30s:1000,1m:0`. The error names the stage that does not parse.
std::variant<QList<Stage>, QString> parseStages(QStringView text);

} // namespace doorbuster
