// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/charts/chartdata.h"
#include "core/metrics/outcome.h"

#include <optional>
#include <span>

namespace doorbuster {

/// The ends of journeys as the outcomes chart tells them apart: as many as there are colours. Each band's name begins
/// with a sign of its own, so that colour is not the only one.
struct OutcomeBand {
    QStringView id;
    QStringView name; ///< "✓ bought"
    ChartTint tint;
};

/// Bottom to top.
std::span<const OutcomeBand> outcomeBands();
/// Index into outcomeBands() of a journey's end. Every end has one.
std::size_t outcomeBandOf(Outcome outcome, OutcomeReason reason);

} // namespace doorbuster
