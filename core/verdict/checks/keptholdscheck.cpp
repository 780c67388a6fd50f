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

/// One hold of one journey, from when it was seen, with what its confirms met.
struct ConfirmedHold {
    qint64 seen = 0;
    qint64 until = LedgerEntry::never; ///< it lasts so long for certain; never: the shop told no time
    HoldFate fate = HoldFate::Unclear;
    bool isBeforeTheEnd = false; ///< what settled its fate came while the sale was on for certain
    bool isJudged = false; ///< its first confirm was answered while it lasted for certain, and the sale did
    BuyerCall confirm; ///< the one that settled its fate, else the first
    BuyerCall first; ///< the first confirm
    BuyerCall refusal; ///< a certain refusal after a first confirm in doubt, which may have used the hold up
    bool onlyPutOff = true; ///< all confirms before a refusal were told to come later
    bool onlyLost = true; ///< all confirms before a refusal got no answer at all
    bool onlyConfirming = true; ///< all confirms were told that the same confirm is under way
    int confirms = 0;

    bool wasRefusedLater() const { return refusal.meaning != Meaning::NoAnswer; }
};

/// Why a refusal is no certain one: "status 410", "no answer".
QString unclearText(const BuyerCall &confirm)
{
    switch (confirm.meaning) {
    case Meaning::NoAnswer:
        return u"no answer"_s;
    case Meaning::Unreadable:
        return u"unusable answer"_s;
    case Meaning::Processing:
        return u"taken, and not decided"_s;
    case Meaning::Confirming:
        return u"still being confirmed"_s;
    case Meaning::Ended:
        return u"sale said not to be active"_s;
    case Meaning::RateLimited:
        return u"rate limited"_s;
    default:
        return u"status %1"_s.arg(confirm.status);
    }
}

/// The shop said that there is no hold, or no unit for it.
bool isCertainRefusal(const BuyerCall &confirm)
{
    return confirm.meaning == Meaning::HoldExpired || confirm.meaning == Meaning::SoldOut;
}

/// The shop answered, and it was neither trouble on its side nor a wait: something it may have meant as a refusal. That
/// the sale is not active may be right where nobody knows when it ends.
bool isUnclearRefusal(const BuyerCall &confirm, bool endIsKnown)
{
    return confirm.meaning == Meaning::Unclear || (confirm.meaning == Meaning::Ended && endIsKnown)
        || (confirm.isRefused() && confirm.meaning != Meaning::Ended);
}

/// Follows one journey and finds the holds that it confirmed.
class HoldFinder {
public:
    /// `saleEnd` is the earliest moment at which the sale may be over.
    explicit HoldFinder(qint64 saleEnd)
        : m_saleEnd(saleEnd)
    {
    }

    void see(const BuyerCall &call)
    {
        if (call.kind == CallKind::Confirm) {
            seeConfirm(call);
            return;
        }
        if (call.meaning == Meaning::Held) {
            if (!m_held || !m_asked)
                seeHold(call);
            return;
        }
        if (call.kind == CallKind::Buy || call.meaning == Meaning::Queued || call.meaning == Meaning::LostPlace)
            m_notHeld = call.sent;
        // Behind a confirm that was told to be under way, it may be gone because it was used.
        if (m_held && m_asked && call.meaning == Meaning::LostPlace)
            m_holds.back().onlyConfirming = false;
        if (call.kind == CallKind::Buy || call.meaning == Meaning::LostPlace)
            m_held = false;
    }

    const std::vector<ConfirmedHold> &holds() const { return m_holds; }

private:
    void seeHold(const BuyerCall &call)
    {
        m_held = true;
        m_asked = false;
        m_hold = {};
        m_hold.seen = call.ended;
        // The time that is told may be what is left, or always the whole: it began after the last look without a hold.
        const qint64 begun = m_notHeld == LedgerEntry::never ? call.sent : m_notHeld;
        if (call.holdTtlMs != BuyerCall::untold && call.holdTtlMs > 0)
            m_hold.until = begun + (call.holdTtlMs - ttlRoundingMs) * nsPerMs;
    }

    bool lastsFor(const BuyerCall &call) const
    {
        return m_hold.until != LedgerEntry::never && call.ended <= m_hold.until && call.ended <= m_saleEnd;
    }

    void seeConfirm(const BuyerCall &call)
    {
        if (!m_held)
            return;
        if (!std::exchange(m_asked, true)) {
            // Else it may have run out on the way, or the sale may have.
            m_hold.isJudged = lastsFor(call);
            m_hold.confirm = call;
            m_hold.first = call;
            m_holds.push_back(m_hold);
        }
        ConfirmedHold &hold = m_holds.back();
        ++hold.confirms;
        hold.onlyConfirming = hold.onlyConfirming && call.meaning == Meaning::Confirming && lastsFor(call);
        if (hold.fate != HoldFate::Unclear)
            return;
        if (call.meaning == Meaning::Bought) {
            hold.fate = HoldFate::Kept;
            hold.confirm = call;
            return;
        }
        if (!isCertainRefusal(call)) {
            hold.onlyLost = hold.onlyLost && call.meaning == Meaning::NoAnswer;
            hold.onlyPutOff = hold.onlyPutOff && call.meaning == Meaning::RateLimited;
            return;
        }
        // Behind a confirm in doubt it says nothing of the hold: that one may have used it up. One that was only told
        // to wait was not dealt with.
        if (hold.onlyPutOff && (hold.confirms == 1 || lastsFor(call))) {
            hold.fate = HoldFate::Refused;
            hold.isBeforeTheEnd = call.ended <= m_saleEnd;
            hold.confirm = call;
        } else if (hold.onlyLost && lastsFor(call)) { // else it may still be under way
            hold.refusal = call;
        }
    }

    const qint64 m_saleEnd;
    std::vector<ConfirmedHold> m_holds;
    ConfirmedHold m_hold;
    qint64 m_notHeld = LedgerEntry::never; ///< when the last call was sent that showed no hold
    bool m_held = false;
    bool m_asked = false; ///< a confirm of this hold was sent: it may have used it up
};

/// Whether the shop had units all the time from before a moment to the end, by all that it told.
class StockWitness {
public:
    explicit StockWitness(const Reconciliation &books)
    {
        const bool onlyFalls = books.stock().restockText().isEmpty() && books.ordersWith(PaymentStatus::Refunded) == 0
            && books.ordersWith(PaymentStatus::Cancelled) == 0;
        if (!onlyFalls || !books.input().observations || books.stock().remaining().value_or(0) <= 0)
            return;
        for (const StockSample &sample : books.input().observations->stock) {
            const auto stock = unitsOf(sample.remaining);
            if (!stock || sample.age || *stock <= 0)
                return;
            m_first = m_first.value_or(sample.answered);
        }
    }

    bool hadStock(const BuyerCall &call) const { return m_first && *m_first <= call.sent; }

private:
    std::optional<qint64> m_first; ///< when the first of the readings was there; nothing where one had no units
};

/// Whether the shop ever takes a confirm and decides later: then one that got no answer may have been turned down by a
/// bank, with its hold gone.
bool decidesLater(const Ledger &ledger)
{
    return std::ranges::any_of(ledger, [](const LedgerEntry &entry) {
        return std::ranges::any_of(entry.calls.calls(), [](const BuyerCall &call) {
            return call.kind == CallKind::Confirm
                && (call.meaning == Meaning::Processing || call.meaning == Meaning::Refused);
        });
    });
}

/// What is known of a hold, with the books beside it.
HoldFate fateOf(const ConfirmedHold &hold, const LedgerEntry &entry, const Reconciliation &books,
    const StockWitness &stock, bool shopDecidesLater)
{
    if (hold.fate == HoldFate::Kept)
        return HoldFate::Kept;
    const bool isDenied =
        hold.isBeforeTheEnd && hold.confirm.meaning == Meaning::SoldOut && stock.hadStock(hold.confirm);
    if (hold.fate == HoldFate::Refused && (hold.isJudged || isDenied))
        return HoldFate::Refused;
    if (!hold.isJudged || !books.absenceIsCertain() || books.hasAnyOrder(entry) || !books.hasAllOrdersOf(entry))
        return HoldFate::Unclear;
    // The books show that the confirm in doubt booked nothing: the hold was there to be kept.
    if ((hold.wasRefusedLater() && !shopDecidesLater) || (hold.onlyConfirming && hold.confirms > 1))
        return HoldFate::Refused;
    return HoldFate::Unclear;
}

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

/// Fails only if a confirm was refused although its hold lasted for certain: by the time that the shop told, counted from
/// when the hold can have begun at the earliest, or by a stock that shows what the refusal denies; where a confirm in
/// doubt went before, only if whole lists show that it booked nothing. Or if more units were held and sold at one time
/// than there are, counting holds only while they last for certain.
void checkHoldsAreKept(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"no refusal within a hold's time, no more holds than units"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"hold seen"_s, u"held until"_s, u"finding"_s};
    const SaleWindow window = books.times().window();
    const qint64 saleEnd = window.end ? window.end->from : std::numeric_limits<qint64>::max();
    qint64 kept = 0;
    qint64 untold = 0; // the shop told no time for them
    qint64 beyond = 0; // answered when their time may have been over
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
    const StockWitness stock(books);
    const bool shopDecidesLater = decidesLater(books.input().ledger);
    for (const LedgerEntry &entry : books.input().ledger) {
        HoldFinder finder(saleEnd);
        for (const BuyerCall &call : entry.calls.calls())
            finder.see(call);
        for (const ConfirmedHold &hold : finder.holds()) {
            const HoldFate fate = fateOf(hold, entry, books, stock, shopDecidesLater);
            if (fate == HoldFate::Refused && window.end) {
                ++refused;
                const bool isStuck = hold.fate == HoldFate::Unclear && !hold.wasRefusedLater();
                const BuyerCall &call = hold.fate == HoldFate::Refused || isStuck ? hold.confirm : hold.refusal;
                find(entry, hold, 2,
                    isStuck ? u"all %1 of its confirms were told to be under way, and nothing was booked"_s.arg(
                                  numberText(hold.confirms))
                            : u"its confirm was refused with %1 at %2%3"_s.arg(QString::number(call.status),
                                  runTimeText(call.ended),
                                  hold.wasRefusedLater() ? u", and the one before it booked nothing"_s : QString()));
            } else if (fate == HoldFate::Refused) {
                ++atTheEnd;
            } else if (!hold.isJudged) {
                ++(hold.until == LedgerEntry::never ? untold : beyond);
            } else if (fate == HoldFate::Kept) {
                ++kept;
                if (isUnclearRefusal(hold.first, window.end.has_value())) {
                    ++keptLater;
                    ++firstReasons[unclearText(hold.first)];
                    find(entry, hold, 1,
                        u"kept at a later try: its first confirm was refused at %1: %2"_s.arg(
                            runTimeText(hold.first.ended), unclearText(hold.first)));
                }
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
    const std::optional<qint64> starting = books.stock().starting();
    const MostTaken most = takenForCertain(books.queue());
    // Of an existing sale, what others held before may have come back. Units that were given back were sold again, and
    // where the orders are not known in full, neither is how many those are.
    const std::optional<qint64> units = books.input().saleCreated ? starting : books.stock().ceiling();
    const bool isCounted = units && books.stock().restockText().isEmpty() && books.ordersAreComplete() && books.absenceIsCertain()
        && !books.areListsOfDifferentMoments();
    const qint64 surplus = isCounted ? std::max<qint64>(most.units - *units - books.perhapsGivenBack(), 0) : 0;
    const qint64 judged = kept + refused + atTheEnd;
    if (judged + unclear + untold + beyond == 0 && most.units == 0) {
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
    if (untold + beyond > 0)
        figures += u"%1 not judged"_s.arg(countText(untold + beyond, u"hold", u"holds"));
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
                u"%1 held or sold of %2"_s.arg(numberText(most.units), countText(*units, u"unit", u"units"))});
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
    if (untold > 0)
        notes += u"Of %1 the shop did not tell how long it lasts."_s.arg(countText(untold, u"hold", u"holds"));
    if (beyond > 0)
        notes += u"%1 answered when its time may have been over."_s.arg(
            countText(beyond, u"hold's confirm was", u"holds' confirms were"));
    if (refused + surplus > 0) {
        row.verdict = CheckVerdict::Fail;
        row.difference = double(refused + surplus);
    } else if (atTheEnd > 0) {
        row.verdict = CheckVerdict::Inconclusive;
    } else if (kept == 0) {
        notes += u"None of the holds could be judged."_s;
    } else {
        row.verdict = unclearRefusals + keptLater > 0 ? CheckVerdict::Warn : CheckVerdict::Pass;
    }
    row.note = notes.join(u' ');
}

} // namespace doorbuster
