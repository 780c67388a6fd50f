// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shortrun.h"

#include "core/metrics/metric.h"

namespace doorbuster {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Profile shortProfile()
{
    Profile profile;
    profile.name = u"Short"_s;
    profile.load.stages = {{500ms, 40}, {1s, 40}};
    profile.load.gracefulStop = 500ms;
    profile.load.gracefulRampDown = 500ms;
    profile.sale.startingQuantity = 12;
    profile.sale.startsIn = 200ms;
    profile.sale.countdown = 100ms;
    profile.buyer.pollingInterval = 200ms;
    profile.verification.settle = 100ms;
    // This machine may be busy with other tests; the generator's health is not what is tested.
    profile.verification.generatorLagLimit = 10s;
    return profile;
}

ResolvedProfile shortRun(const QStringList &settings)
{
    ProfileLoad load;
    load.profile = shortProfile();
    SettingInputs inputs;
    inputs.base = load;
    inputs.settings = settings;
    inputs.metrics = &metricTypeByName;
    return resolveProfile(inputs);
}

} // namespace doorbuster
