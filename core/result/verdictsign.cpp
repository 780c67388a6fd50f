// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/verdictsign.h"

using namespace Qt::StringLiterals;

namespace doorbuster {

QString verdictSign(CheckVerdict verdict)
{
    switch (verdict) {
    case CheckVerdict::Pass:
        return u"✓"_s;
    case CheckVerdict::Fail:
        return u"✕"_s;
    case CheckVerdict::Warn:
        return u"!"_s;
    case CheckVerdict::Inconclusive:
        return u"?"_s;
    case CheckVerdict::Off:
        return u"⊘"_s;
    case CheckVerdict::NoData:
        break;
    }
    return u"–"_s;
}

QString verdictText(CheckVerdict verdict)
{
    return verdictSign(verdict) + u' ' + toString(verdict);
}

CheckVerdict verdictOf(ThresholdResult::State state)
{
    switch (state) {
    case ThresholdResult::State::Pass:
        return CheckVerdict::Pass;
    case ThresholdResult::State::Fail:
        return CheckVerdict::Fail;
    case ThresholdResult::State::NoData:
        break;
    }
    return CheckVerdict::NoData;
}

CheckVerdict verdictOf(Headline headline)
{
    switch (headline) {
    case Headline::Pass:
        return CheckVerdict::Pass;
    case Headline::Inconclusive:
        return CheckVerdict::Inconclusive;
    case Headline::Overbooking:
    case Headline::Underselling:
    case Headline::Inconsistent:
    case Headline::RulesBroken:
        break;
    }
    return CheckVerdict::Fail;
}

} // namespace doorbuster
