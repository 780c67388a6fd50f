// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileerror.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QStringView>

#include <optional>

namespace doorbuster {

/// Whether a header of this name usually carries a credential: Authorization, Cookie, X-Api-Key, X-Auth-Token, … It
/// errs on the side of yes.
bool isSecretHeader(QStringView name);

/// Why a header cannot stand in a profile, as a clause without its value: a name or value that would break the request,
/// a header that the client sets itself, or a secret written out. A secret must come from the environment: its value
/// must hold at least one `${NAME}`, as in `Bearer ${SHOP_TOKEN}`. nullopt = fine.
std::optional<QString> headerProblem(const QString &name, const QString &value);

/// Whether the value may be written to a file and shown: false for a secret header's literal value.
bool isHeaderShowable(QStringView name, QStringView value);

/// The value for people: dots in place of a secret that was written out, else as it stands (`${NAME}` included).
QString redactedHeader(QStringView name, const QString &value);

struct ExpandedHeaders {
    QMap<QString, QString> headers; ///< what to send; holds secrets, so neither for logs nor for files
    QList<ProfileError> errors; ///< variables that are not set or do not fit, each at `target.headers.NAME`
};

/// Puts the environment's values in the place of every `${NAME}`.
ExpandedHeaders expandHeaders(const QMap<QString, QString> &headers, const QProcessEnvironment &environment);

/// The environment variables that these headers name and whose values nobody but the tester may give away, each once:
/// all but those that are made for this program (`DOORBUSTER_…`), of which the admin's password is none.
QStringList guardedVariables(const QMap<QString, QString> &headers);

/// What of the headers must not be told: the values of secret headers, and of those with something from the
/// environment. Each in whole, and in parts where a shop may quote one: what the environment gave, a token without its
/// scheme
/// ("Bearer TOKEN"), the values of cookies ("NAME=SESSION; …"). `written` as in the profile.
QStringList headerSecrets(const QMap<QString, QString> &written, const QMap<QString, QString> &expanded);

} // namespace doorbuster
