// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/queuefairness.h"
#include "core/verdict/books/shopclock.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

QString shareText(double share)
{
    return QString::number(share * 100, 'g', 3) + " %"_L1;
}

/// What is wrong with the places that one buyer was told, if anything.
class PlaceWatcher {
public:
    /// `queue` must outlive this.
    explicit PlaceWatcher(const QueueHistory &queue)
        : m_queue(queue)
    {
    }

    /// A clause, or nothing. A weight of 0 is a place that was lost; of two that cannot be right the one that is off
    /// by more weighs more.
    QString see(const BuyerCall &call, qint64 &weight)
    {
        weight = 0;
        QString finding;
        if (call.kind == CallKind::Confirm) {
            m_queued = false;
            return finding;
        }
        if (call.meaning == Meaning::LostPlace) {
            // Where no time of a hold was told, one may have come and gone unseen.
            const bool lost = m_queued && call.kind == CallKind::Position
                && (!m_queue.longestTtl() || m_queue.surelyLost(m_lastSent, call.ended));
            if (lost)
                finding = u"no place any more, %1 after place %2"_s.arg(
                    secondsText(nanoseconds(call.ended - m_lastSent)), placeText(m_place));
            m_queued = false;
            return finding;
        }
        if (call.meaning != Meaning::Queued) {
            m_queued = m_queued && call.meaning != Meaning::Held;
            return finding;
        }
        const bool told = call.position != BuyerCall::untold;
        if (told && call.position < 1) {
            finding = u"place %1"_s.arg(numberText(call.position));
            weight = 1 - qint64(call.position);
        } else if (told && m_queued && m_place != BuyerCall::untold && call.position > m_place) {
            finding = u"from place %1 back to %2"_s.arg(numberText(m_place), numberText(call.position));
            weight = qint64(call.position) - m_place;
        }
        m_queued = true;
        m_lastSent = call.sent;
        if (told)
            m_place = call.position;
        else
            m_place = BuyerCall::untold;
        m_judged |= told;
        return finding;
    }

    bool judged() const { return m_judged; }

private:
    static QString placeText(qint32 place) { return place == BuyerCall::untold ? u"?"_s : numberText(place); }

    const QueueHistory &m_queue;
    bool m_queued = false;
    bool m_judged = false;
    qint64 m_lastSent = 0;
    qint32 m_place = BuyerCall::untold;
};

/// Beyond this a buyer is left behind, whatever the share of all.
qint64 mostOvertakes(const Reconciliation &books)
{
    if (books.input().starvation)
        return *books.input().starvation;
    return std::max<qint64>(books.stock().starting().value_or(0) / 10, 10);
}

/// Who came before the sale opened joined a queue that did not move yet: what that says of its order.
QString earlyRemark(const Reconciliation &books)
{
    const auto early = books.earlyArrivals();
    return early && early->buyers > 0 ? u" "_s + earlyText(*early) : QString();
}

} // namespace

/// Fails only on pairs of buyers of whom it is certain who joined first and who was served first: each is known as a
/// range of time, and ranges that overlap say nothing.
void checkFairQueue(const Reconciliation &books, CheckRow &row)
{
    const double tolerance = books.input().fairnessTolerance;
    row.expected = u"holds in the order of joining, %1 of pairs may differ"_s.arg(shareText(tolerance));
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const QueueFairness fairness(fairnessStays(books.queue(), books.input().ledger, books.input().emails));
    if (fairness.judgedPairs() == 0) {
        row.note = u"There are no two buyers whose order is certain both when they joined and when they got a hold."_s
            + earlyRemark(books);
        return;
    }
    const double share = double(fairness.inversions()) / double(fairness.judgedPairs());
    row.actual = u"%1 of %2 inverted (%3), Kendall τ %4"_s.arg(numberText(fairness.inversions()),
        countText(fairness.judgedPairs(), u"pair", u"pairs"), shareText(share),
        QString::number(fairness.kendallTau(), 'f', 3));
    row.difference = double(fairness.inversions());
    const qint64 most = mostOvertakes(books);
    const qint64 starving = std::ranges::count_if(
        fairness.overtaken(), [most](const QueueFairness::Overtaken &one) { return one.count > most; });
    row.verdict = share > tolerance || starving > 0 ? CheckVerdict::Fail : CheckVerdict::Pass;
    if (fairness.inversions() == 0) {
        row.note = earlyRemark(books).trimmed();
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"joined by"_s, u"hold"_s, u"overtaken by"_s, u"by up to"_s};
    WeighedFindings findings;
    qint64 mostPlaces = 0;
    qint64 mostTime = 0;
    qint64 starved = 0;
    for (const QueueFairness::Overtaken &one : fairness.overtaken()) {
        const QueueStay &stay = *one.stay;
        const bool never = stay.end == QueueStay::End::Queued;
        starved += never;
        mostTime = std::max(mostTime, one.longest);
        mostPlaces = std::max(mostPlaces, one.count);
        findings.add(one.count,
            {books.emailOf(*stay.entry), runTimeText(stay.joined.to),
                never ? u"none by %1"_s.arg(runTimeText(stay.lastQueued))
                      : u"after %1"_s.arg(runTimeText(stay.held.from)),
                countText(one.count, u"buyer", u"buyers"), secondsText(nanoseconds(one.longest))});
    }
    findings.moveTo(row.evidence);
    row.note = u"%1 overtaken for certain, at worst by %2 and by %3."_s.arg(
        countText(qint64(fairness.overtaken().size()), u"buyer was", u"buyers were"),
        countText(mostPlaces, u"later buyer", u"later buyers"), secondsText(nanoseconds(mostTime)));
    if (starving > 0)
        row.note += u" %1 overtaken by more than %2."_s.arg(
            countText(starving, u"of them was", u"of them were"), numberText(most));
    if (starved > 0)
        row.note += u" %1 never served."_s.arg(countText(starved, u"of them was", u"of them were"));
    row.note += earlyRemark(books);
}

/// Fails only if a buyer was told a place that no queue has, or one that grew. A size is not held against it: shops read
/// the two at different moments, or count others than those who wait. A place that went away warns.
void checkSanePositions(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"from 1 on, never growing, never lost"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"time"_s, u"finding"_s};
    qint64 buyers = 0;
    qint64 wrong = 0;
    qint64 wrongBuyers = 0;
    qint64 lost = 0;
    qint64 lostBuyers = 0;
    WeighedFindings findings;
    for (const LedgerEntry &entry : books.input().ledger) {
        PlaceWatcher watcher(books.queue());
        const qint64 wrongBefore = wrong;
        const qint64 lostBefore = lost;
        for (const BuyerCall &call : entry.calls.calls()) {
            qint64 weight = 0;
            const QString finding = watcher.see(call, weight);
            if (finding.isEmpty())
                continue;
            ++(weight == 0 ? lost : wrong);
            findings.add(weight, {books.emailOf(entry), runTimeText(call.ended), finding});
        }
        buyers += watcher.judged();
        wrongBuyers += wrong > wrongBefore;
        lostBuyers += lost > lostBefore;
    }
    findings.moveTo(row.evidence);
    if (buyers == 0 && wrong + lost == 0) {
        row.note = u"The shop told nobody a place in the queue."_s;
        return;
    }
    row.actual = u"%1 told their places"_s.arg(countText(buyers, u"buyer was", u"buyers were"));
    row.verdict = CheckVerdict::Pass;
    row.difference = double(wrong + lost);
    const auto timesOf = [](qint64 times) { return countText(times, u"time", u"times"); };
    QStringList notes;
    if (wrong > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += u"%1 told a place that cannot be right, %2 in all."_s.arg(
            countText(wrongBuyers, u"buyer was", u"buyers were"), timesOf(wrong));
    }
    if (lost > 0) {
        worsen(row, CheckVerdict::Warn);
        notes += u"%1 lost from the queue, without a hold or an order%2, %3 in all."_s.arg(
            countText(lostBuyers, u"buyer was", u"buyers were"),
            books.queue().longestTtl() ? QString() : u" that anybody saw"_s, timesOf(lost));
    }
    row.note = notes.join(u' ');
}

} // namespace doorbuster
