// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/run/runfigures.h"

#include <QString>

namespace doorbuster {

/// What can be said of a run's verdict at this moment, from across the room.
struct VerdictSoFar {
    enum class Tone { Neutral, Good, Warning, Bad };

    Tone tone = Tone::Neutral;
    QString word; ///< with its sign: "✓ on track"
    QString detail;
};

/// While a run goes on it is "on track" only as long as nothing speaks against it, and never a pass: that word is the
/// verification's. A finished run is a pass only where the books, the thresholds and the generator agree.
VerdictSoFar verdictSoFar(const RunFigures &figures);

} // namespace doorbuster
