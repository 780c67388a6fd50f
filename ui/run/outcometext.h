// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/outcome.h"

#include <QString>

namespace doorbuster {

QString outcomeText(Outcome outcome); ///< "Bought", "Failed", …
QString reasonText(OutcomeReason reason); ///< "sold out", …; empty for None

} // namespace doorbuster
