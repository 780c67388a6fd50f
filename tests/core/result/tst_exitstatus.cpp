// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/exitstatus.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

using State = ThresholdResult::State;

class TestExitStatus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void status_data()
    {
        QTest::addColumn<RunEnd>("end");
        QTest::addColumn<FailureKind>("kind");
        QTest::addColumn<bool>("performed");
        QTest::addColumn<CheckVerdict>("overall");
        QTest::addColumn<bool>("timedOut");
        QTest::addColumn<State>("threshold");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, RunEnd end, FailureKind kind, bool performed, CheckVerdict overall,
                             bool timedOut, State threshold, int expected) {
            QTest::newRow(name) << end << kind << performed << overall << timedOut << threshold << expected;
        };
        using enum CheckVerdict;
        constexpr auto none = FailureKind::None;
        row("passed", RunEnd::Completed, none, true, Pass, false, State::Pass, 0);
        row("passed with warnings", RunEnd::Completed, none, true, Warn, false, State::Pass, 0);
        row("threshold without data", RunEnd::Completed, none, true, Pass, false, State::NoData, 0);
        row("threshold", RunEnd::Completed, none, true, Pass, false, State::Fail, 99);
        row("threshold with warnings", RunEnd::Completed, none, true, Warn, false, State::Fail, 99);
        row("stopped and passed", RunEnd::Stopped, none, true, Pass, false, State::Pass, 0);
        row("stopped by a threshold", RunEnd::Stopped, none, true, Pass, false, State::Fail, 99);
        row("failed", RunEnd::Completed, none, true, Fail, false, State::Pass, 110);
        row("failed before threshold", RunEnd::Completed, none, true, Fail, false, State::Fail, 110);
        row("failed before timeout", RunEnd::Completed, none, true, Fail, true, State::Pass, 110);
        row("timed out", RunEnd::Completed, none, true, Inconclusive, true, State::Pass, 101);
        row("timed out before threshold", RunEnd::Stopped, none, true, Inconclusive, true, State::Fail, 101);
        row("timed out is no pass", RunEnd::Completed, none, true, Pass, true, State::Pass, 101);
        row("inconclusive", RunEnd::Completed, none, true, Inconclusive, false, State::Pass, 111);
        row("inconclusive before threshold", RunEnd::Completed, none, true, Inconclusive, false, State::Fail, 111);
        row("nothing judged", RunEnd::Completed, none, true, NoData, false, State::Pass, 111);
        row("never verified", RunEnd::Completed, none, false, Pass, false, State::Pass, 111);
        row("set-up", RunEnd::Failed, FailureKind::Setup, false, NoData, false, State::NoData, 107);
        row("set-up of no kind", RunEnd::Failed, none, false, NoData, false, State::NoData, 107);
        row("set-up timed out", RunEnd::Failed, FailureKind::SetupTimeout, false, NoData, false, State::NoData, 100);
        row("aborted", RunEnd::Aborted, none, false, NoData, false, State::Fail, 105);
        row("own error", RunEnd::Aborted, FailureKind::Internal, true, Pass, false, State::Pass, 109);
        row("aborted while verifying", RunEnd::Aborted, none, true, Fail, true, State::Fail, 105);
    }

    void status()
    {
        QFETCH(RunEnd, end);
        QFETCH(FailureKind, kind);
        QFETCH(bool, performed);
        QFETCH(CheckVerdict, overall);
        QFETCH(bool, timedOut);
        QFETCH(State, threshold);
        QFETCH(int, expected);
        RunResult result;
        result.end = end;
        result.failureKind = kind;
        result.verification.performed = performed;
        result.verification.overall = overall;
        result.verification.timedOut = timedOut;
        result.thresholds = {{.metric = u"a"_s, .state = State::Pass}, {.metric = u"b"_s, .state = threshold}};
        QCOMPARE(exitStatus(result), expected);
    }

    void everyStatusHasWords()
    {
        for (const int status : {0, 99, 100, 101, 104, 105, 107, 110, 111}) {
            QVERIFY(!describe(ExitStatus(status)).isEmpty());
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestExitStatus)
#include "tst_exitstatus.moc"
