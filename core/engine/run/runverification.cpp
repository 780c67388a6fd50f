// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/runverification.h"

#include <algorithm>
#include <utility>

namespace doorbuster {

using namespace Qt::StringLiterals;

VerificationInput verificationInput(const RunResult &run, BookReadings books)
{
    const VerificationSettings &settings = run.profile.verification;
    VerificationInput input(run.ledger);
    input.saleId = run.saleId;
    input.saleCreated = run.saleCreated;
    if (run.saleCreated)
        input.startingQuantity = run.profile.sale.startingQuantity;
    input.baseline = run.baseline;
    input.emails = run.emails;
    input.severities = settings.severity;
    input.expectNoSales = settings.expectNoSales;
    input.failures = run.failures;
    input.byEmailWanted = settings.byEmail;
    input.adminListWanted = settings.adminList != AdminList::Off;
    input.adminListRequired = settings.adminList == AdminList::On;
    input.books = std::move(books);
    input.counts = {.journeysStarted = run.journeysStarted,
        .outcomes = run.outcomes,
        .withoutBuy = run.withoutBuy,
        .requests = run.requests,
        .requestsIssued = run.requestsIssued};
    input.observations = &run.observations;
    input.startedAt = run.startedAt.toMSecsSinceEpoch();
    input.saleStartsAt = run.saleStartsAt;
    input.saleEndsAt = run.saleEndsAt;
    input.pollingInterval = run.profile.buyer.pollingInterval;
    input.totalAmount = run.profile.sale.totalAmount;
    input.fairnessTolerance = settings.fairnessTolerance;
    if (settings.starvation > 0)
        input.starvation = settings.starvation;
    input.visibilityLimit = settings.visibilityLimit;
    input.health = run.health;
    input.loadRanToEnd = run.stopCause == StopCause::None;
    input.stoppedEarly = run.stopCause == StopCause::User || run.stopCause == StopCause::Threshold
        || run.stopCause == StopCause::Internal;
    return input;
}

bool othersMayHaveBoughtSince(const VerificationReport &then, const BookReadings &now)
{
    const auto foreign = std::ranges::find(then.checks, CheckId::NoForeignOrder, &CheckRow::id);
    const bool noneBefore = foreign != then.checks.end() && foreign->verdict != CheckVerdict::Inconclusive;
    const bool asItWas = then.performed && then.remaining && now.sale && now.sale->remaining == then.remaining;
    return !noneBefore || !asItWas;
}

} // namespace doorbuster
