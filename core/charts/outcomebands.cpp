// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/charts/outcomebands.h"

#include <array>

namespace doorbuster {

namespace {

enum Band : std::size_t { Bought, SoldOut, SaleEnded, TimedOut, HoldExpired, Refused, Failed, Interrupted, BandCount };

constexpr std::array<OutcomeBand, BandCount> bands{{
    {u"bought", u"✓ bought", ChartTint::Green},
    {u"soldOut", u"○ sold out", ChartTint::Sky},
    {u"ended", u"◇ sale ended", ChartTint::Blue},
    {u"timeout", u"△ timed out", ChartTint::Orange},
    {u"holdExpired", u"▽ hold expired", ChartTint::Pink},
    {u"refused", u"□ refused", ChartTint::Vermilion},
    {u"error", u"✕ error", ChartTint::Fail},
    {u"interrupted", u"– interrupted", ChartTint::Secondary},
}};

} // namespace

std::span<const OutcomeBand> outcomeBands()
{
    return bands;
}

std::size_t outcomeBandOf(Outcome outcome, OutcomeReason reason)
{
    if (outcome == Outcome::Success) {
        return Bought;
    }
    if (outcome == Outcome::Interrupted) {
        return Interrupted;
    }
    switch (reason) {
    case OutcomeReason::SoldOut:
        return SoldOut;
    case OutcomeReason::Ended:
        return SaleEnded;
    case OutcomeReason::Timeout:
        return TimedOut;
    case OutcomeReason::HoldExpired:
        return HoldExpired;
    case OutcomeReason::AlreadyPurchased:
    case OutcomeReason::QueueUnavailable:
    case OutcomeReason::LostPlace:
    case OutcomeReason::RateLimited:
    case OutcomeReason::Unclear:
        return Refused;
    case OutcomeReason::None:
    case OutcomeReason::ApiError:
    case OutcomeReason::Network:
        return Failed;
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
