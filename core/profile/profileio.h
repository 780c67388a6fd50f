// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profile.h"
#include "core/profile/profileerror.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

#include <optional>
#include <variant>

namespace doorbuster {

/// The version of the file format that this program writes, and the newest that it reads: the member `doorbuster`.
inline constexpr int kProfileVersion = 1;
/// Larger files are refused unread.
inline constexpr qint64 kLargestProfile = 4 * 1024 * 1024;

struct ProfileLoad {
    std::optional<Profile> profile; ///< only when there are no errors
    QList<ProfileError> errors; ///< all of them, in the order of the text; at most 100 are listed
    QSet<QString> given; ///< paths of the fields that stand in the text; the others hold their defaults
    QString file; ///< empty for a text
};

/// Reads a profile: JSON with `"doorbuster": 1`. What is left out takes its default; `load.stages`, `thresholds`,
/// `outputs`, `tags`, `target.headers` and `verification.severity`, where given, replace theirs as a whole. Unknown
/// names, names given twice, wrong types, values out of range, secrets and newer versions are errors. Rules that join
/// several fields are validate()'s.
ProfileLoad readProfile(const QByteArray &text);
ProfileLoad loadProfile(const QString &file);

/// A file's bytes, or why they cannot be had, as a clause. Files beyond kLargestProfile are refused unread.
std::variant<QByteArray, QString> readProfileBytes(const QString &file);
/// The clause for those.
QString profileTooLarge();

/// The file's text: every field in the table's order. Left out are empty texts, the admin's password, and headers that
/// would write out a secret.
QByteArray profileText(const Profile &profile);

/// The same members for embedding; QJsonObject sorts its names.
QJsonObject toJson(const Profile &profile);

/// Writes profileText() so that the file is either replaced as a whole or left as it was. Refuses a profile with a
/// header that writes out a secret, since the file would not be the profile. nullopt = saved, else a sentence that
/// names the file and the cause.
std::optional<QString> saveProfile(const Profile &profile, const QString &file);

/// The kinds that an output may have: json, csv, junit, html, charts.
const QStringList &outputKinds();

} // namespace doorbuster
