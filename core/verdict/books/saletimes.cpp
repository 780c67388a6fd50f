// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/saletimes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

SaleTimes::SaleTimes(const VerificationInput &input, const ClockOffset &byOrders, qint64 observedUntil)
    : m_input(input)
{
    findClock(byOrders);
    findToldWindows(observedUntil);
}

/// The shop's clock, by the times of the orders that its buyers were told of (to the millisecond, or to the second), as
/// those are the shop's own; else by the `Date` headers (to the second), which may be of something before it. Where the
/// two do not fit together, either may be right.
void SaleTimes::findClock(const ClockOffset &byOrders)
{
    const ClockOffset byHeaders =
        m_input.observations ? shopClock(*m_input.observations, m_input.startedAt) : ClockOffset();
    m_clock = byOrders.isKnown() ? byOrders : byHeaders;
    m_clockIsDoubtful = !byOrders.isKnown();
    if (!byHeaders.isKnown() || !byOrders.isKnown())
        return;
    if (!byOrders.isSteady() || !byHeaders.agreesWith(byOrders)) {
        m_otherClock = byHeaders;
        m_clockRemark = u"The orders' times do not fit to the Date headers."_s;
    }
}

void SaleTimes::findToldWindows(qint64 observedUntil)
{
    const auto add = [this](qint64 sent, qint64 answered, std::optional<qint64> startsAt, std::optional<qint64> endsAt) {
        if (startsAt || endsAt)
            m_windows.push_back({sent, answered, startsAt, endsAt});
    };
    bool anyCached = false; // what a cache tells is of an earlier moment, and out of order
    if (m_input.observations) {
        for (const StockSample &sample : m_input.observations->stock) {
            anyCached |= sample.age.value_or(0) > 0;
            add(sample.sent, sample.answered, sample.startsAt, sample.endsAt);
        }
    }
    const qint64 afterAll = observedUntil + 1;
    for (const auto &reading : {m_input.books.saleBefore, m_input.books.sale}) {
        if (reading)
            add(reading->sent.value_or(afterAll), reading->answered.value_or(afterAll), reading->startsAt,
                reading->endsAt);
    }
    if (m_windows.empty())
        add(0, 0, m_input.saleStartsAt, m_input.saleEndsAt);
    const bool areTheSame = std::ranges::all_of(m_windows, [this](const ToldWindow &told) {
        return told.startsAt == m_windows.front().startsAt && told.endsAt == m_windows.front().endsAt;
    });
    if (areTheSame && !m_windows.empty())
        m_windows.resize(1);
    m_windowsInOrder = !anyCached;
}

std::optional<qint64> SaleTimes::latestEndTold() const
{
    std::optional<qint64> latest;
    for (const ToldWindow &told : m_windows) {
        if (told.endsAt)
            latest = std::max(latest.value_or(*told.endsAt), *told.endsAt);
    }
    return latest;
}

SaleWindow SaleTimes::windowOf(std::span<const ToldWindow> told) const
{
    SaleWindow window;
    if (told.empty())
        window.trouble = u"The shop does not say when the sale starts and ends."_s;
    else if (!m_clock.isKnown())
        window.trouble = u"The shop's clock is not known: neither a Date header nor an order's time tells it."_s;
    if (!window.trouble.isEmpty())
        return window;
    // Of two clocks that disagree, nobody knows which one opens and closes the sale.
    const auto atEither = [this](qint64 shopMillis) {
        MomentRange moment = runTimeOf(shopMillis, m_input.startedAt, m_clock);
        if (m_otherClock.isKnown()) {
            const MomentRange other = runTimeOf(shopMillis, m_input.startedAt, m_otherClock);
            moment = {std::min(moment.from, other.from), std::max(moment.to, other.to)};
        }
        return moment;
    };
    const auto widen = [&](std::optional<MomentRange> &bound, std::optional<qint64> shopMillis) {
        if (!shopMillis)
            return;
        const MomentRange moment = atEither(*shopMillis);
        bound = bound ? MomentRange{std::min(bound->from, moment.from), std::max(bound->to, moment.to)} : moment;
    };
    for (const ToldWindow &one : told) {
        widen(window.start, one.startsAt);
        widen(window.end, one.endsAt);
    }
    return window;
}

SaleWindow SaleTimes::window() const
{
    return windowOf(m_windows);
}

SaleWindow SaleTimes::windowAt(const MomentRange &moment) const
{
    if (!m_windowsInOrder)
        return windowOf(m_windows);
    // From the last that was told before it to the first that was asked for after it.
    auto first = std::ranges::partition_point(
        m_windows, [&](const ToldWindow &told) { return told.answered <= moment.from; });
    if (first != m_windows.begin())
        --first;
    auto last = std::ranges::partition_point(
        m_windows, [&](const ToldWindow &told) { return told.sent < moment.to; });
    if (last != m_windows.end())
        ++last;
    return windowOf(std::span(first, last));
}

} // namespace doorbuster
