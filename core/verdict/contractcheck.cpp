// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks.h"
#include "core/verdict/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// What the shop's interface knows. Trouble on its side (5xx) is no breach of it, and any 2xx is read.
bool isDocumented(RequestName name, int status)
{
    if ((status >= 200 && status < 300) || status >= 500)
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

    // Only where an email has several journeys can its buyer come back after an order.
    qint64 cameBack = 0;
    qint64 soldAgain = 0;
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
                if (call.kind != CallKind::Buy || call.sent < paidAt || call.status == 0 || call.isInDoubt())
                    continue;
                ++cameBack;
                if (call.refused())
                    continue;
                ++soldAgain;
                if (!row.evidence.worst && row.evidence.rows.size() < Evidence::limit)
                    row.evidence.worst = row.evidence.rows.size();
                addFinding(row.evidence,
                    {account.email,
                        u"had its order at %1, and was let into the queue again at %2"_s.arg(
                            runTimeText(paidAt), runTimeText(call.ended))});
            }
        }
    }

    if (answers == 0 && cameBack == 0) {
        row.note = u"The shop answered nothing."_s;
        return;
    }
    row.actual = countText(answers, u"answer", u"answers");
    if (cameBack > 0)
        row.actual += u", %1 after an order"_s.arg(countText(cameBack, u"buy", u"buys"));
    row.verdict = CheckVerdict::Pass;
    row.difference = double(undocumented + soldAgain);
    QStringList notes;
    if (soldAgain > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += u"%1 accepted from a buyer that had an order already."_s.arg(
            countText(soldAgain, u"buy was", u"buys were"));
    }
    if (undocumented > 0) {
        worsen(row, CheckVerdict::Fail);
        notes += u"%1 a status that the interface does not know."_s.arg(
            countText(undocumented, u"answer had", u"answers had"));
    }
    if (cameBack == 0)
        notes += u"No buyer came back after its order."_s;
    row.note = notes.join(u' ');
}

} // namespace doorbuster
