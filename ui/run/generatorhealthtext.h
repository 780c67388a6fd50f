// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/metrics/generatorhealth.h"

#include <QStringList>

namespace doorbuster {

/// How the generator itself does, in one word and its reasons.
struct GeneratorState {
    enum class Kind {
        NotMeasured,
        Healthy,
        Suspect, ///< something is amiss, but the times still describe the shop
        Bound, ///< the times no longer describe the shop
    };

    Kind kind = Kind::NotMeasured;
    QStringList reasons; ///< sentences without a full stop
};

GeneratorState generatorState(const GeneratorHealth &health, bool loadRanToEnd);
/// "healthy", "generator-bound", …
QString toText(GeneratorState::Kind kind);

} // namespace doorbuster
