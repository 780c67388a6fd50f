// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/outcometext.h"

#include <QCoreApplication>

namespace doorbuster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Outcomes", text);
}

} // namespace

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Success:
        return tr("Bought");
    case Outcome::Failed:
        return tr("Failed");
    case Outcome::GaveUp:
        return tr("Gave up");
    case Outcome::Interrupted:
        return tr("Interrupted");
    }
    Q_UNREACHABLE();
}

QString reasonText(OutcomeReason reason)
{
    switch (reason) {
    case OutcomeReason::None:
        return {};
    case OutcomeReason::SoldOut:
        return tr("sold out");
    case OutcomeReason::Ended:
        return tr("sale ended");
    case OutcomeReason::Timeout:
        return tr("timed out");
    case OutcomeReason::HoldExpired:
        return tr("hold expired");
    case OutcomeReason::AlreadyPurchased:
        return tr("already purchased");
    case OutcomeReason::QueueUnavailable:
        return tr("queue unavailable");
    case OutcomeReason::ApiError:
        return tr("API error");
    case OutcomeReason::Network:
        return tr("network");
    case OutcomeReason::LostPlace:
        return tr("lost its place");
    case OutcomeReason::RateLimited:
        return tr("rate limited");
    case OutcomeReason::Unclear:
        return tr("unclear refusal");
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
