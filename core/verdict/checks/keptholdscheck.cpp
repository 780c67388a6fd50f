// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/takenunits.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

/// Shops tell the rest of a hold in seconds, rounded up.
constexpr qint64 ttlRoundingMs = 1'000;
constexpr qint64 nsPerMs = 1'000'000;

/// What became of a hold whose buyer confirmed it within its time.
enum class HoldFate : quint8 {
    Kept, ///< the confirm was answered 200
    Refused, ///< the shop said that there is no hold, or no stock: certain
    Unclear, ///< another refusal, or no answer: nobody can tell whether the hold was kept
};

/// One hold of one journey, from when it was seen, with the confirms that were sent within its time.
struct ConfirmedHold {
    qint64 seen = 0;
    qint64 until = LedgerEntry::never; ///< it lasts so long for certain; never: the shop told no TTL
    HoldFate fate = HoldFate::Unclear;
    BuyerCall confirm; ///< the one that settled its fate, else the first
    BuyerCall first; ///< the first confirm
};

/// Why a refusal is no certain one: "status 410", "no answer".
QString unclearText(const BuyerCall &confirm)
{
    switch (confirm.answer) {
    case CallAnswer::None:
        return u"no answer"_s;
    case CallAnswer::Unreadable:
        return u"unusable answer"_s;
    case CallAnswer::InProgress:
        return u"still being confirmed"_s;
    case CallAnswer::NotActive:
        return u"sale said not to be active"_s;
    case CallAnswer::RateLimited:
        return u"rate limited"_s;
    default:
        return u"status %1"_s.arg(confirm.status);
    }
}

/// The shop answered, and it was neither trouble on its side nor a wait: something it may have meant as a refusal. That
/// the sale is not active may be right where nobody knows when it ends.
bool isUnclearRefusal(const BuyerCall &confirm, bool endIsKnown)
{
    return confirm.refused() && !confirm.isServerTrouble() && confirm.answer != CallAnswer::RateLimited
        && confirm.answer != CallAnswer::InProgress && (confirm.answer != CallAnswer::NotActive || endIsKnown);
}

/// Follows one journey and finds the holds that it confirmed within their time.
class HoldFinder {
public:
    /// `saleEnd` is the earliest moment at which the sale may be over.
    explicit HoldFinder(qint64 saleEnd)
        : m_saleEnd(saleEnd)
    {
    }

    void see(const BuyerCall &call)
    {
        if (call.kind == CallKind::Confirm)
            seeConfirm(call);
        else if (call.answer == CallAnswer::Hold && (!m_held || !m_asked))
            seeHold(call);
        else if (call.kind == CallKind::Buy || call.answer == CallAnswer::NoPlace)
            m_held = false;
    }

    const std::vector<ConfirmedHold> &holds() const { return m_holds; }
    qint64 untold() const { return m_untold; } ///< confirmed, but the shop told no TTL

private:
    void seeHold(const BuyerCall &call)
    {
        m_held = true;
        m_asked = false;
        m_judged = false;
        m_hold = {};
        m_hold.seen = call.ended;
        if (call.holdTtlMs != BuyerCall::untold)
            m_hold.until = call.sent + (call.holdTtlMs - ttlRoundingMs) * nsPerMs;
    }

    void seeConfirm(const BuyerCall &call)
    {
        if (!m_held)
            return;
        if (!std::exchange(m_asked, true)) {
            m_untold += m_hold.until == LedgerEntry::never;
            // Else it may have run out on the way, or the sale may have.
            m_judged = m_hold.until != LedgerEntry::never && call.ended <= m_hold.until && call.ended <= m_saleEnd;
            if (m_judged) {
                m_hold.confirm = call;
                m_hold.first = call;
                m_holds.push_back(m_hold);
                settle(call, call.status == 403 || call.answer == CallAnswer::SoldOut);
            }
        } else if (m_judged && m_holds.back().fate == HoldFate::Unclear) {
            // A refusal now says nothing of the hold: the confirm before may have used it up. One that was only told to
            // wait was not dealt with.
            const bool isFirst = m_holds.back().confirm.answer == CallAnswer::RateLimited && call.ended <= m_hold.until
                && call.ended <= m_saleEnd;
            settle(call, isFirst && (call.status == 403 || call.answer == CallAnswer::SoldOut));
        }
    }

    void settle(const BuyerCall &call, bool refused)
    {
        if (call.answer != CallAnswer::Ordered && !refused)
            return;
        m_holds.back().fate = refused ? HoldFate::Refused : HoldFate::Kept;
        m_holds.back().confirm = call;
    }

    const qint64 m_saleEnd;
    std::vector<ConfirmedHold> m_holds;
    ConfirmedHold m_hold;
    qint64 m_untold = 0;
    bool m_held = false;
    bool m_asked = false; ///< a confirm of this hold was sent: it may have used it up
    bool m_judged = false; ///< and it is in m_holds
};

/// "status 410 (3), no answer (1)": the most first.
QString reasonsText(const std::map<QString, qint64> &reasons)
{
    std::vector<std::pair<qint64, QString>> sorted;
    for (const auto &[reason, count] : reasons)
        sorted.emplace_back(-count, reason);
    std::ranges::sort(sorted);
    QStringList texts;
    for (const auto &[count, reason] : sorted)
        texts += u"%1 (%2)"_s.arg(reason, numberText(-count));
    return texts.join(u", "_s);
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
    const qint64 saleEnd = window.end ? window.end->from : std::numeric_limits<qint64>::max();
    qint64 kept = 0;
    qint64 untold = 0;
    qint64 refused = 0;
    qint64 atTheEnd = 0; // a refusal is right once the sale is over, and it is not known when that is
    qint64 unclear = 0;
    qint64 unclearRefusals = 0;
    qint64 keptLater = 0; // after a first confirm that was refused: the buyer asked again, which few do
    std::map<QString, qint64> reasons;
    std::map<QString, qint64> firstReasons;
    WeighedFindings findings;
    const auto find = [&](const LedgerEntry &entry, const ConfirmedHold &hold, qint64 weight, const QString &finding) {
        findings.add(weight, {books.emailOf(entry), runTimeText(hold.seen), runTimeText(hold.until), finding});
    };
    for (const LedgerEntry &entry : books.input().ledger) {
        HoldFinder finder(saleEnd);
        for (const BuyerCall &call : entry.calls.calls())
            finder.see(call);
        untold += finder.untold();
        for (const ConfirmedHold &hold : finder.holds()) {
            if (hold.fate == HoldFate::Kept) {
                ++kept;
                if (isUnclearRefusal(hold.first, window.end.has_value())) {
                    ++keptLater;
                    ++firstReasons[unclearText(hold.first)];
                    find(entry, hold, 1,
                        u"kept at a later try: its first confirm was refused at %1: %2"_s.arg(
                            runTimeText(hold.first.ended), unclearText(hold.first)));
                }
            } else if (hold.fate == HoldFate::Refused && window.end) {
                ++refused;
                find(entry, hold, 2,
                    u"its confirm was refused with %1 at %2"_s.arg(
                        QString::number(hold.confirm.status), runTimeText(hold.confirm.ended)));
            } else if (hold.fate == HoldFate::Refused) {
                ++atTheEnd;
            } else {
                ++unclear;
                unclearRefusals += isUnclearRefusal(hold.confirm, window.end.has_value());
                ++reasons[unclearText(hold.confirm)];
                find(entry, hold, 0,
                    u"unclear: its confirm met at %1: %2"_s.arg(
                        runTimeText(hold.confirm.ended), unclearText(hold.confirm)));
            }
        }
    }
    const std::optional<qint64> starting = books.starting();
    const MostTaken most = takenForCertain(books.queue());
    const qint64 surplus = starting ? std::max<qint64>(most.units - *starting, 0) : 0;
    const qint64 judged = kept + refused + atTheEnd;
    if (judged + unclear + untold == 0 && most.units == 0) {
        row.note = u"Nobody confirmed a hold."_s;
        return;
    }
    QStringList figures;
    if (judged + unclear > 0) {
        figures += u"%1 of %2 kept"_s.arg(numberText(kept), countText(judged + unclear, u"hold", u"holds"));
        if (keptLater > 0)
            figures += u"%1 of them at a later try"_s.arg(numberText(keptLater));
        if (refused > 0)
            figures += u"%1 refused"_s.arg(numberText(refused));
        if (unclear + atTheEnd > 0)
            figures += u"%1 unclear"_s.arg(numberText(unclear + atTheEnd));
    }
    if (most.units > 0)
        figures += u"at least %1 taken at once"_s.arg(countText(most.units, u"unit", u"units"));
    row.actual = figures.join(u", "_s);

    QStringList notes;
    if (refused > 0)
        notes += u"%1 refused although the hold was still running."_s.arg(
            countText(refused, u"confirm was", u"confirms were"));
    if (surplus > 0) {
        notes += u"At %1 buyers had %2, %3 more than there are."_s.arg(runTimeText(most.at),
            countText(most.units, u"unit held or sold", u"units held or sold"), numberText(surplus));
        findings.add(3,
            {u"(all)"_s, runTimeText(most.at), QString(),
                u"%1 held or sold of %2"_s.arg(numberText(most.units), countText(*starting, u"unit", u"units"))});
    }
    findings.moveTo(row.evidence);
    if (atTheEnd > 0)
        notes += u"%1 within the hold's time, but perhaps after the sale's end. "_s.arg(
                     countText(atTheEnd, u"confirm was refused", u"confirms were refused"))
            + (window.trouble.isEmpty() ? u"The shop does not say when the sale ends."_s : window.trouble);
    if (unclear > 0)
        notes += u"%1 neither kept nor refused for certain: %2."_s.arg(
            countText(unclear, u"hold was", u"holds were"), reasonsText(reasons));
    if (keptLater > 0)
        notes += u"%1 only after a first confirm was refused: %2."_s.arg(
            countText(keptLater, u"hold was kept", u"holds were kept"), reasonsText(firstReasons));
    if (refused + surplus > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(refused + surplus);
    } else if (atTheEnd > 0) {
        row.verdict = CheckVerdict::Inconclusive;
    } else if (kept == 0 && unclear > 0) {
        notes += u"None of the holds could be judged."_s;
    } else if (kept == 0 && untold > 0) {
        notes += u"The shop does not tell how long a hold lasts, so that no refusal can be judged."_s;
    } else {
        row.verdict = unclearRefusals + keptLater > 0 ? CheckVerdict::Warn : CheckVerdict::Pass;
    }
    row.note = notes.join(u' ');
}

} // namespace doorbuster
