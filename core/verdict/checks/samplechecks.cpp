// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/stockbounds.h"
#include "core/verdict/books/unsettledunits.h"
#include "core/verdict/checks/checks.h"
#include "core/verdict/checks/checktext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

/// A stock that was right this short a while ago is a cached one.
constexpr qint64 staleLimit = 5'000'000'000;

/// What the shop said of its stock, in the order of time: the samples beside the load, then the books' readings, which
/// are later than all that the buyers did.
std::vector<StockSample> allSamples(const Reconciliation &books)
{
    std::vector<StockSample> samples;
    if (books.input().observations)
        samples = books.input().observations->stock;
    for (StockSample &sample : samples) {
        if (sample.remaining && !unitsOf(sample.remaining)) {
            sample.oddity = u"%1 is no number of units"_s.arg(numberText(*sample.remaining));
            sample.remaining.reset();
        }
    }
    const qint64 afterAll = std::max(books.observedUntil(), samples.empty() ? 0 : samples.back().answered) + 1;
    for (const auto &reading : {books.input().books.saleBefore, books.input().books.sale}) {
        if (!reading || !unitsOf(reading->remaining) || !books.stock().remaining())
            continue;
        StockSample sample{.sent = afterAll, .answered = afterAll, .remaining = reading->remaining};
        sample.starting = reading->starting;
        sample.endsAt = reading->endsAt;
        sample.meaning = reading->phase == SalePhase::Ended ? Meaning::Ended
            : reading->soldOut                             ? Meaning::SoldOut
                                                           : Meaning::Open;
        samples.push_back(std::move(sample));
    }
    return samples;
}

QString momentText(const Reconciliation &books, const StockSample &sample)
{
    return sample.sent > books.observedUntil() ? u"at the end"_s : runTimeText(sample.answered);
}

bool isSoldOutWithStock(const StockSample &sample)
{
    return sample.meaning == Meaning::SoldOut && sample.remaining.value_or(0) > 0;
}

/// Both answers came before the sale can have ended, by all that was told of its end.
bool isBeforeTheEnd(const Reconciliation &books, const SaleContradiction &contradiction)
{
    const SaleWindow window = books.times().window();
    return window.end && contradiction.answered < window.end->from;
}

void addContradictions(
    const Reconciliation &books, const std::vector<StockSample> &samples, WeighedFindings &findings)
{
    constexpr qint64 heavy = mostUnits;
    for (const StockSample &sample : samples) {
        if (isSoldOutWithStock(sample))
            findings.add(heavy,
                {momentText(books, sample), numberText(*sample.remaining), u"told to be sold out all the same"_s});
    }
    if (!books.input().observations)
        return;
    for (const SaleContradiction &one : books.input().observations->contradictions) {
        const bool isEnd = one.kind == SaleContradiction::Kind::EndedAndOn;
        findings.add(isEnd && isBeforeTheEnd(books, one) ? heavy + 1 : 1,
            {runTimeText(one.answered), one.remaining ? numberText(*one.remaining) : u"?"_s,
                isEnd ? u"buyer of user %1: told that the sale has ended, and at the next look that it is on"_s.arg(one.vu)
                      : u"buyer of user %1: told to be sold out all the same"_s.arg(one.vu)});
    }
}

/// What contradicts itself for certain fails: an end that was taken back long before it was due, and "sold out" at the
/// end beside more units than anybody can hold. Else a shop may call a sale sold out whose last units are all held.
void judgeContradictions(
    const Reconciliation &books, const std::vector<StockSample> &samples, CheckRow &row, QStringList &notes)
{
    static const std::vector<SaleContradiction> none;
    const auto &told = books.input().observations ? books.input().observations->contradictions : none;
    const auto soldOut = std::ranges::count_if(samples, isSoldOutWithStock)
        + std::ranges::count(told, SaleContradiction::Kind::SoldOutWithStock, &SaleContradiction::kind);
    const auto takenBack = std::ranges::count(told, SaleContradiction::Kind::EndedAndOn, &SaleContradiction::kind);
    if (soldOut > 0) {
        const bool isSo = !samples.empty() && isSoldOutWithStock(samples.back()) && books.stock().remaining()
            && books.input().saleCreated && !books.foreignUnknown()
            && *books.stock().remaining() > openHoldsAtMost(books);
        worsen(row, isSo ? CheckVerdict::Fail : CheckVerdict::Warn);
        notes += u"%1 that the sale is sold out, beside units that are left."_s.arg(
            countText(qint64(soldOut), u"answer told", u"answers told"));
        if (isSo)
            notes += u"It was so at the end, when nobody can hold so many."_s;
    }
    if (takenBack > 0) {
        const bool isSo = std::ranges::any_of(told, [&](const SaleContradiction &one) {
            return one.kind == SaleContradiction::Kind::EndedAndOn && isBeforeTheEnd(books, one);
        });
        worsen(row, isSo ? CheckVerdict::Fail : CheckVerdict::Warn);
        notes += u"%1 that the sale has ended, and at the next look that it is on."_s.arg(
            countText(qint64(takenBack), u"buyer was told", u"buyers were told"));
    }
}

} // namespace

/// Fails only if a reading is no stock that the sale can have, or if what the shop tells of the sale contradicts itself:
/// no delay and no cache makes such an answer right.
void checkStockOverTime(const Reconciliation &books, CheckRow &row)
{
    // Of a sale whose units were added to, the most that was ever told.
    std::optional<qint64> starting = books.stock().saleStarting();
    const bool isRestocked = !books.stock().restockText().isEmpty();
    if (isRestocked)
        starting.reset();
    row.expected = starting ? u"a whole number from 0 to %1, never growing"_s.arg(numberText(*starting))
                            : u"a whole number from 0 on, never growing"_s;
    row.evidence.columns = {u"time"_s, u"stock"_s, u"finding"_s};
    const std::vector<StockSample> samples = allSamples(books);
    if (samples.empty()) {
        row.note = u"The stock was never told."_s;
        return;
    }
    qint64 wrong = 0;
    qint64 grown = 0;
    qint64 unread = 0; // told as something else than a number of units: says nothing of the stock
    WeighedFindings findings;
    std::optional<qint64> before;
    std::optional<qint64> least, most;
    for (const StockSample &sample : samples) {
        const QString at = momentText(books, sample);
        if (!sample.remaining) {
            ++unread;
            findings.add(0, {at, u"?"_s, u"could not be read: %1"_s.arg(shopText(sample.oddity))});
            continue;
        }
        const qint64 stock = *sample.remaining;
        least = std::min(least.value_or(stock), stock);
        most = std::max(most.value_or(stock), stock);
        // What cannot be right weighs more than what only grew.
        constexpr qint64 impossible = mostUnits * 2;
        if (stock < 0) {
            ++wrong;
            findings.add(impossible - stock, {at, numberText(stock), u"below 0"_s});
        } else if (starting && stock > *starting) {
            ++wrong;
            findings.add(impossible + stock - *starting, {at, numberText(stock), u"more than it started with"_s});
        } else if (before && stock > *before) {
            ++grown;
            findings.add(
                stock - *before, {at, numberText(stock), u"%1 more than before"_s.arg(numberText(stock - *before))});
        }
        before = stock;
    }
    addContradictions(books, samples, findings);
    findings.moveTo(row.evidence);
    row.actual = countText(qint64(samples.size()), u"reading", u"readings");
    if (least)
        row.actual += u", %1 to %2"_s.arg(numberText(*least), numberText(*most));
    row.verdict = CheckVerdict::Pass;
    row.difference = double(wrong + grown);
    QStringList notes;
    if (unread > 0) {
        worsen(row, least ? CheckVerdict::Warn : CheckVerdict::Inconclusive);
        notes += u"%1 not be read, which says nothing of the stock."_s.arg(
            countText(unread, u"reading could", u"readings could"));
    }
    if (wrong > 0) {
        row.verdict = CheckVerdict::Fail;
        notes += countText(wrong, u"reading cannot be right.", u"readings cannot be right.");
    }
    if (grown > 0) {
        worsen(row, CheckVerdict::Warn);
        notes += u"The stock grew %1."_s.arg(grown == 1 ? u"once"_s : countText(grown, u"time", u"times"));
    }
    if (isRestocked)
        notes += books.stock().restockText();
    judgeContradictions(books, samples, row, notes);
    row.note = notes.join(u' ');
}

/// Fails only if a reading lies outside what the confirms sent and answered by then allow, whatever its age: counting
/// refused confirms as returned, given-back orders as free, and open holds as taken where the shop may count them so.
void checkBoundedReads(const Reconciliation &books, CheckRow &row)
{
    row.expected = u"starting − confirms sent ≤ stock ≤ starting − confirms answered"_s;
    const std::optional<qint64> starting = books.stock().starting();
    if (const QString why = books.callsMissing(); !why.isEmpty()) {
        row.note = why;
        return;
    }
    const bool existing = !books.input().saleCreated;
    const bool othersKnown = books.input().baseline && books.input().baseline->ordersKnown && books.adminComplete()
        && books.baselineTrouble().isEmpty();
    if ((existing && !othersKnown) || books.foreignPaid() > 0) {
        row.note = u"Others buy on this sale as well, so that the stock says nothing of this run alone."_s;
        return;
    }
    if (!books.stock().restockText().isEmpty()) {
        row.note = books.stock().restockText();
        return;
    }
    std::vector<StockSample> samples = allSamples(books);
    std::erase_if(samples, [&](const StockSample &sample) { return books.stock().tellsNothingAnyMore(sample); });
    // Orders may have been given back while the books were read.
    const bool isMoving = books.stock().hasMoved() || books.mayHaveChangedWhileRead();
    if (isMoving || books.othersMayExplain())
        std::erase_if(samples, [&](const StockSample &sample) { return sample.sent > books.observedUntil(); });
    if (!starting || samples.empty()) {
        row.note = starting ? u"The stock was never told."_s : u"It is not known how many units there were."_s;
        return;
    }
    row.evidence.columns = {u"time"_s, u"stock"_s, u"at least"_s, u"at most"_s, u"finding"_s};
    const StockBounds bounds(*starting, books.queue(), confirmsSent(books.probes()));
    const bool holdsMayTake = holdsMayTakeStock(books);
    const UnitsHeldAtMost held(books);
    const qint64 givenBack = books.perhapsGivenBack(); // when, is not known
    const auto leastOf = [&](const StockSample &sample) {
        const qint64 byConfirms = bounds.least(sample.sent, sample.answered);
        return holdsMayTake ? std::min(byConfirms, *starting - held.within(sample.sent, sample.answered)) : byConfirms;
    };
    const auto mostOf = [&](const StockSample &sample) { return bounds.most(earliestMomentOf(sample.sent, sample.age)) + givenBack; };
    // Up to here the stock was wrong for a while and came right by itself later.
    std::size_t lastRight = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].remaining && *samples[i].remaining <= mostOf(samples[i]))
            lastRight = i;
    }
    qint64 judged = 0;
    qint64 wrong = 0;
    qint64 stale = 0;
    qint64 longestStale = 0;
    WeighedFindings findings;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const StockSample &sample = samples[i];
        if (!sample.remaining)
            continue; // V13 tells of it
        ++judged;
        const qint64 stock = *sample.remaining;
        const qint64 least = leastOf(sample);
        const qint64 most = mostOf(sample);
        // Too few may be with others, whose orders do not show, or not yet.
        const bool isTooFew = stock < least && !books.foreignUnknown() && books.absenceIsCertain();
        // Too many may have been given back, where the orders are not known in full.
        const bool isTooMany = stock > most && books.ordersAreComplete() && books.absenceIsCertain()
            && !books.areListsOfDifferentMoments();
        const qint64 off = isTooFew ? stock - least : isTooMany ? stock - most : 0;
        if (off == 0)
            continue;
        QString finding = off < 0 ? u"%1 too few"_s.arg(numberText(-off)) : u"%1 too many"_s.arg(numberText(off));
        // One that was right a short while ago weighs nothing.
        qint64 weight = std::abs(off);
        const std::optional<qint64> age = off > 0 ? bounds.age(stock, sample.sent) : std::nullopt;
        if (age && *age <= staleLimit && i < lastRight) {
            ++stale;
            longestStale = std::max(longestStale, *age);
            finding += u", right %1 before"_s.arg(secondsText(nanoseconds(*age)));
            weight = 0;
        } else {
            ++wrong;
        }
        findings.add(
            weight, {momentText(books, sample), numberText(stock), numberText(least), numberText(most), finding});
    }
    findings.moveTo(row.evidence);
    row.actual =
        u"%1 of %2 within"_s.arg(numberText(judged - wrong - stale), countText(judged, u"reading", u"readings"));
    row.verdict = CheckVerdict::Pass;
    row.difference = double(wrong + stale);
    QStringList notes;
    if (wrong > 0) {
        row.verdict = existing ? CheckVerdict::Warn : CheckVerdict::Fail;
        notes += u"%1 out of bounds."_s.arg(countText(wrong, u"reading is", u"readings are"));
        if (existing)
            notes += u"Others may have held units meanwhile."_s;
    }
    if (stale > 0) {
        worsen(row, CheckVerdict::Warn);
        notes += u"%1 out of date, by %2 at least."_s.arg(
            countText(stale, u"reading was", u"readings were"), secondsText(nanoseconds(longestStale)));
    }
    row.note = notes.join(u' ');
}

} // namespace doorbuster
