// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace doorbuster {

/// What a file that is opened or dropped holds, told by its content.
enum class FileKind { Profile, Result };

/// Looks at the file's beginning only; what cannot be read or is neither counts as a profile, whose reader then says
/// what is wrong with it.
FileKind fileKindOf(const QString &file);

} // namespace doorbuster
