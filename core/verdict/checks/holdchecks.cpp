// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/queuefairness.h"
#include "core/verdict/books/takenunits.h"
#include "core/verdict/books/unmetdemand.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr QStringView othersMayHold = u"It is an existing sale: what is left may be held by buyers of others.";

/// While buyers waited, and before the sale's end by all that was told of its time.
bool wasEndedEarly(const Reconciliation &books, const SaleWindow &window)
{
    const qint64 end = window.end ? window.end->from : books.observedUntil();
    return books.input().observations
        && std::ranges::any_of(books.input().observations->stock, [end](const StockSample &sample) {
               return sample.meaning == Meaning::Ended && sample.answered < end;
           });
}

/// Why those who waited may have done so while nobody is served, before the sale or after it; empty where that is
/// known.
QString saleTimeTrouble(const Reconciliation &books)
{
    const VerificationInput &input = books.input();
    const SaleWindow window = books.times().window();
    if (wasEndedEarly(books, window))
        return u"The shop told that the sale had ended while buyers waited, before any end that it told."_s;
    if ((input.saleStartsAt || input.saleEndsAt) && !window.trouble.isEmpty())
        return u"It is not known by which clock the sale ran. "_s + window.trouble;
    return {};
}

void listWaiting(const Reconciliation &books, CheckRow &row, const UnmetDemand &unmet)
{
    row.evidence.columns = {u"buyer"_s, u"joined"_s, u"last seen waiting"_s, u"waited"_s, u"places lost"_s};
    WeighedFindings findings;
    for (const Wait &wait : unmet.waiting) {
        const qint64 waited = wait.until - wait.since;
        findings.add(waited,
            {books.emailOf(*wait.stay->entry), runTimeText(wait.since), runTimeText(wait.until),
                secondsText(nanoseconds(waited)), numberText(wait.placesLost)});
    }
    findings.moveTo(row.evidence);
}

/// Since when there had been no sign of a hold while these waited for one.
qint64 waitingSince(const UnmetDemand &unmet, const Grants &grants)
{
    qint64 joined = std::numeric_limits<qint64>::max();
    for (const Wait &wait : unmet.waiting)
        joined = std::min(joined, wait.since);
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
    if (!books.stock().remaining() || books.input().stoppedEarly) {
        row.note = books.stock().remaining() ? u"The run was stopped before it could show."_s
                                     : u"It is not known how many units remain."_s;
        return false;
    }
    if (const QString why = saleTimeTrouble(books); !why.isEmpty()) {
        row.note = why;
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
    const bool isCertain = still >= longestCollection;
    row.verdict = isCertain ? CheckVerdict::Fail : CheckVerdict::Warn;
    row.difference = double(unmet.units());
    row.note = u"%1 neither sold nor granted again, while buyers waited for %2 without any hold being granted."_s.arg(
        countText(unmet.units(), u"unit of a hold that ran out was", u"units of holds that ran out were"),
        secondsText(nanoseconds(still)));
    if (!isCertain)
        row.note += u" They may still come back: some shops collect holds that ran out once in a while."_s;
    listWaiting(books, row, unmet);
    return true;
}

} // namespace

/// Fails only if units were left that nobody can have held, while buyers waited to the end and the sale was on: by the
/// earliest end that was told, and by holds that are surely free again.
void checkUnmetDemand(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"no stock left, or nobody waiting"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    if (!books.stock().remaining()) {
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
    const qint64 twoPollIntervals = 2 * nanoseconds(books.input().pollingInterval).count();
    const SaleWindow window = books.times().window();
    const Grants grants = grantsOf(books.queue());
    // Where the queue is no queue, those who came behind all who waited may have been served before them.
    const QueueFairness fairness(fairnessStays(books.queue(), books.input().ledger, books.input().emails));
    const UnmetDemand unmet = unmetDemand(books,
        {.since = (window.start ? window.start->to : 0) + twoPollIntervals,
            .standstill = grants.seen > 0 ? grants.last + grants.standstill(twoPollIntervals) : 0,
            .freeFor = std::max(twoPollIntervals, longestCollection),
            .anyOrder = fairness.inversions() > 0});
    row.actual = u"%1 left, %2 waiting"_s.arg(
        countText(unmet.remaining, u"unit", u"units"), countText(qint64(unmet.waiting.size()), u"buyer", u"buyers"));
    if (const QString why = saleTimeTrouble(books); unmet.units() > 0 && !why.isEmpty()) {
        row.note = why;
        return;
    }
    row.verdict = CheckVerdict::Pass;
    const bool endedMeanwhile = window.end && window.end->from <= books.observedUntil() && grants.seen > 0
        && window.end->from <= grants.last + grants.standstill(twoPollIntervals);
    if (unmet.units() > 0 && endedMeanwhile) {
        row.note = u"The sale ended while holds were still being granted."_s;
    } else if (unmet.units() > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(unmet.units());
        row.note = u"%1 could have been sold to buyers that waited in the queue to the end."_s.arg(
            countText(unmet.units(), u"unit", u"units"));
        listWaiting(books, row, unmet);
    } else if (!unmet.waiting.empty() && unmet.remaining > 0) {
        row.note = u"What is left may be held by buyers that went away."_s;
    }
}

/// Fails only if units of holds that ran out were neither sold nor granted again while buyers waited far longer than
/// holds had been apart: the queue went on before, so it did not merely stand still for want of units.
void checkNoLeakedHold(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"an unpaid hold gives its unit back"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const std::optional<qint64> ttl = books.queue().longestTtl();
    qint64 granted = 0; // of which a buyer saw the hold
    qint64 left = 0; // of them: unpaid, by their buyers or by the clock
    qint64 doubtful = 0; // of them: a confirm told nothing, and no paid order of the buyer shows
    qint64 perhaps = 0; // places that went while nobody looked: to a hold that ran out, or without one
    qint64 over = 0; // of both: their time has passed
    for (const QueueStay &stay : books.queue().stays()) {
        granted += stay.end == QueueStay::End::Held;
        if (!stay.leftUnpaid())
            continue;
        if (stay.inDoubt) { // it may have been paid
            doubtful += stay.end == QueueStay::End::Held && !books.hasPaidOrder(*stay.entry);
            continue;
        }
        ++(stay.end == QueueStay::End::Held ? left : perhaps);
        over += freeAt(stay, ttl) < books.observedUntil();
    }
    if (granted == 0 && perhaps == 0) {
        row.note = u"Nobody saw a hold."_s;
        return;
    }
    const QString seen = countText(granted, u"hold", u"holds");
    row.actual = left > 0 ? u"%1 of %2 left unpaid"_s.arg(numberText(left), seen)
        : doubtful > 0    ? u"none of %1 known to be left unpaid"_s.arg(seen)
                          : u"none of %1 left unpaid"_s.arg(seen);
    if (doubtful > 0)
        row.actual += u", %1 in doubt"_s.arg(numberText(doubtful));
    if (perhaps > 0)
        row.actual += u", perhaps %1 more that nobody saw"_s.arg(numberText(perhaps));
    if (left + perhaps == 0) {
        if (doubtful > 0)
            row.note =
                u"Whether %1 paid is not known: no answer to the confirm told it, and no paid order shows."_s.arg(
                    countText(doubtful, u"hold was", u"holds were"));
        else
            row.verdict = CheckVerdict::Pass;
        return;
    }
    row.actual += u"; the time of %1 is over"_s.arg(numberText(over));
    if (over == 0) {
        row.note = u"Their time passes only after the run."_s;
        return;
    }
    if (judgeStandstill(books, row))
        return;
    const std::optional<qint64> starting = books.stock().starting();
    if (!starting || granted <= *starting)
        return;
    const QString grantedText = u"%1 granted from %2: "_s.arg(
        countText(granted, u"hold was", u"holds were"), countText(*starting, u"unit", u"units"));
    if (takenForCertain(books.queue()).units > *starting) {
        row.note =
            grantedText + u"more at one time than there are (see V9), so that nothing tells of units that came back."_s;
    } else if (takenAtMost(books.queue()).units > *starting) {
        row.note = grantedText + u"units came back, or too many were granted."_s;
    } else {
        row.verdict = CheckVerdict::Pass;
        row.note = grantedText + u"units did come back."_s;
    }
}

} // namespace doorbuster
