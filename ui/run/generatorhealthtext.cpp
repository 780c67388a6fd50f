// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatorhealthtext.h"

#include "core/text/format.h"

#include <QCoreApplication>

namespace doorbuster {

namespace {

struct GeneratorWords {
    Q_DECLARE_TR_FUNCTIONS(GeneratorState)
};

} // namespace

GeneratorState generatorState(const GeneratorHealth &health, bool loadRanToEnd)
{
    GeneratorState state;
    for (const GeneratorFault fault : health.faults(loadRanToEnd)) {
        switch (fault) {
        case GeneratorFault::LoopLag:
            state.reasons << GeneratorWords::tr("the event loop was late by %1 (p99), the limit is %2")
                                 .arg(formatTime(health.loopLagP99), formatTime(health.lagLimit));
            break;
        case GeneratorFault::Timers:
            state.reasons
                << GeneratorWords::tr("timers were late by %1 (p99)").arg(formatTime(health.timerLatenessP99));
            break;
        case GeneratorFault::LocalFailures:
            state.reasons
                << GeneratorWords::tr("%1 requests never left this machine").arg(formatCount(health.localFailures));
            break;
        case GeneratorFault::UsersMissing:
            state.reasons << GeneratorWords::tr("only %1 of %2 virtual users were reached")
                                 .arg(formatCount(health.reachedPeak), formatCount(health.plannedPeak));
            break;
        }
    }
    if (health.generatorBound()) {
        state.kind = GeneratorState::Kind::Bound;
    } else if (!state.reasons.isEmpty()) {
        state.kind = GeneratorState::Kind::Suspect;
    } else if (health.measured()) {
        state.kind = GeneratorState::Kind::Healthy;
    }
    return state;
}

QString toText(GeneratorState::Kind kind)
{
    switch (kind) {
    case GeneratorState::Kind::NotMeasured:
        return GeneratorWords::tr("not measured");
    case GeneratorState::Kind::Healthy:
        return GeneratorWords::tr("healthy");
    case GeneratorState::Kind::Suspect:
        return GeneratorWords::tr("suspect");
    case GeneratorState::Kind::Bound:
        return GeneratorWords::tr("generator-bound");
    }
    Q_UNREACHABLE();
}

} // namespace doorbuster
