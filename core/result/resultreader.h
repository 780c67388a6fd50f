// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "core/text/jsonfields.h"
#include "core/text/progress.h"

namespace doorbuster {

/// Reads what writeResult() wrote, in this version or an earlier one (the file's `doorbusterResult`). Check the log:
/// only where it is empty is the result to be used. Absent where `progress` asked to give up.
std::optional<RunResult> readResult(
    simdjson::dom::element document, int version, ReadLog &log, const Progress &progress = {});

} // namespace doorbuster
