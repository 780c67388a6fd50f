// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/result/runresult.h"

#include <QString>

namespace doorbuster::console {

/// The parts of a finished run's text, each ended by a line feed, or empty where there is nothing to tell. `colour`:
/// ANSI colours.

/// The line above a block. Where its figures are those of a generator-bound run it says so: they do not describe the
/// shop.
QString blockTitle(const QString &text, bool generatorBound, bool colour);

QString thresholdsBlock(const RunResult &result, bool colour); ///< as k6's
QString totalsBlock(const RunResult &result, bool colour); ///< k6's summary: custom, HTTP, execution, network
QString requestsBlock(const RunResult &result, bool colour); ///< by request name
QString failuresBlock(const RunResult &result, bool colour);
QString saleBlock(const RunResult &result, bool colour); ///< the journeys
QString verificationBlock(const RunResult &result, bool colour);
QString generatorBlock(const RunResult &result, bool colour);
QString verdictBlock(const RunResult &result, bool colour); ///< the headline and its inputs

} // namespace doorbuster::console
