// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/files/savestatus.h"
#include "core/result/runresult.h"

namespace doorbuster {

/// Every chart of a run as an SVG file of its name, `latency.svg` and so on, in light colours. The folder is made where
/// only its last part is missing; older charts in it are replaced, all else stays.
SaveStatus writeCharts(const RunResult &result, const QString &folder);

} // namespace doorbuster
