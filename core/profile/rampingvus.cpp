// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/rampingvus.h"

#include <algorithm>

namespace doorbuster {

namespace {

using std::chrono::nanoseconds;

// Far above what validation lets through; it only keeps sums of unchecked durations from overflowing.
constexpr nanoseconds kLongest = std::chrono::hours{24 * 365 * 100};

nanoseconds clampDuration(std::chrono::milliseconds duration)
{
    const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(kLongest);
    return std::clamp(duration, std::chrono::milliseconds{0}, limit);
}

/// whole · part / parts, cut to whole nanoseconds, without leaving 64 bits: part ≤ parts, both below 2³¹.
nanoseconds share(nanoseconds whole, qint64 part, qint64 parts)
{
    return whole / parts * part + whole % parts * part / parts;
}

void addStep(QList<PlanStep> &steps, nanoseconds at, int planned)
{
    if (!steps.isEmpty() && steps.last().at == at)
        steps.removeLast();
    if (steps.isEmpty() || steps.last().planned != planned)
        steps.append({at, planned});
}

} // namespace

std::shared_ptr<const Executor> makeExecutor(const LoadSettings &settings)
{
    return std::make_shared<RampingVus>(settings); // validation lets no other executor through
}

RampingVus::RampingVus(const LoadSettings &settings)
    : m_gracefulRampDown(clampDuration(settings.gracefulRampDown))
    , m_gracefulStop(clampDuration(settings.gracefulStop))
    , m_startVUs(std::max(0, settings.startVUs))
    , m_peak(m_startVUs)
{
    m_legs.reserve(static_cast<std::size_t>(settings.stages.size()));
    Leg leg{nanoseconds{0}, nanoseconds{0}, m_startVUs, m_startVUs};
    for (const Stage &stage : settings.stages) {
        leg.start = leg.end;
        leg.end = leg.start + std::min(clampDuration(stage.duration), kLongest - leg.start);
        leg.from = leg.to;
        leg.to = std::max(0, stage.target);
        m_peak = std::max(m_peak, leg.to);
        m_legs.push_back(leg);
    }
}

nanoseconds RampingVus::duration() const
{
    return m_legs.empty() ? nanoseconds{0} : m_legs.back().end;
}

nanoseconds RampingVus::hardEnd() const
{
    return duration() + m_gracefulStop;
}

int RampingVus::peak() const
{
    return m_peak;
}

int RampingVus::peakLasting(nanoseconds length) const
{
    // The higher a number, the shorter it is planned: the search narrows down to the last that lasts.
    int lasting = 0;
    int beyond = m_peak + 1;
    while (beyond - lasting > 1) {
        const int vu = lasting + (beyond - lasting) / 2;
        const auto intervals = intervalsOf(vu);
        const bool lasts = std::any_of(intervals.begin(), intervals.end(),
            [length](const Interval &interval) { return interval.end - interval.start >= length; });
        (lasts ? lasting : beyond) = vu;
    }
    return lasting;
}

/// When the leg starts (going up) or takes away (going down) VU number `vu`, which must lie between its ends.
nanoseconds RampingVus::changeIn(const Leg &leg, int vu)
{
    const nanoseconds length = leg.end - leg.start;
    if (leg.to > leg.from)
        return leg.end - share(length, leg.to - vu, leg.to - leg.from);
    return leg.end - share(length, vu - 1 - leg.to, leg.from - leg.to);
}

int RampingVus::plannedIn(const Leg &leg, nanoseconds t)
{
    // Both searches narrow down to the last VU number that satisfies what makes it planned.
    int planned = std::min(leg.from, leg.to);
    int beyond = std::max(leg.from, leg.to) + 1;
    const bool up = leg.to > leg.from;
    while (beyond - planned > 1) {
        const int vu = planned + (beyond - planned) / 2;
        const bool isPlanned = up ? changeIn(leg, vu) <= t : changeIn(leg, vu) > t;
        (isPlanned ? planned : beyond) = vu;
    }
    return planned;
}

double RampingVus::userSeconds() const
{
    double sum = 0;
    for (const Leg &leg : m_legs)
        sum += std::chrono::duration<double>(leg.end - leg.start).count() * (double(leg.from) + leg.to) / 2;
    return sum;
}

std::vector<PlanStep> RampingVus::outline() const
{
    std::vector<PlanStep> corners{{nanoseconds{0}, m_startVUs}};
    for (const Leg &leg : m_legs)
        corners.push_back({leg.end, leg.to});
    if (!m_legs.empty() && corners.back().planned > 0)
        corners.push_back({duration(), 0}); // nobody is planned from there on
    return corners;
}

int RampingVus::plannedAt(nanoseconds t) const
{
    if (t < nanoseconds{0} || t >= duration())
        return 0;
    return plannedIn(m_legs[static_cast<std::size_t>(stageAt(t))], t);
}

int RampingVus::stageAt(nanoseconds t) const
{
    const auto leg = std::partition_point(m_legs.begin(), m_legs.end(), [t](const Leg &l) { return l.end <= t; });
    return std::min(static_cast<int>(leg - m_legs.begin()), stageCount() - 1);
}

int RampingVus::stageCount() const
{
    return static_cast<int>(m_legs.size());
}

nanoseconds RampingVus::stageStart(int index) const
{
    return m_legs.at(static_cast<std::size_t>(index)).start;
}

std::vector<RampingVus::Interval> RampingVus::intervalsOf(int vu) const
{
    std::vector<Interval> intervals;
    if (vu < 1 || vu > m_peak)
        return intervals;
    bool planned = m_startVUs >= vu;
    nanoseconds since{0};
    const auto close = [&](nanoseconds end, bool endsWithPlan) {
        if (end > since)
            intervals.push_back({since, end, endsWithPlan});
    };
    for (const Leg &leg : m_legs) {
        if (!planned && leg.to >= vu) {
            planned = true;
            since = changeIn(leg, vu);
            // A jump down and up again within one instant takes nobody away.
            if (!intervals.empty() && intervals.back().end == since) {
                since = intervals.back().start;
                intervals.pop_back();
            }
        } else if (planned && leg.to < vu) {
            planned = false;
            close(changeIn(leg, vu), false);
        }
    }
    if (planned)
        close(duration(), true);
    return intervals;
}

nanoseconds RampingVus::cutFor(const std::vector<Interval> &intervals, nanoseconds iterationStart) const
{
    auto next = std::upper_bound(intervals.begin(), intervals.end(), iterationStart,
        [](nanoseconds start, const Interval &interval) { return start < interval.start; });
    if (next == intervals.begin())
        return iterationStart;
    for (;;) {
        const Interval &current = *std::prev(next);
        if (current.endsWithPlan)
            return hardEnd();
        const nanoseconds cut = std::min(current.end + m_gracefulRampDown, hardEnd());
        if (next == intervals.end() || next->start > cut)
            return cut;
        ++next;
    }
}

nanoseconds RampingVus::cutFor(int vu, nanoseconds iterationStart) const
{
    return cutFor(intervalsOf(vu), iterationStart);
}

QList<PlanStep> RampingVus::steps() const
{
    QList<PlanStep> steps;
    addStep(steps, nanoseconds{0}, m_startVUs);
    for (const Leg &leg : m_legs) {
        for (int vu = leg.from + 1; vu <= leg.to; ++vu)
            addStep(steps, changeIn(leg, vu), vu);
        for (int vu = leg.from; vu > leg.to; --vu)
            addStep(steps, changeIn(leg, vu), vu - 1);
    }
    addStep(steps, duration(), 0);
    return steps;
}

} // namespace doorbuster
