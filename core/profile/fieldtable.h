// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/field.h"

#include <QList>
#include <QStringList>
#include <QStringView>

#include <cstddef>

namespace doorbuster {

/// Every field of a profile, once, in the order in which files are written and forms are laid out. Load, save, the
/// command line, the environment, the form and the documentation all read this.
const QList<Field> &fieldTable();

/// The row at `path`, structured parts included; null when there is none.
const Field *fieldAt(QStringView path);

/// The row that an environment variable sets; null when none does.
const Field *fieldOfVariable(QStringView variable);

/// The texts by name behind a structured part: headers, severities, tags. Null for everything else.
QMap<QString, QString> *textsAt(Profile &profile, QStringView path);
const QMap<QString, QString> *textsAt(const Profile &profile, QStringView path);

QStringList fieldPaths();
/// Whether fields lie under `path`, as under `buyer` or `sale.admin`.
bool isFieldGroup(QStringView path);
/// `; did you mean buyer.pause?` for a path that is not in the table, or nothing when none is near.
QString fieldSuggestion(QStringView unknownPath);
/// The variables that set a field, in the table's order.
QStringList fieldVariables();

/// The largest number of virtual users that a plan may ask for.
inline constexpr int kMostVirtualUsers = 1'000'000;
/// The longest list of stages that is read.
inline constexpr std::size_t kMostStages = 1000;

/// What a stage's duration and target accept: rows like those of the table, at `duration` and `target`, for readers and
/// for the columns of a stage editor.
const Field &stageDurationField();
const Field &stageTargetField();
/// The same for the parts of a threshold rule.
const Field &thresholdAbortField();
const Field &thresholdDelayField();

} // namespace doorbuster
