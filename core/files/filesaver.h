// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/text/progress.h"

#include <QString>

#include <string_view>

namespace doorbuster {

/// Writes a whole file, compressed where its name ends in ".gz": beside it first, then moved into its place, so that
/// what was there before survives every failure. A stream (see isStream()) is written to as it stands; it is given up
/// where it takes longer than outputPatience.
SaveStatus saveFile(const QString &file, std::string_view content, const Progress &progress = {});

} // namespace doorbuster
