// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/shopclock.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <limits>
#include <optional>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr qint64 nsPerSecond = 1'000'000'000;
constexpr qint64 nsPerMillisecond = 1'000'000;

qint64 medianOf(std::vector<qint64> values)
{
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// From when on the stock could be sold to this run's buyers, ns since the run's start.
struct SellOutStart {
    qint64 at = 0;
    QStringView name;
};

/// A sale that this run created begins when the shop says so; an existing one is there, with what is left of it, when
/// the first buyer comes, unless it opens later.
SellOutStart sellOutStart(const Reconciliation &books, qint64 soldOut)
{
    qint64 first = std::numeric_limits<qint64>::max();
    for (const LedgerEntry &entry : books.input().ledger) {
        if (entry.firstBuySent != LedgerEntry::never)
            first = std::min(first, entry.firstBuySent);
    }
    const SaleWindow window = books.times().window();
    if (window.start) {
        const qint64 opened = window.start->from + (window.start->to - window.start->from) / 2;
        if (opened < soldOut && (books.input().saleCreated || opened > first))
            return {opened, u"the sale's start"};
    }
    return {first, u"the first buy"};
}

constexpr qint64 farPast = std::numeric_limits<qint64>::min() / 4;
constexpr qint64 farFuture = std::numeric_limits<qint64>::max() / 4;
/// The clocks of a shop's machines may be so far apart, and its times rounded by so much, without any answer that shows
/// it.
constexpr qint64 apart = nsPerSecond;
/// From letting a confirm in to writing its order, a quick shop takes up to this, ms.
constexpr qint64 mostWriting = 100;

/// Tells what lies outside the sale's time for certain.
class WindowJudge {
public:
    WindowJudge(const Reconciliation &books, CheckRow &row)
        : m_books(books)
        , m_row(row)
    {
    }

    void judgeCall(const LedgerEntry &entry, const MomentRange &moment, QStringView what)
    {
        ++m_judged;
        const SaleWindow window = m_books.times().windowAt(moment);
        const MomentRange start = window.start.value_or(MomentRange{farPast, farPast});
        const MomentRange end = window.end.value_or(MomentRange{farFuture, farFuture});
        const bool early = moment.to < start.from - apart;
        const bool late = moment.from > end.to + apart;
        if (!early && !late) {
            m_unclear += !start.isBefore(moment) || !moment.isBefore(end);
            return;
        }
        ++m_outside;
        const qint64 by = early ? start.from - moment.to : moment.from - end.to;
        add(by,
            {m_books.emailOf(entry), runTimeText(moment.from), runTimeText(moment.to),
                u"%1 %2 %3, by %4 at least"_s.arg(what, early ? u"before the start" : u"after the end",
                    early ? runTimeText(start.from) : runTimeText(end.to), secondsText(nanoseconds(by)))});
    }

    /// An order that its buyer was not told of: nobody asked for it before its first confirm.
    void judgeOrder(const KnownOrder &order)
    {
        if (!order.paid())
            return;
        const BuyerAccount &account = m_books.accountOf(order);
        if (!account.ofThisRun() || account.has(ConfirmState::Confirmed))
            return; // its confirm is judged
        const MomentRange moment = confirmsOf(account);
        const SaleWindow window = m_books.times().windowAt(moment);
        // By the shop's own times alone, whatever clock the Date headers are of.
        const auto end = m_books.times().latestEndTold();
        const auto &created = order.order->createdAt;
        if (!window.end || moment.from <= window.end->to + apart) {
            const qint64 rounding = created && *created % 1'000 == 0 ? 1'000 : mostWriting;
            m_perhapsLate += end && created && *created > *end + rounding;
            return;
        }
        ++m_judged;
        ++m_outside;
        m_outsideByOwnTime += end && created && *created > *end + apart / nsPerMillisecond;
        const qint64 by = moment.from - window.end->to;
        add(by,
            {account.email, runTimeText(moment.from), runTimeText(moment.to),
                u"order of %1, whose first confirm was sent after the end %2, by %3 at least"_s.arg(
                    timeText(order.order->createdAt), runTimeText(window.end->to), secondsText(nanoseconds(by)))});
    }

    qint64 judged() const { return m_judged; }
    qint64 outside() const { return m_outside; }
    /// Of these the orders that the shop's own times show to be late as well.
    qint64 outsideByOwnTime() const { return m_outsideByOwnTime; }
    /// Orders that the shop's own times show after the end, but that may have been let in before it and written late.
    qint64 perhapsLate() const { return m_perhapsLate; }
    qint64 unclear() const { return m_unclear; }

private:
    /// From when the first was sent to when the last was answered; far away without any.
    static MomentRange confirmsOf(const BuyerAccount &account)
    {
        MomentRange moment{farFuture, farPast};
        for (const LedgerEntry *journey : account.journeys) {
            for (const BuyerCall &call : journey->calls.calls()) {
                if (call.kind != CallKind::Confirm)
                    continue;
                moment.from = std::min(moment.from, call.sent);
                moment.to = std::max(moment.to, call.ended);
            }
        }
        return moment.to == farPast ? MomentRange{farPast, farFuture} : moment;
    }

    void add(qint64 by, QStringList finding)
    {
        if (by >= m_farthest && m_row.evidence.rows.size() < Evidence::limit) {
            m_farthest = by;
            m_row.evidence.worst = m_row.evidence.rows.size();
        }
        addFinding(m_row.evidence, std::move(finding));
    }

    const Reconciliation &m_books;
    CheckRow &m_row;
    qint64 m_judged = 0;
    qint64 m_outside = 0;
    qint64 m_outsideByOwnTime = 0;
    qint64 m_perhapsLate = 0;
    qint64 m_unclear = 0; ///< too near to a bound
    qint64 m_farthest = 0;
};

} // namespace

/// Fails only if a hold or an order was accepted while the sale was not on, by each window that the shop told around
/// that moment, each clock that may open and close it, and the whole time that the call took.
void checkSaleWindow(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"holds and orders within the sale's time only"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const SaleWindow whole = books.times().window();
    if (!whole.trouble.isEmpty()) {
        row.note = whole.trouble;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"sent"_s, u"answered"_s, u"finding"_s};
    WindowJudge judge(books, row);
    qint64 queuedOutside = 0;
    for (const QueueStay &stay : books.queue().stays()) {
        queuedOutside += (whole.start && stay.joined.isBefore(*whole.start))
            || (whole.end && whole.end->isBefore(stay.joined));
        if (stay.end == QueueStay::End::Held)
            judge.judgeCall(*stay.entry, stay.held, u"hold");
    }
    for (const LedgerEntry &entry : books.input().ledger) {
        // One in doubt may have been accepted already, and the answer to the next one only says so.
        std::optional<qint64> inDoubtSince;
        for (const BuyerCall &call : entry.calls.calls()) {
            if (call.kind == CallKind::Buy)
                inDoubtSince.reset();
            else if (call.meaning == Meaning::Bought)
                judge.judgeCall(entry, {inDoubtSince.value_or(call.sent), call.ended}, u"confirm");
            else if (call.kind == CallKind::Confirm && call.isInDoubt() && !inDoubtSince)
                inDoubtSince = call.sent;
        }
    }
    for (const KnownOrder &order : books.orders())
        judge.judgeOrder(order);
    const qint64 judged = judge.judged();
    const qint64 outside = judge.outside();
    const qint64 unclear = judge.unclear();
    QStringList notes;
    const ClockOffset &clock = books.times().clock();
    if (judged == 0) {
        row.note = u"There was neither a hold nor an order."_s;
        return;
    }
    row.actual = u"%1 of %2 within"_s.arg(
        numberText(judged - outside), countText(judged, u"hold and order", u"holds and orders"));
    const qint64 byOwnTime = judge.outsideByOwnTime();
    const bool isDoubtful = outside > 0 && byOwnTime == 0 && books.times().clockIsDoubtful();
    if (isDoubtful || (outside == 0 && unclear == judged))
        row.verdict = CheckVerdict::NoData;
    else
        row.verdict = outside > 0 ? CheckVerdict::Fail : CheckVerdict::Pass;
    if (row.verdict != CheckVerdict::Fail && judge.perhapsLate() > 0)
        row.verdict = CheckVerdict::Inconclusive;
    if (row.verdict == CheckVerdict::Fail || row.verdict == CheckVerdict::Pass)
        row.difference = double(outside);
    if (outside > 0)
        notes += u"%1 accepted outside the sale's time."_s.arg(
            countText(outside, u"hold or order was", u"holds and orders were"));
    if (judge.perhapsLate() > 0)
        notes += u"%1 after the end by the shop's own times: let in too late, or written late."_s.arg(
            countText(judge.perhapsLate(), u"order that its buyer was not told of is", u"orders that their buyers were not told of are"));
    if (byOwnTime > 0)
        notes += u"%1 by the shop's own times as well."_s.arg(countText(byOwnTime, u"order is late", u"orders are late"));
    if (unclear > 0)
        notes += u"%1 too near to a bound to tell."_s.arg(
            unclear == judged && judged > 1 ? u"All are"_s : countText(unclear, u"is", u"are"));
    if (queuedOutside > 0)
        notes += u"%1 let into the queue outside of it, which is no sale."_s.arg(
            countText(queuedOutside, u"buyer was", u"buyers were"));
    notes += clockText(clock);
    if (isDoubtful)
        notes += u"That is by its Date headers alone, and no order's time confirms them."_s;
    if (!clock.isSteady())
        notes += u"It does not run steadily."_s;
    if (!books.times().clockRemark().isEmpty())
        notes += books.times().clockRemark();
    row.note = notes.join(u' ');
}

void checkVisibility(const Reconciliation &books, CheckRow &row)
{
    const nanoseconds limit = books.input().visibilityLimit;
    row.expected = u"listed within %1"_s.arg(secondsText(limit));
    const auto *observations = books.input().observations;
    if (!observations || observations->visibility.empty()) {
        row.note = u"No confirmed order was looked for while the load ran."_s;
        return;
    }
    if (books.idsAreOfTwoKinds()) {
        row.note =
            u"The lists have other ids than those that buyers are told (see V6), so that nobody can tell when an order appears in them."_s;
        return;
    }
    row.evidence.columns = {u"buyer"_s, u"order"_s, u"at least"_s, u"at most"_s};
    std::vector<qint64> most;
    qint64 late = 0;
    qint64 unseen = 0;
    qint64 untold = 0; // seen, or looked for, too late to tell whether they kept the limit
    qint64 longestGap = 0; // between the looks of those that were seen
    WeighedFindings findings;
    for (const VisibilityProbe &probe : observations->visibility) {
        const bool seen = probe.firstSeen != VisibilityProbe::never;
        const qint64 least =
            probe.lastMissing == VisibilityProbe::never ? 0 : std::max<qint64>(probe.lastMissing - probe.confirmed, 0);
        if (seen)
            most.push_back(probe.firstSeen - probe.confirmed);
        unseen += !seen;
        if (least <= limit.count()) {
            const qint64 end = seen ? probe.firstSeen - probe.confirmed : std::numeric_limits<qint64>::max();
            if (end > limit.count()) {
                ++untold;
                if (seen)
                    longestGap = std::max(longestGap, probe.firstSeen - probe.confirmed - least);
            }
            continue;
        }
        ++late;
        findings.add(least,
            {books.input().emails.email(probe.vu, probe.iteration), shopText(probe.orderId),
                secondsText(nanoseconds(least)),
                seen ? secondsText(nanoseconds(probe.firstSeen - probe.confirmed)) : u"not seen while looking"_s});
    }
    findings.moveTo(row.evidence);
    QStringList figures;
    if (!most.empty())
        figures += u"half within %1, all within %2"_s.arg(secondsText(nanoseconds(medianOf(most))),
            secondsText(nanoseconds(*std::max_element(most.begin(), most.end()))));
    figures += u"%1 looked for"_s.arg(countText(qint64(observations->visibility.size()), u"order", u"orders"));
    if (unseen > 0)
        figures += u"%1 not seen meanwhile"_s.arg(numberText(unseen));
    row.actual = figures.join(u", "_s);
    const auto looked = qint64(observations->visibility.size());
    QStringList notes;
    if (late > 0)
        notes += u"%1 longer than that to appear in the list by email."_s.arg(
            countText(late, u"order took", u"orders took"));
    if (untold > 0) {
        const QString why = longestGap > 0
            ? u"the looks at the list were up to %1 apart"_s.arg(secondsText(nanoseconds(longestGap)))
            : u"the run ended before they were seen"_s;
        notes += u"Of %1 it cannot be told: %2."_s.arg(countText(untold, u"order", u"orders"), why);
    }
    row.note = notes.join(u' ');
    if (late == 0 && untold == looked)
        return;
    row.verdict = late > 0 ? CheckVerdict::Fail : CheckVerdict::Pass;
    row.difference = double(late);
}

void checkSellOut(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"the last units sell as the others do"_s;
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const std::optional<qint64> starting = books.stock().starting();
    const auto &sold = books.queue().confirmsAcknowledged();
    if (!starting || *starting <= 0 || !books.stock().remaining()) {
        row.note = u"It is not known how many units there were."_s;
        return;
    }
    if (*books.stock().remaining() > 0 || qint64(sold.size()) < *starting) {
        row.note = u"Not sold out: %1 of %2 confirmed to their buyers."_s.arg(
            numberText(qint64(sold.size())), countText(*starting, u"unit", u"units"));
        return;
    }
    const qint64 last = sold[std::size_t(*starting) - 1];
    const SellOutStart start = sellOutStart(books, last);
    const qint64 first = start.at;
    const std::size_t tailUnits = std::size_t(std::max<qint64>(*starting / 100, 1));
    const std::size_t before = std::size_t(*starting) > tailUnits ? std::size_t(*starting) - tailUnits - 1 : 0;
    const qint64 tailFrom = sold[before];
    const qint64 tail = last - tailFrom;
    const qint64 body = tailFrom - first;
    const double seconds = double(last - first) / nsPerSecond;
    row.actual = u"sold out %1 after %2"_s.arg(secondsText(nanoseconds(last - first)), start.name);
    if (seconds > 0)
        row.actual += u", %1 units/s"_s.arg(QString::number(double(*starting) / seconds, 'f', 1));
    row.actual += u", the last 1 % in %1"_s.arg(secondsText(nanoseconds(tail)));
    row.verdict = CheckVerdict::Pass;
    const bool isLong = tail > std::max(20 * nsPerSecond, body);
    WeighedFindings waits;
    for (const QueueStay &stay : books.queue().stays()) {
        if (stay.joined.to <= tailFrom && stay.lastQueued > tailFrom + tail / 2)
            waits.add(stay.lastQueued - stay.joined.to,
                {books.emailOf(*stay.entry), runTimeText(stay.joined.to), runTimeText(stay.lastQueued)});
    }
    QStringList notes;
    if (isLong && waits.count() > 0) {
        row.verdict = CheckVerdict::Fail;
        notes +=
            u"The last %1 took longer than all before, while %2."_s.arg(countText(qint64(tailUnits), u"unit", u"units"),
                countText(waits.count(), u"buyer waited", u"buyers waited"));
        row.evidence.columns = {u"buyer"_s, u"joined"_s, u"last seen waiting"_s};
        waits.moveTo(row.evidence);
    } else if (isLong) {
        notes += u"The last units took long, but nobody was waiting for them."_s;
    }
    if (const auto early = books.earlyArrivals(); early && early->buyers > 0)
        notes += earlyText(*early);
    row.note = notes.join(u' ');
}

} // namespace doorbuster
