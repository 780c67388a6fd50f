// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <string>

namespace doorbuster {

/// Appends the result as one JSON document, as result files hold it.
void writeResult(const RunResult &result, std::string &out);

} // namespace doorbuster
