// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks.h"
#include "core/verdict/checktext.h"
#include "core/verdict/unmetdemand.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr QStringView othersMayHold = u"It is an existing sale: what is left may be held by buyers of others.";

/// Why those who waited may have done so while nobody is served, before the sale or after it; empty where that is
/// known.
QString saleTimeTrouble(const Reconciliation &books)
{
    const VerificationInput &input = books.input();
    return input.saleStartsAt || input.saleEndsAt ? books.saleWindow().trouble : QString();
}

void listWaiting(const Reconciliation &books, CheckRow &row, const UnmetDemand &unmet)
{
    row.evidence.columns = {u"buyer"_s, u"joined"_s, u"last seen waiting"_s, u"waited"_s};
    qint64 longest = 0;
    for (const QueueStay *stay : unmet.waiting) {
        const qint64 waited = stay->lastQueued - stay->joined.to;
        if (waited > longest && row.evidence.rows.size() < Evidence::limit) {
            longest = waited;
            row.evidence.worst = row.evidence.rows.size();
        }
        addFinding(row.evidence,
            {books.emailOf(*stay->entry), runTimeText(stay->joined.to), runTimeText(stay->lastQueued),
                secondsText(nanoseconds(waited))});
    }
}

/// Since when there had been no sign of a hold while these waited for one.
qint64 waitingSince(const UnmetDemand &unmet, const Grants &grants)
{
    qint64 joined = std::numeric_limits<qint64>::max();
    for (const QueueStay *stay : unmet.waiting)
        joined = std::min(joined, stay->joined.to);
    return std::max(joined, grants.last);
}

/// Whether units of holds that ran out surely did not come back: then the row says so. Else it says why that cannot be
/// told.
bool judgeStandstill(const Reconciliation &books, CheckRow &row)
{
    if (!books.input().saleCreated) {
        row.note = othersMayHold.toString();
        return false;
    }
    if (!books.remaining() || books.input().stoppedEarly) {
        row.note = books.remaining() ? u"The run was stopped before it could show."_s
                                     : u"It is not known how many units remain."_s;
        return false;
    }
    if (const QString why = saleTimeTrouble(books); !why.isEmpty()) {
        row.note = u"It is not known by which clock the sale ran. "_s + why;
        return false;
    }
    const Grants grants = grantsOf(books.queue());
    const qint64 longEnough = grants.standstill(2 * nanoseconds(books.input().pollingInterval).count());
    const qint64 since = grants.last + longEnough;
    const UnmetDemand unmet =
        unmetDemand(books, {.since = since, .standstill = since, .freeFor = longEnough, .anyOrder = true});
    const qint64 still = unmet.moment - waitingSince(unmet, grants);
    if (grants.seen < 2 || unmet.units() == 0 || still < longEnough) {
        row.note = u"Nobody is known to have waited for long enough without any hold being granted, for units that "
                   "nobody else can have held."_s;
        return false;
    }
    const auto over = std::ranges::count_if(books.queue().stays(), [&](const QueueStay &stay) {
        return stay.leftUnpaid() && !stay.inDoubt
            && freeAt(stay, books.queue().longestTtl()) <= unmet.mostFreeAt - longEnough;
    });
    if (unmet.mostFree > over) {
        row.note = u"More units are left than holds ran out: the queue has come to a standstill (see V3)."_s;
        return false;
    }
    row.verdict = CheckVerdict::Fail;
    row.difference = double(unmet.units());
    row.note = u"%1 neither sold nor granted again, while buyers waited for %2 without any hold being granted."_s.arg(
        countText(unmet.units(), u"unit of a hold that ran out was", u"units of holds that ran out were"),
        secondsText(nanoseconds(still)));
    listWaiting(books, row, unmet);
    return true;
}

} // namespace

void checkUnmetDemand(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"no stock left, or nobody waiting"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    if (!books.remaining()) {
        row.note = u"It is not known how many units remain."_s;
        return;
    }
    if (!books.input().saleCreated) {
        row.note = othersMayHold.toString();
        return;
    }
    if (books.input().stoppedEarly) {
        row.note = u"The run was stopped before its end, so those who waited might still have been served."_s;
        return;
    }
    const qint64 twoLooks = 2 * nanoseconds(books.input().pollingInterval).count();
    const SaleWindow window = books.saleWindow();
    const Grants grants = grantsOf(books.queue());
    const UnmetDemand unmet = unmetDemand(books,
        {.since = (window.start ? window.start->to : 0) + twoLooks,
            .standstill = grants.seen > 0 ? grants.last + grants.standstill(twoLooks) : 0,
            .freeFor = twoLooks,
            .anyOrder = false});
    row.actual = u"%1 left, %2 waiting"_s.arg(
        countText(unmet.remaining, u"unit", u"units"), countText(qint64(unmet.waiting.size()), u"buyer", u"buyers"));
    if (const QString why = saleTimeTrouble(books); unmet.units() > 0 && !why.isEmpty()) {
        row.note = u"It is not known by which clock the sale ran. "_s + why;
        return;
    }
    row.verdict = CheckVerdict::Pass;
    if (unmet.units() > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(unmet.units());
        row.note = u"%1 could have been sold to buyers that waited in the queue to the end."_s.arg(
            countText(unmet.units(), u"unit", u"units"));
        listWaiting(books, row, unmet);
    } else if (!unmet.waiting.empty() && unmet.remaining > 0) {
        row.note = u"What is left may be held by buyers that went away."_s;
    }
}

void checkNoLeakedHold(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"an unpaid hold gives its unit back"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const std::optional<qint64> ttl = books.queue().longestTtl();
    qint64 granted = 0;
    qint64 left = 0; // unpaid, by their buyers or by the clock
    qint64 over = 0; // of them: their time has passed
    for (const QueueStay &stay : books.queue().stays()) {
        granted += stay.end == QueueStay::End::Held;
        if (!stay.leftUnpaid() || stay.inDoubt)
            continue; // one whose confirm is in doubt may have been paid
        ++left;
        over += freeAt(stay, ttl) < books.observedUntil();
    }
    if (left == 0) {
        if (granted == 0) {
            row.note = u"Nobody saw a hold."_s;
            return;
        }
        row.verdict = CheckVerdict::Pass;
        row.actual = u"none of %1 left unpaid"_s.arg(countText(granted, u"hold", u"holds"));
        return;
    }
    row.actual = u"%1 left unpaid, %2 over"_s.arg(countText(left, u"hold", u"holds"), numberText(over));
    if (over == 0) {
        row.note = u"Their time passes only after the run."_s;
        return;
    }
    if (judgeStandstill(books, row))
        return;
    const std::optional<qint64> starting = books.starting();
    if (starting && granted > *starting) {
        row.verdict = CheckVerdict::Pass;
        row.note = u"%1 granted from %2: units did come back."_s.arg(
            countText(granted, u"hold was", u"holds were"), countText(*starting, u"unit", u"units"));
    }
}

namespace {

/// More units held or sold at one moment than there were: counts a hold from when it was seen, as long as it lasts for
/// certain.
struct MostTaken {
    qint64 units = 0;
    qint64 at = 0;
};

MostTaken mostTaken(const QueueHistory &queue)
{
    std::vector<std::pair<qint64, int>> steps;
    for (const QueueStay &stay : queue.stays()) {
        if (stay.end != QueueStay::End::Held)
            continue;
        qint64 until = std::numeric_limits<qint64>::max();
        if (!stay.ordered) {
            until = std::max(stay.heldUntil, stay.held.to);
            if (stay.firstConfirm != LedgerEntry::never)
                until = std::min(until, stay.firstConfirm);
        }
        if (until <= stay.held.to)
            continue;
        steps.emplace_back(stay.held.to, 1);
        if (until != std::numeric_limits<qint64>::max())
            steps.emplace_back(until, -1);
    }
    // What ends at a moment ends before what begins at it.
    std::sort(steps.begin(), steps.end());
    MostTaken most;
    qint64 taken = 0;
    for (const auto &[at, step] : steps) {
        taken += step;
        if (taken > most.units)
            most = {taken, at};
    }
    return most;
}

} // namespace

void checkHoldsAreKept(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"no refusal within a hold's time, no more holds than units"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"hold seen"_s, u"held until"_s, u"finding"_s};
    const SaleWindow window = books.saleWindow();
    qint64 judged = 0;
    qint64 untold = 0;
    qint64 broken = 0;
    qint64 unclear = 0; // a refusal is right once the sale is over, and it is not known when that is
    for (const LedgerEntry &entry : books.input().ledger) {
        qint64 holdSeen = LedgerEntry::never;
        qint64 heldUntil = LedgerEntry::never;
        bool asked = false; // an earlier confirm of this hold may have used it up
        for (const BuyerCall &call : entry.calls.calls()) {
            if (call.kind != CallKind::Confirm) {
                if (call.answer == CallAnswer::Hold && (holdSeen == LedgerEntry::never || !asked)) {
                    constexpr qint64 nsPerMs = 1'000'000;
                    const bool told = call.holdTtlMs != BuyerCall::untold;
                    holdSeen = call.ended;
                    // Rounded to seconds by most shops, upwards.
                    heldUntil = told ? call.sent + (call.holdTtlMs - 1'000) * nsPerMs : LedgerEntry::never;
                    asked = false;
                } else if (call.kind == CallKind::Buy || call.answer == CallAnswer::NoPlace) {
                    holdSeen = LedgerEntry::never;
                }
                continue;
            }
            if (holdSeen == LedgerEntry::never || std::exchange(asked, true))
                continue;
            if (heldUntil == LedgerEntry::never) {
                ++untold;
                continue;
            }
            if (call.ended > heldUntil || (window.end && call.ended > window.end->from))
                continue; // it may have run out on the way, or the sale may have
            ++judged;
            if (call.status != 403 && call.answer != CallAnswer::SoldOut)
                continue;
            if (!window.end) {
                ++unclear;
                continue;
            }
            ++broken;
            addFinding(row.evidence,
                {books.emailOf(entry), runTimeText(holdSeen), runTimeText(heldUntil),
                    u"its confirm was refused with %1 at %2"_s.arg(
                        QString::number(call.status), runTimeText(call.ended))});
        }
    }
    const std::optional<qint64> starting = books.starting();
    const MostTaken most = mostTaken(books.queue());
    const qint64 surplus = starting ? std::max<qint64>(most.units - *starting, 0) : 0;
    if (judged == 0 && untold == 0 && most.units == 0) {
        row.note = u"Nobody confirmed a hold."_s;
        return;
    }
    QStringList figures;
    if (judged > 0)
        figures += u"%1 of %2 kept"_s.arg(numberText(judged - broken - unclear), countText(judged, u"hold", u"holds"));
    if (most.units > 0)
        figures += u"at most %1 taken at once"_s.arg(countText(most.units, u"unit", u"units"));
    row.actual = figures.join(u", "_s);
    QStringList notes;
    if (broken > 0)
        notes += u"%1 refused although the hold was still running."_s.arg(
            countText(broken, u"confirm was", u"confirms were"));
    if (surplus > 0) {
        notes += u"At %1 buyers had %2, %3 more than there are."_s.arg(runTimeText(most.at),
            countText(most.units, u"unit held or sold", u"units held or sold"), numberText(surplus));
        addFinding(row.evidence,
            {u"(all)"_s, runTimeText(most.at), QString(),
                u"%1 held or sold of %2"_s.arg(numberText(most.units), countText(*starting, u"unit", u"units"))});
    }
    if (broken + surplus > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(broken + surplus);
        row.note = notes.join(u' ');
        return;
    }
    if (unclear > 0) {
        row.verdict = CheckVerdict::Inconclusive;
        row.note = u"%1 within the hold's time, but perhaps after the sale's end. "_s.arg(
                       countText(unclear, u"confirm was refused", u"confirms were refused"))
            + (window.trouble.isEmpty() ? u"The shop does not say when the sale ends."_s : window.trouble);
        return;
    }
    if (judged == 0 && untold > 0) {
        row.note = u"The shop does not tell how long a hold lasts, so that no refusal can be judged."_s;
        return;
    }
    row.verdict = CheckVerdict::Pass;
}

} // namespace doorbuster
