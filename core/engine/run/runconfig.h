// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/profile/profileerror.h"
#include "core/result/runjournal.h"
#include "core/shop/compiled/compiledshop.h"

#include <QList>
#include <QMap>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

class QProcessEnvironment;

namespace doorbuster {

/// All that a run needs to know before it starts. The profile is valid (see core/profile).
struct RunConfig {
    Profile profile;
    QMap<QString, QString> sources; ///< where a field's value came from, by path; for the record
    QMap<QString, QString> headers; ///< of target.headers, with environment variables filled in; may hold secrets
    QStringList allowedHosts; ///< public hosts that the user agreed to: nothing else public is dialled
    QString practiceDefect; ///< of the practice shop that is aimed at; empty for a real one
    std::vector<std::shared_ptr<RunJournal>> journals; ///< that follow the run; none of them is null
    std::optional<quint32> seed; ///< for the jitter; unset takes one at random
    std::shared_ptr<const CompiledShop> shop = CompiledShop::flashSale(); ///< that profile.target.shop names
    QStringList shopSecrets; ///< of the environment, that the shop's calls carry

    /// Whether a journal wants each single sample.
    bool wantsSamples() const;
};

/// Loads the shop that a profile names, with what it asks for filled in, and makes the path of a file in it absolute, so
/// that a saved run can be verified from elsewhere. `folder` is that of the profile. Sentences where it cannot be used.
QStringList loadShopOf(RunConfig &config, const QString &folder, const QProcessEnvironment &environment);

struct RunResult;

struct VerificationConfig {
    RunConfig config;
    QList<ProfileError> errors; ///< variables that its headers name and the environment lacks; then nothing can be sent
};

/// What it takes to verify a finished run again: its profile, the shop that it was aimed at, and from the environment
/// what no file holds, the headers' secrets and the admin's password.
VerificationConfig verificationConfig(const RunResult &result, const QProcessEnvironment &environment);

} // namespace doorbuster
