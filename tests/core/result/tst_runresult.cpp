// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/runresult.h"

#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunResult : public QObject {
    Q_OBJECT

    template <class Enum, class FromString>
    static void namesReadBack(std::initializer_list<Enum> values, FromString fromString)
    {
        for (const Enum value : values) {
            QVERIFY(fromString(toString(value)) == value);
        }
        QVERIFY(!fromString(u"something"));
        QVERIFY(!fromString(u""));
    }

private Q_SLOTS:
    void names()
    {
        using enum RunPhase;
        namesReadBack({Idle, Setup, Countdown, Load, Draining, Settling, Verifying, Finished, Failed, Aborted},
            runPhaseFromString);
        QCOMPARE(toString(Verifying), u"verifying");
        namesReadBack({RunEnd::Completed, RunEnd::Stopped, RunEnd::Failed, RunEnd::Aborted}, runEndFromString);
        namesReadBack(
            {StopCause::None, StopCause::User, StopCause::Threshold, StopCause::SaleEnded, StopCause::Internal},
            stopCauseFromString);
        namesReadBack({FailureKind::None, FailureKind::Setup, FailureKind::SetupTimeout, FailureKind::Internal},
            failureKindFromString);
    }

    void times()
    {
        const RunResult result = sampleResult();
        QVERIFY(result.loadTime() == 100s);
        QVERIFY(result.wholeTime() == 116'500ms);
        QVERIFY(RunResult().loadTime() == 0s);
        QVERIFY(RunResult().wholeTime() == 0s);
    }

    void findsSeries()
    {
        const RunResult result = sampleResult();
        QVERIFY(result.find(u"http_req_duration{name:buy}"));
        QCOMPARE(result.find(u"http_req_duration{name:buy}")->value.samples, quint64(2));
        QVERIFY(!result.find(u"http_req_duration{name:nothing}"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestRunResult)
#include "tst_runresult.moc"
