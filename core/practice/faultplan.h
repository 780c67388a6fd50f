// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/practice/random.h"
#include "core/practice/servedrequest.h"
#include "core/practice/shoprules.h"
#include "core/practice/shoptime.h"

#include <array>
#include <optional>

namespace doorbuster {

/// How long every answer is delayed: evenly spread over base ± spread.
struct Latency {
    std::chrono::nanoseconds base{};
    std::chrono::nanoseconds spread{};
};

/// What goes wrong with a request, apart from the shop's books.
enum class Fault {
    None,
    /// Answer 5xx, and do nothing else.
    Refuse,
    /// Close the connection without doing anything.
    DropBefore,
    /// Do it, and close the connection without an answer.
    DropAfter,
    /// Answer with a web page, as a proxy does for a shop that it does not ask.
    Page,
    /// Answer 410, and do nothing else.
    Gone,
    /// Answer 429 with the time after which to try again, and do nothing else.
    Limit,
};

/// Decides each request's fault and delay, from the options and the defects that are not about stock and orders.
/// Errors and drops strike in a window that opens with a sale's first buy, so that set-up and verification stay whole.
class FaultPlan final {
public:
    /// `errorRate`: the share (0 to 1) of the buyers' requests that is refused, all the time.
    FaultPlan(const ShopRules &rules, Latency latency, double errorRate);

    Fault next(ServedRequest name, ShopTime now);
    std::chrono::nanoseconds delay();
    bool delays() const { return m_latency.base + m_latency.spread > std::chrono::nanoseconds::zero(); }

private:
    bool within(ShopTime now, std::chrono::nanoseconds from, std::chrono::nanoseconds to) const;
    Fault dropping(ServedRequest name);
    bool isBeyondLimit(ShopTime now);

    const Defect m_defect;
    const double m_buysPerSecond;
    const Latency m_latency;
    const double m_errorRate;
    Random m_random;
    std::optional<ShopTime> m_firstBuy;
    /// The second for which buys are counted, and how many have come in it.
    std::chrono::sys_seconds m_limitedSecond;
    double m_buysOfSecond = 0;
    std::array<std::uint64_t, servedRequestNames.size()> m_counts{};
};

} // namespace doorbuster
