// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/starterprofiles.h"

#include <QStringList>

#include <algorithm>

// Outside the namespace, since the resource compiler's function is; without it a static library's resources are
// dropped.
static void initStarterResources()
{
    Q_INIT_RESOURCE(profiles);
}

using namespace Qt::StringLiterals;

namespace doorbuster {

const QList<StarterProfile> &starterProfiles()
{
    static const QList<StarterProfile> profiles{
        {u"plan-default"_s, u"Plan default"_s, u"1,000 to 5,000 buyers for 100 units, 6.5 min: the test plan"_s},
        {u"smoke"_s, u"Smoke"_s, u"10 buyers, 15 s: does everything answer?"_s},
        {u"practice"_s, u"Practice"_s, u"300 buyers, 30 s, against the practice shop"_s},
        {u"soak"_s, u"Soak"_s, u"500 buyers, 1 h: leaks, drift and slow decay"_s},
    };
    return profiles;
}

ProfileLoad loadStarterProfile(const QString &id)
{
    initStarterResources();
    const auto &all = starterProfiles();
    QStringList ids;
    std::transform(all.begin(), all.end(), std::back_inserter(ids), [](const StarterProfile &p) { return p.id; });
    if (ids.contains(id))
        return loadProfile(u":/profiles/%1.json"_s.arg(id));
    ProfileLoad load;
    load.errors.append({{}, u"there is no starter profile “%1”; there are %2"_s.arg(id, ids.join(", "_L1))});
    return load;
}

} // namespace doorbuster
