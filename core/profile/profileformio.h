// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileform.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace doorbuster {

/// Reads a profile for editing: what readProfile() would refuse for its values comes as the texts that stand there, and
/// what has no place as ProfileForm::foreign. A text that is not a profile of this version (not JSON, some other file,
/// a newer format) gives a clause that says what it is, to follow the file's name: `is the result of a run, not a
/// profile`.
std::variant<ProfileForm, QString> readForm(const QByteArray &text);

/// The file's text: what is given, in the field table's order. What does not parse is written as the text that it is,
/// so that readForm() brings the same errors and texts back.
QByteArray formText(const ProfileForm &form);

/// What writing the form would lose or must not write, as a clause that names the place; nullopt = nothing.
std::optional<QString> formObstacle(const ProfileForm &form);

/// Writes formText(), so that the file is either replaced as a whole or left as it was. nullopt = saved, else a
/// sentence that names the file and the cause, which may be formObstacle()'s.
std::optional<QString> saveForm(const ProfileForm &form, const QString &file);

} // namespace doorbuster
