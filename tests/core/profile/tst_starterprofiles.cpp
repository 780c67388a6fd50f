// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/starterprofiles.h"

#include "core/profile/executor.h"
#include "core/profile/validation.h"
#include "tests/core/profile/fewmetrics.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_StarterProfiles final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loadWithoutErrors_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("peak");
        QTest::addColumn<int>("seconds");
        QTest::newRow("plan") << u"plan-default"_s << 5000 << 390;
        QTest::newRow("smoke") << u"smoke"_s << 10 << 15;
        QTest::newRow("practice") << u"practice"_s << 300 << 30;
        QTest::newRow("soak") << u"soak"_s << 500 << 3600;
    }
    void loadWithoutErrors()
    {
        QFETCH(QString, id);
        const ProfileLoad load = loadStarterProfile(id);
        QVERIFY2(load.profile, qPrintable(describe(load.errors)));
        const auto errors = validate(*load.profile, test::fewMetrics);
        QVERIFY2(errors.isEmpty(), qPrintable(describe(errors)));

        const auto plan = makeExecutor(load.profile->load);
        QTEST(plan->peak(), "peak");
        QTEST(int(std::chrono::duration_cast<std::chrono::seconds>(plan->duration()).count()), "seconds");
        // Otherwise buyers would still come when the sale is over.
        QVERIFY(load.profile->sale.countdown + plan->duration()
            <= load.profile->sale.startsIn + load.profile->sale.duration);

        QStringList metrics;
        for (const MetricThresholds &thresholds : load.profile->thresholds)
            metrics.append(thresholds.metric);
        QVERIFY(metrics.contains(u"http_req_duration{name:buy}"));
        QVERIFY(metrics.contains(u"http_req_duration{name:confirm}"));
    }

    void titlesAreTheProfilesNames()
    {
        QCOMPARE(starterProfiles().size(), 4);
        for (const StarterProfile &starter : starterProfiles()) {
            const ProfileLoad load = loadStarterProfile(starter.id);
            QVERIFY(load.profile);
            QCOMPARE(load.profile->name, starter.title);
            QVERIFY(!starter.description.isEmpty());
        }
    }

    void planDefaultIsTheDefaults()
    {
        Profile profile = loadStarterProfile(u"plan-default"_s).profile.value();
        QVERIFY(profile.thresholds.first(2) == Profile{}.thresholds);
        profile.name.clear();
        profile.notes.clear();
        profile.thresholds = Profile{}.thresholds;
        QVERIFY(profile == Profile{});
    }

    void unknownIdListsTheIds()
    {
        const ProfileLoad load = loadStarterProfile(u"../smoke"_s);
        QVERIFY(!load.profile);
        QCOMPARE(describe(load.errors),
            u"there is no starter profile “../smoke”; there are plan-default, smoke, practice, soak"_s);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_StarterProfiles)
#include "tst_starterprofiles.moc"
