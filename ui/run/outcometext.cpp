// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/outcometext.h"

#include <QCoreApplication>

namespace doorbuster {

namespace {

struct OutcomesWords {
    Q_DECLARE_TR_FUNCTIONS(Outcomes)
};

} // namespace

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Success:
        return OutcomesWords::tr("Bought");
    case Outcome::Failed:
        return OutcomesWords::tr("Failed");
    case Outcome::GaveUp:
        return OutcomesWords::tr("Gave up");
    case Outcome::Interrupted:
        return OutcomesWords::tr("Interrupted");
    }
    Q_UNREACHABLE();
}

QString reasonText(OutcomeReason reason)
{
    switch (reason) {
    case OutcomeReason::None:
        return {};
    case OutcomeReason::SoldOut:
        return OutcomesWords::tr("sold out");
    case OutcomeReason::Ended:
        return OutcomesWords::tr("sale ended");
    case OutcomeReason::Timeout:
        return OutcomesWords::tr("timed out");
    case OutcomeReason::HoldExpired:
        return OutcomesWords::tr("hold expired");
    case OutcomeReason::AlreadyPurchased:
        return OutcomesWords::tr("already purchased");
    case OutcomeReason::QueueUnavailable:
        return OutcomesWords::tr("queue unavailable");
    case OutcomeReason::ApiError:
        return OutcomesWords::tr("API error");
    case OutcomeReason::Network:
        return OutcomesWords::tr("network");
    case OutcomeReason::LostPlace:
        return OutcomesWords::tr("lost its place");
    case OutcomeReason::RateLimited:
        return OutcomesWords::tr("rate limited");
    case OutcomeReason::Unclear:
        return OutcomesWords::tr("unclear refusal");
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
