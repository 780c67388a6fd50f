// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <QHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// What the shop's interface knows. Trouble on its side (5xx) is no breach of it, any 2xx is read, and a limit in front
/// of it (429) is obeyed and counted as an outcome of its own.
bool isDocumented(RequestName name, int status)
{
    if ((status >= 200 && status < 300) || status >= 500 || status == 429)
        return true;
    switch (name) {
    case RequestName::Buy:
        return status == 400 || status == 409;
    case RequestName::Confirm:
        return status == 403 || status == 409;
    default:
        return false;
    }
}

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
    if (call.status == 0 || call.isInDoubt() || call.answer == CallAnswer::RateLimited) {
        ++back.unclear;
        return;
    }
    ++back.tries;
    if (call.refused())
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
        if (account.journeys.size() < 2)
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
                if (call.kind == CallKind::Buy && call.sent >= paidAt && call.status != 0)
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

} // namespace

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
            if (status == 0 || isDocumented(RequestName(name), status))
                continue;
            undocumented += qint64(count);
            addFinding(row.evidence,
                {toString(RequestName(name)).toString(),
                    u"status %1, %2"_s.arg(QString::number(status), countText(qint64(count), u"time", u"times"))});
        }
    }

    ComingBack back = comingBack(books);
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
    row.difference = double(undocumented + back.letIn);
    QStringList notes;
    if (back.letIn > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += u"%1 accepted from a buyer that had an order already."_s.arg(
            countText(back.letIn, u"buy was", u"buys were"));
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
