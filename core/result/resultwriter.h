// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"
#include "core/text/progress.h"

#include <string>

namespace doorbuster {

/// Appends the result as one JSON document, as result files hold it. False where `progress` asked to give up; then the
/// document is not complete.
bool writeResult(const RunResult &result, std::string &out, const Progress &progress = {});

} // namespace doorbuster
