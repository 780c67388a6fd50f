// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/jsonfields.h"
#include "core/report/runresult.h"

namespace doorbuster {

/// Reads what writeResult() wrote. Check the log: only where it is empty is the result to be used.
RunResult readResult(simdjson::dom::element document, ReadLog &log);

} // namespace doorbuster
