// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/text/progress.h"

#include <QString>

namespace doorbuster {

/// Copies recorded k6 lines piece by piece, however many there are, packing or unpacking them on the way: the source is
/// told by its content, the target by its name (".gz"). What was at the target survives every failure. Blocks; any
/// thread.
SaveStatus copySamples(const QString &samplesFile, const QString &target, const Progress &progress);

} // namespace doorbuster
