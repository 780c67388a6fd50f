// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "modelbuyer.h"

#include <memory>

namespace doorbuster::model {

/// One run against one shop: what the engine would have recorded, and the truth.
struct History {
    explicit History(const Scenario &scenario);

    RunRecord run;
    VerificationInput input; ///< refers to `run`

    bool isRight() const { return run.scenario.defect == Defect::None; }
    /// A defect acted, and left a trace in what was recorded.
    bool isShown() const { return run.truth.acted > 0 && run.truth.shown > 0; }
    bool anyPurchase = false; ///< a buyer of the run has a paid order
};

std::unique_ptr<History> play(const Scenario &scenario);

} // namespace doorbuster::model
