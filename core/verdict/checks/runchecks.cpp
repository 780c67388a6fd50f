// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

void checkEveryBuyerAccountedFor(const Reconciliation &books, CheckRow &row)
{
    const RunCounts &counts = books.input().counts;
    const Ledger &ledger = books.input().ledger;
    quint64 byOutcome = 0;
    for (const auto &reasons : counts.outcomes) {
        for (const quint64 count : reasons)
            byOutcome += count;
    }
    quint64 byName = 0;
    for (const auto &names : counts.requests) {
        for (const RequestTally &tally : names)
            byName += tally.requests;
    }
    auto inLedger = counts.withoutBuy;
    for (const LedgerEntry &entry : ledger)
        ++inLedger[std::size_t(entry.outcome)][std::size_t(entry.reason)];
    quint64 journeys = 0;
    for (const auto &reasons : inLedger) {
        for (const quint64 count : reasons)
            journeys += count;
    }
    if (counts.journeysStarted == 0 && ledger.empty() && byOutcome == 0 && counts.requestsIssued == 0 && byName == 0) {
        row.note = u"Nothing was started."_s;
        return;
    }
    row.expected = u"%1, %2"_s.arg(countText(qint64(counts.journeysStarted), u"journey", u"journeys"),
        countText(qint64(counts.requestsIssued), u"request", u"requests"));
    row.actual = u"%1, %2, %3"_s.arg(countText(qint64(byOutcome), u"outcome", u"outcomes"),
        numberText(qint64(journeys)) + u" in the ledger"_s, countText(qint64(byName), u"request", u"requests"));
    row.evidence.columns = {u"count"_s, u"expected"_s, u"actual"_s};
    const auto compare = [&row](const QString &what, quint64 expected, quint64 actual) {
        if (expected == actual)
            return;
        addFinding(row.evidence, {what, numberText(qint64(expected)), numberText(qint64(actual))});
        if (!row.difference)
            row.difference = double(qint64(actual) - qint64(expected));
    };
    compare(u"outcomes of journeys"_s, counts.journeysStarted, byOutcome);
    compare(u"journeys in the ledger"_s, counts.journeysStarted, journeys);
    compare(u"requests by name"_s, counts.requestsIssued, byName);

    for (std::size_t outcome = 0; outcome < outcomeCount; ++outcome) {
        for (std::size_t reason = 0; reason < outcomeReasonCount; ++reason)
            compare(
                u"%1 %2 in the ledger"_s.arg(toString(Outcome(outcome)), toString(OutcomeReason(reason))).simplified(),
                counts.outcomes[outcome][reason], inLedger[outcome][reason]);
    }
    if (row.evidence.count > 0) {
        row.verdict = CheckVerdict::Fail;
        row.note = u"The run's own counts do not agree. This is an error of Doorbuster, not of the shop."_s;
        return;
    }
    row.verdict = CheckVerdict::Pass;
    row.difference = 0;
}

void checkCompleteReading(const Reconciliation &books, CheckRow &row)
{
    const VerificationInput &input = books.input();
    const BookReadings &readings = input.books;
    row.expected = u"every list read to its end"_s;
    row.evidence.columns = {u"what"_s, u"finding"_s};
    const auto find = [&row](const QString &what, const QString &finding) {
        addFinding(row.evidence, {what, finding});
    };

    if (const QString why = books.stock().trouble(); !why.isEmpty())
        find(u"sale"_s, why);
    else if (!books.stock().remaining())
        find(u"sale"_s, u"the shop does not say how many units remain"_s);
    if (books.stock().hasMoved())
        find(u"sale"_s,
            u"the stock went from %1 to %2 while the orders were read"_s.arg(
                numberText(*readings.saleBefore->remaining), numberText(*readings.sale->remaining)));

    const AdminReading &admin = readings.admin;
    const QString adminName = admin.path.isEmpty() ? u"admin list"_s : u"admin list %1"_s.arg(admin.path);
    switch (admin.state) {
    case AdminReading::State::Complete:
        break;
    case AdminReading::State::Failed:
        find(adminName, shopText(admin.reason, 400));
        break;
    case AdminReading::State::Unstable:
        find(adminName,
            admin.reason.isEmpty() ? u"no two of %1 readings agreed"_s.arg(numberText(admin.passes))
                                   : shopText(admin.reason, 400));
        break;
    case AdminReading::State::NotOffered:
        if (input.adminListRequired)
            find(adminName, u"required by the profile, but not offered: %1"_s.arg(shopText(admin.reason, 400)));
        break;
    case AdminReading::State::NotAsked:
        if (input.adminListWanted)
            find(adminName, u"not read"_s);
        break;
    }

    for (const BuyerAccount &account : books.accounts()) {
        if (!account.asked || !input.byEmailWanted)
            continue;
        if (!account.reading || account.reading->state == EmailReading::State::NotAsked)
            find(account.email, u"not asked for"_s);
        else if (account.reading->state == EmailReading::State::Failed)
            find(account.email, shopText(account.reading->failure, 400));
    }
    if (!input.byEmailWanted && books.buyersUnread() > 0)
        find(u"orders"_s, u"neither the list by email nor the admin list was read"_s);
    for (const KnownOrder &order : books.orders()) {
        if (!order.isUndisputed())
            find(u"order %1 of %2"_s.arg(shopText(order.order->id), shopText(order.email)), order.doubt);
    }

    QStringList read;
    if (input.byEmailWanted)
        read += u"%1 of %2 by email"_s.arg(
            numberText(books.buyersAnswered()), countText(books.buyersAsked(), u"buyer", u"buyers"));
    if (books.adminComplete())
        read += u"%1 in the admin list"_s.arg(countText(qint64(admin.orders.size()), u"order", u"orders"));
    row.actual = read.join(u", "_s);

    if (readings.timedOut)
        row.note = u"The time for reading the books was over before they were read. "_s;
    else if (readings.cancelled)
        row.note = u"The reading of the books was cancelled. "_s;
    if (row.evidence.count > 0) {
        row.verdict = CheckVerdict::Inconclusive;
        row.difference = double(row.evidence.count);
        row.note += u"%1, the first: %2."_s.arg(
            countText(row.evidence.count, u"gap", u"gaps"), row.evidence.rows.front().join(u": "_s));
        return;
    }
    row.note = row.note.trimmed();
    row.verdict = CheckVerdict::Pass;
    row.difference = 0;
    const auto strange = std::ranges::count_if(
        books.orders(), [](const KnownOrder &order) { return !order.inListOf.isEmpty() && order.inOwnList; });
    if (strange > 0) {
        row.verdict = CheckVerdict::Warn;
        row.note = u"%1 shown in the lists of other buyers as well as in their own."_s.arg(
            countText(qint64(strange), u"order is", u"orders are"));
    }
}

void checkHealthyGenerator(const Reconciliation &books, CheckRow &row)
{
    const GeneratorHealth &health = books.input().health;
    const QString limit = millisecondsText(health.lagLimit);
    row.expected = u"lag p99 ≤ %1, users as planned"_s.arg(limit);
    row.evidence.columns = {u"what"_s, u"finding"_s};
    QStringList figures;
    if (health.measured())
        figures += u"lag p99 %1"_s.arg(millisecondsText(health.loopLagP99));
    if (health.timerSamples > 0)
        figures += u"timers %1"_s.arg(millisecondsText(health.timerLatenessP99));
    if (health.plannedPeak > 0)
        figures += u"%1 of %2"_s.arg(numberText(health.reachedPeak), countText(health.plannedPeak, u"user", u"users"));
    row.actual = figures.join(u", "_s);

    for (const GeneratorFault fault : health.faults(books.input().loadRanToEnd)) {
        switch (fault) {
        case GeneratorFault::LoopLag:
            addFinding(row.evidence,
                {u"event loop"_s,
                    u"lag p99 %1, at most %2"_s.arg(
                        millisecondsText(health.loopLagP99), millisecondsText(health.loopLagMax))});
            break;
        case GeneratorFault::Timers:
            addFinding(
                row.evidence, {u"timers"_s, u"late by %1 (p99)"_s.arg(millisecondsText(health.timerLatenessP99))});
            break;
        case GeneratorFault::LocalFailures:
            addFinding(row.evidence,
                {u"sockets"_s,
                    u"%1 never left this machine"_s.arg(
                        countText(qint64(health.localFailures), u"request", u"requests"))});
            break;
        case GeneratorFault::UsersMissing:
            addFinding(row.evidence,
                {u"virtual users"_s,
                    u"%1 of %2 planned were reached"_s.arg(
                        numberText(health.reachedPeak), numberText(health.plannedPeak))});
            break;
        }
    }
    if (row.evidence.count > 0) {
        row.verdict = CheckVerdict::Fail;
        QStringList reasons;
        for (const QStringList &finding : row.evidence.rows)
            reasons += finding.join(u": "_s);
        row.note =
            (health.generatorBound() ? u"This run is suspect, generator-bound: %1."_s : u"This run is suspect: %1."_s)
                .arg(reasons.join(u"; "_s));
        return;
    }
    if (!health.measured()) {
        row.note = u"The generator's lag was not measured."_s;
        return;
    }
    row.verdict = CheckVerdict::Pass;
}

} // namespace doorbuster
