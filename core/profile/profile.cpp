// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/profile.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace doorbuster {

QList<Stage> planStages()
{
    return {{30s, 1000}, {1min, 1000}, {1min, 3000}, {1min, 5000}, {2min, 5000}, {1min, 0}};
}

QList<MetricThresholds> planThresholds()
{
    return {
        {u"http_req_failed"_s, {{u"rate<0.01"_s}}},
        {u"http_req_duration"_s, {{u"p(95)<2000"_s}, {u"p(99)<5000"_s}}},
    };
}

} // namespace doorbuster
