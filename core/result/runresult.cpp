// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/runresult.h"

#include <algorithm>

namespace doorbuster {

namespace {

constexpr std::array<QStringView, 4> ends{u"completed", u"stopped", u"failed", u"aborted"};
constexpr std::array<QStringView, 5> causes{u"none", u"user", u"threshold", u"saleEnded", u"internal"};
constexpr std::array<QStringView, 4> kinds{u"none", u"setup", u"setupTimeout", u"internal"};

template <class Enum, std::size_t count>
std::optional<Enum> find(const std::array<QStringView, count> &names, QStringView text)
{
    const auto at = std::ranges::find(names, text);
    return at == names.end() ? std::nullopt : std::optional(Enum(at - names.begin()));
}

std::chrono::nanoseconds timeIn(const std::vector<PhaseSpan> &phases, RunPhase phase)
{
    std::chrono::nanoseconds sum{0};
    for (const PhaseSpan &span : phases) {
        if (span.phase == phase) {
            sum += span.ended - span.started;
        }
    }
    return sum;
}

} // namespace

QStringView toString(RunEnd end)
{
    return ends[std::size_t(end)];
}

QStringView toString(StopCause cause)
{
    return causes[std::size_t(cause)];
}

QStringView toString(FailureKind kind)
{
    return kinds[std::size_t(kind)];
}

std::optional<RunEnd> runEndFromString(QStringView text)
{
    return find<RunEnd>(ends, text);
}

std::optional<StopCause> stopCauseFromString(QStringView text)
{
    return find<StopCause>(causes, text);
}

std::optional<FailureKind> failureKindFromString(QStringView text)
{
    return find<FailureKind>(kinds, text);
}

std::chrono::nanoseconds RunResult::loadTime() const
{
    return timeIn(phases, RunPhase::Load);
}

std::chrono::nanoseconds RunResult::drainTime() const
{
    return timeIn(phases, RunPhase::Draining);
}

std::chrono::nanoseconds RunResult::wholeTime() const
{
    if (phases.empty()) {
        return std::chrono::nanoseconds::zero();
    }
    const auto first = std::ranges::min_element(phases, {}, &PhaseSpan::started);
    const auto last = std::ranges::max_element(phases, {}, &PhaseSpan::ended);
    return last->ended - first->started;
}

const ResultSeries *RunResult::find(QStringView label) const
{
    const auto at = std::ranges::find(series, label, &ResultSeries::label);
    return at == series.end() ? nullptr : &*at;
}

} // namespace doorbuster
