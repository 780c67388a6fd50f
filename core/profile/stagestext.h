// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileform.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <variant>

namespace doorbuster {

/// Reads stages as people have them on the clipboard: lines of a spreadsheet (tabs, semicolons, commas or spaces,
/// quotes allowed; a heading and further columns do not matter), `30s:1000,1m:0` as on the command line, or the stages
/// of a k6 script or of a profile (`{ duration: '30s', target: 1000 }`, JSON or JavaScript). The cells are kept as they
/// are, so that one that does not parse shows as such. A text without any stage gives a sentence.
std::variant<QList<FormRow>, QString> stagesFromText(QStringView text);

/// `Ramp to 1,000`, `Hold`, `Ramp down`, `Jump to 50`: what a stage does that begins at `from` virtual users.
QString stageDescription(const Stage &stage, int from);

} // namespace doorbuster
