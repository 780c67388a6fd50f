// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/checks.h"
#include "core/verdict/checktext.h"
#include "core/verdict/queuefairness.h"

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
    explicit PlaceWatcher(std::optional<qint64> ttl)
        : m_ttl(ttl)
    {
    }

    /// A clause, or nothing. `lost` tells the warning from the failures.
    QString see(const BuyerCall &call, bool &lost)
    {
        lost = false;
        QString finding;
        if (call.kind == CallKind::Confirm) {
            m_queued = false;
            return finding;
        }
        if (call.answer == CallAnswer::NoPlace) {
            // Sooner than any hold runs out, so that none can have come and gone in between.
            lost = m_queued && call.kind == CallKind::Position && m_ttl && call.ended - m_lastSent < *m_ttl;
            if (lost)
                finding = u"no place any more, %1 after place %2"_s.arg(
                    secondsText(nanoseconds(call.ended - m_lastSent)), placeText(m_place));
            m_queued = false;
            return finding;
        }
        if (call.answer != CallAnswer::Queued) {
            m_queued = m_queued && call.answer != CallAnswer::Hold;
            return finding;
        }
        const bool told = call.position != BuyerCall::untold;
        if (told && call.position < 1)
            finding = u"place %1"_s.arg(numberText(call.position));
        else if (told && call.size != BuyerCall::untold && call.position > call.size)
            finding = u"place %1 in a queue of %2"_s.arg(numberText(call.position), numberText(call.size));
        else if (told && m_queued && m_place != BuyerCall::untold && call.position > m_place)
            finding = u"from place %1 back to %2"_s.arg(numberText(m_place), numberText(call.position));
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

    std::optional<qint64> m_ttl;
    bool m_queued = false;
    bool m_judged = false;
    qint64 m_lastSent = 0;
    qint32 m_place = BuyerCall::untold;
};

} // namespace

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
        row.note = u"There are no two buyers whose order is certain both when they joined and when they got a hold."_s;
        return;
    }
    const double share = double(fairness.inversions()) / double(fairness.judgedPairs());
    row.actual = u"%1 of %2 inverted (%3), Kendall τ %4"_s.arg(numberText(fairness.inversions()),
        countText(fairness.judgedPairs(), u"pair", u"pairs"), shareText(share),
        QString::number(fairness.kendallTau(), 'f', 3));
    row.difference = double(fairness.inversions());
    row.verdict = share > tolerance ? CheckVerdict::Fail : CheckVerdict::Pass;
    if (fairness.inversions() == 0)
        return;
    row.evidence.columns = {u"buyer"_s, u"joined by"_s, u"hold"_s, u"overtaken by"_s, u"by up to"_s};
    qint64 worst = 0;
    qint64 mostPlaces = 0;
    qint64 mostTime = 0;
    qint64 starved = 0;
    for (const QueueFairness::Overtaken &one : fairness.overtaken()) {
        const QueueStay &stay = *one.stay;
        const bool never = stay.end == QueueStay::End::Queued;
        starved += never;
        mostTime = std::max(mostTime, one.longest);
        mostPlaces = std::max(mostPlaces, one.count);
        if (one.count > worst && row.evidence.rows.size() < Evidence::limit) {
            worst = one.count;
            row.evidence.worst = row.evidence.rows.size();
        }
        addFinding(row.evidence,
            {books.emailOf(*stay.entry), runTimeText(stay.joined.to),
                never ? u"none by %1"_s.arg(runTimeText(stay.lastQueued))
                      : u"after %1"_s.arg(runTimeText(stay.held.from)),
                countText(one.count, u"buyer", u"buyers"), secondsText(nanoseconds(one.longest))});
    }
    row.note = u"%1 overtaken for certain, at worst by %2 and by %3."_s.arg(
        countText(qint64(fairness.overtaken().size()), u"buyer was", u"buyers were"),
        countText(mostPlaces, u"later buyer", u"later buyers"), secondsText(nanoseconds(mostTime)));
    if (starved > 0)
        row.note += u" %1 never served."_s.arg(countText(starved, u"of them was", u"of them were"));
}

void checkSanePositions(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"from 1 to the queue's size, never growing, never lost"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"time"_s, u"finding"_s};
    // Shops tell the rest of a hold in seconds, rounded up.
    constexpr qint64 rounding = 1'000'000'000;
    std::optional<qint64> shortestTtl = books.queue().longestTtl();
    if (shortestTtl)
        *shortestTtl -= rounding;
    qint64 buyers = 0;
    qint64 wrong = 0;
    qint64 lost = 0;
    for (const LedgerEntry &entry : books.input().ledger) {
        PlaceWatcher watcher(shortestTtl);
        for (const BuyerCall &call : entry.calls.calls()) {
            bool isLost = false;
            const QString finding = watcher.see(call, isLost);
            if (finding.isEmpty())
                continue;
            ++(isLost ? lost : wrong);
            if (!isLost && !row.evidence.worst && row.evidence.rows.size() < Evidence::limit)
                row.evidence.worst = row.evidence.rows.size();
            addFinding(row.evidence, {books.emailOf(entry), runTimeText(call.ended), finding});
        }
        buyers += watcher.judged();
    }
    if (buyers == 0 && wrong + lost == 0) {
        row.note = u"The shop told nobody a place in the queue."_s;
        return;
    }
    row.actual = u"%1 told their places"_s.arg(countText(buyers, u"buyer was", u"buyers were"));
    row.verdict = CheckVerdict::Pass;
    if (wrong + lost == 0) {
        row.difference = 0;
        return;
    }
    row.difference = double(wrong + lost);
    QStringList notes;
    if (wrong > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += countText(wrong, u"place cannot be right.", u"places cannot be right.");
    }
    if (lost > 0) {
        worsen(row, CheckVerdict::Warn);
        notes +=
            u"%1 lost from the queue, without a hold or an order."_s.arg(countText(lost, u"buyer was", u"buyers were"));
    }
    row.note = notes.join(u' ');
}

} // namespace doorbuster
