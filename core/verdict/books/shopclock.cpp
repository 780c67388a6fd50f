// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/shopclock.h"

#include "core/verdict/checks/checktext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

constexpr double nanosecondsPerMs = 1e6;
constexpr double noticeable = 10; // ms
constexpr double warnedFrom = 1'000; // ms
constexpr double farthest = 100. * 365 * 24 * 3'600 * 1'000; // ms: what a shop tells may be any year
constexpr qint64 dateResolution = 1'000; // ms: the header tells whole seconds

double bounded(double ms)
{
    return std::clamp(ms, -farthest, farthest);
}

} // namespace

ClockOffset shopClock(const ShopObservations &observations, qint64 startedAt)
{
    ClockOffset clock;
    for (const ClockSample &sample : observations.clock)
        addDate(clock, sample, startedAt);
    return clock;
}

void addDate(ClockOffset &clock, const ClockSample &sample, qint64 startedAt)
{
    clock.add(startedAt, sample.sent, sample.answered, sample.date, dateResolution);
}

MomentRange runTimeOf(qint64 shopMillis, qint64 startedAt, const ClockOffset &clock)
{
    const double ours = double(shopMillis) - double(startedAt);
    return {qint64(std::floor(bounded(ours - clock.high()) * nanosecondsPerMs)),
        qint64(std::ceil(bounded(ours - clock.low()) * nanosecondsPerMs))};
}

QString clockText(const ClockOffset &clock)
{
    const auto text = [](double ms) {
        const nanoseconds time(qint64(bounded(ms) * nanosecondsPerMs));
        return time < std::chrono::seconds(1) ? millisecondsText(time) : secondsText(time);
    };
    const double middle = (clock.low() + clock.high()) / 2;
    const double halfWidth = (clock.high() - clock.low()) / 2;
    if (std::abs(middle) <= halfWidth || std::abs(middle) < noticeable)
        return u"The shop's clock goes as ours, to within %1."_s.arg(
            text(std::max(std::abs(clock.low()), std::abs(clock.high())) + 1));
    return u"The shop's clock is %1 %2 ours (± %3)."_s.arg(
        text(std::abs(middle)), middle < 0 ? u"behind" : u"ahead of", text(halfWidth));
}

QString clockWarning(const ClockOffset &clock)
{
    const bool differs = clock.isKnown() && (clock.low() > warnedFrom || clock.high() < -warnedFrom);
    return differs ? clockText(clock) : QString();
}

std::optional<EarlyArrivals> earlyArrivals(
    const Ledger &ledger, const ShopObservations &observations, qint64 startedAt, std::optional<qint64> saleStartsAt)
{
    if (!saleStartsAt)
        return std::nullopt;
    const ClockOffset clock = shopClock(observations, startedAt);
    EarlyArrivals early;
    early.byOurClock = !clock.isKnown();
    // The earliest moment at which the sale can have opened: what came before it came early for certain.
    ClockOffset used = clock;
    if (early.byOurClock)
        used.add(startedAt, 0, 0, startedAt, 0);
    const MomentRange opened = runTimeOf(*saleStartsAt, startedAt, used);
    for (const LedgerEntry &entry : ledger) {
        if (entry.firstBuySent == LedgerEntry::never || entry.firstBuySent >= opened.to)
            continue;
        if (entry.firstBuySent >= opened.from) {
            early.perhapsMore = true;
            continue;
        }
        ++early.buyers;
        early.longest = std::max(early.longest, nanoseconds(opened.from - entry.firstBuySent));
    }
    return early;
}

QString earlyText(const EarlyArrivals &early)
{
    if (early.buyers == 0)
        return {};
    return u"%1%2 came before the sale opened, up to %3 before it%4."_s.arg(
        early.perhapsMore ? u"At least "_s : QString(), countText(early.buyers, u"buyer", u"buyers"),
        secondsText(early.longest),
        early.byOurClock ? u" (by our clock: the shop does not tell its own)"_s : QString());
}

} // namespace doorbuster
