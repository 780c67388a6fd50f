// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/planestimate.h"

#include "tests/support/testprogram.h"

#include <QtTest>

using namespace doorbuster;
using namespace std::chrono_literals;

class tst_PlanEstimate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planDefault()
    {
        const PlanEstimate estimate = estimatePlan(Profile{});
        QCOMPARE(estimate.peak, 5000);
        QCOMPARE(estimate.duration, std::chrono::nanoseconds(390s));
        // 15,000 + 60,000 + 120,000 + 240,000 + 600,000 + 150,000
        QCOMPARE(estimate.userSeconds, 1'185'000.0);
        QCOMPARE(estimate.rhythm, 2000ms);
        QCOMPARE(estimate.requests, std::optional<quint64>(592'500));
    }

    void theShorterWaitCounts()
    {
        Profile profile;
        profile.load.stages = {{10s, 100}};
        profile.load.startVUs = 100;
        profile.buyer.pause = 500ms;
        QCOMPARE(estimatePlan(profile).requests, std::optional<quint64>(2000));
        profile.buyer.pause = 60s;
        QCOMPARE(estimatePlan(profile).requests, std::optional<quint64>(500));
    }

    void withoutWaitingNobodyKnows()
    {
        Profile profile;
        profile.buyer.pause = 0ms;
        QCOMPARE(estimatePlan(profile).requests, std::nullopt);
    }

    void halfEditedPlan()
    {
        Profile profile;
        profile.load.stages = {{-5s, 10}, {4s, -3}};
        profile.load.startVUs = -1;
        const PlanEstimate estimate = estimatePlan(profile);
        QCOMPARE(estimate.peak, 10);
        QCOMPARE(estimate.duration, std::chrono::nanoseconds(4s));
        QCOMPARE(estimate.userSeconds, 20.0);
        profile.load.stages.clear();
        QCOMPARE(estimatePlan(profile).requests, std::optional<quint64>(0));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_PlanEstimate)
#include "tst_planestimate.moc"
