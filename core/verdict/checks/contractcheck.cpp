// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <QHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// What happened to buyers that tried to buy once more after their order.
struct ComingBack {
    qint64 tries = 0; ///< that the shop let in or refused
    qint64 letIn = 0;
    qint64 ordered = 0; ///< of them: with a confirm answered 200 once more
    qint64 unclear = 0; ///< whose answer does not tell
    WeighedFindings findings;
};

void judgeBuy(const BuyerCall &call, const QString &email, qint64 paidAt, ComingBack &back)
{
    if (call.meaning == Meaning::NoAnswer || call.isInDoubt() || call.meaning == Meaning::RateLimited) {
        ++back.unclear;
        return;
    }
    ++back.tries;
    if (call.isRefused())
        return;
    ++back.letIn;
    back.findings.add(1,
        {email,
            u"had its order at %1, and was let into the queue again at %2"_s.arg(
                runTimeText(paidAt), runTimeText(call.ended))});
}

/// Buyers of several journeys under one email, and those of the sample, whose tries are no journeys.
ComingBack comingBack(const Reconciliation &books)
{
    ComingBack back;
    for (const BuyerAccount &account : books.accounts()) {
        if (account.journeys.size() < 2 || books.mayBuyAgain(account))
            continue;
        qint64 paidAt = LedgerEntry::never;
        for (const LedgerEntry *journey : account.journeys) {
            if (journey->confirmState == ConfirmState::Confirmed
                && (paidAt == LedgerEntry::never || journey->confirmed < paidAt))
                paidAt = journey->confirmed;
        }
        if (paidAt == LedgerEntry::never)
            continue;
        for (const LedgerEntry *journey : account.journeys) {
            for (const BuyerCall &call : journey->calls.calls()) {
                if (call.kind == CallKind::Buy && call.sent >= paidAt && call.meaning != Meaning::NoAnswer)
                    judgeBuy(call, account.email, paidAt, back);
            }
        }
    }
    const auto probes = books.probes();
    if (probes.empty())
        return back;
    QHash<std::pair<quint32, quint32>, qint64> paidAt;
    for (const LedgerEntry &entry : books.input().ledger) {
        if (entry.confirmState == ConfirmState::Confirmed)
            paidAt.insert({entry.vu, entry.iteration}, entry.confirmed);
    }
    for (const BuyerProbe &probe : probes) {
        const QString email = books.input().emails.email(probe.vu, probe.iteration);
        if (const BuyerAccount *account = books.accountOf(email); account && books.mayBuyAgain(*account))
            continue;
        for (const BuyerCall &call : probe.calls.calls()) {
            if (call.kind == CallKind::Buy)
                judgeBuy(call, email, paidAt.value({probe.vu, probe.iteration}), back);
        }
        if (probe.confirmState != ConfirmState::Confirmed)
            continue;
        ++back.ordered;
        back.findings.add(2, {email, u"was confirmed once more, as order %1"_s.arg(shopText(probe.orderId))});
    }
    return back;
}

/// Buyers that were told, with a refusal, of an order that is not theirs.
qint64 findFalseClaims(const Reconciliation &books, WeighedFindings &findings)
{
    if (!books.input().observations || !books.absenceIsCertain())
        return 0;
    QHash<std::pair<quint32, quint32>, const LedgerEntry *> journeys;
    if (!books.input().observations->claims.empty()) {
        for (const LedgerEntry &entry : books.input().ledger)
            journeys.insert({entry.vu, entry.iteration}, &entry);
    }
    qint64 count = 0;
    for (const OrderClaim &claim : books.input().observations->claims) {
        const LedgerEntry *entry = journeys.value({claim.vu, claim.iteration});
        if (!entry || !books.hasAllOrdersOf(*entry) || books.hasAnyOrder(*entry)
            || entry->confirmState == ConfirmState::Confirmed || entry->confirmState == ConfirmState::InDoubt)
            continue;
        ++count;
        const KnownOrder *order = claim.orderId.isEmpty() ? nullptr : books.orderById(claim.orderId);
        findings.add(3,
            {books.emailOf(*entry),
                order ? u"told at %1 that it has bought, with order %2, which is of %3"_s.arg(
                            runTimeText(claim.answered), shopText(claim.orderId), shopText(order->email))
                      : u"told at %1 that it has bought, but has no order"_s.arg(runTimeText(claim.answered))});
    }
    return count;
}

} // namespace

/// Fails only if a status came that the interface does not know, a buyer with an order was let in again, or one without
/// any, by whole lists, was refused as if it had one.
void checkStatusContract(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"documented statuses only, no second sale to a buyer"_s;
    row.evidence.columns = {u"what"_s, u"finding"_s};
    qint64 answers = 0;
    qint64 undocumented = 0;
    const auto &load = books.input().counts.requests[std::size_t(RunGroup::Load)];
    for (std::size_t name = 0; name < requestNameCount; ++name) {
        for (const auto &[status, count] : load[name].byStatus) {
            answers += qint64(count);
        }
        for (const auto &[status, count] : load[name].undocumented) {
            undocumented += qint64(count);
            addFinding(row.evidence,
                {toString(RequestName(name)).toString(),
                    u"status %1, %2"_s.arg(QString::number(status), countText(qint64(count), u"time", u"times"))});
        }
    }

    ComingBack back = comingBack(books);
    const qint64 falseClaims = findFalseClaims(books, back.findings);
    back.findings.moveTo(row.evidence);
    if (answers == 0 && back.tries == 0) {
        row.note = u"The shop answered nothing."_s;
        return;
    }
    row.actual = countText(answers, u"answer", u"answers");
    if (back.tries > 0)
        row.actual += u"; %1 to buy again after an order, %2 let in"_s.arg(
            countText(back.tries, u"try", u"tries"), numberText(back.letIn));
    row.verdict = CheckVerdict::Pass;
    row.difference = double(undocumented + back.letIn + falseClaims);
    QStringList notes;
    if (back.letIn > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += u"%1 accepted from a buyer that had an order already."_s.arg(
            countText(back.letIn, u"buy was", u"buys were"));
    }
    if (falseClaims > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += u"%1 refused as having bought already."_s.arg(
            countText(falseClaims, u"buyer without an order was", u"buyers without an order were"));
    }
    if (back.ordered > 0)
        notes += u"%1 so to a confirmed order once more."_s.arg(countText(back.ordered, u"buyer came", u"buyers came"));
    if (undocumented > 0) {
        worsen(row, CheckVerdict::Fail);
        notes += u"%1 a status that the interface does not know."_s.arg(
            countText(undocumented, u"answer had", u"answers had"));
    }
    if (back.unclear > 0)
        notes += u"%1 to buy again got no answer that tells."_s.arg(countText(back.unclear, u"try", u"tries"));
    if (back.tries + back.unclear == 0)
        notes += u"No buyer came back after its order."_s;
    row.note = notes.join(u' ');
}

} // namespace doorbuster
