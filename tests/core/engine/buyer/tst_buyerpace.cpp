// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/buyerpace.h"

#include "tests/core/engine/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TimePoint at(double seconds)
{
    return ManualClock::start + std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>(seconds));
}

QString text(Nanoseconds time)
{
    return QString::number(std::chrono::duration<double>(time).count());
}

/// "late" and, where requests were due before, "overdue/pace".
QString text(const RequestPlan &plan)
{
    return text(plan.late)
        + (plan.overdue > 0ns ? QString(u' ' + text(plan.overdue) + u'/' + text(plan.pace)) : QString());
}

} // namespace

class TestBuyerPace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// b: begins by plan; p: pauses from, for (until); r: sends a request. Each r adds its plan to the expectation.
    void plans_data()
    {
        QTest::addColumn<QString>("life");
        QTest::addColumn<QString>("plans");
        const auto row = [](const char *name, const char *life, const char *plans) {
            QTest::newRow(name) << QString::fromLatin1(life) << QString::fromLatin1(plans);
        };
        row("in time", "b0 r0 p0.5,2 r2.5 p3,2 r5", "0, 0, 0");
        row("as slow as the pause", "b0 r0 p2,2 r4", "0, 0");
        row("slower than the pause", "b0 r0 p3,2 r5 p5.5,2 r7.5", "0, 0 1/2, 0");
        row("a stall", "b0 r0 p10,2 r12 p12.1,2 r14.1", "0, 0 8/2, 0");
        row("a late generator", "b0 r0 p0.5,2 r3 p3.5,2 r5.5", "0, 0.5, 0");
        row("a late generator counts into the next step", "b0 r0 p0.5,2 r5 p5.5,2 r7.5", "0, 2.5, 0 1/2");
        row("late from the start", "b0 r1.5", "1.5");
        row("behind an answer", "b0 r0 r3 r4 p5,2 r7", "0, 0, 0, 0 3/2");
        row("each stall once", "b0 r0 p10,2 r12 r12.1 p12.2,2 r14.2", "0, 0 8/2, 0, 0");
        row("no pause, no pace", "b0 r0 p10,0 r10 p20,0 r20", "0, 0, 0");
        row("cut short", "b0 r0 p0.5,8,1 p1,2 r3", "0, 0");
        row("a stall before a pause cut short", "b0 r0 p10,2,11 p11,4 r15", "0, 0 8/2");
        row("a new interval forgets", "b0 r0 p10,2 b30 r31", "0, 1");
        row("never told to begin", "r5 p5.5,2 r7.5 p17.5,2 r19.5", "0, 0, 0 8/2");
    }

    void plans()
    {
        QFETCH(QString, life);
        QFETCH(QString, plans);
        BuyerPace pace;
        QStringList told;
        for (const QString &step : life.split(u' ')) {
            const QStringList numbers = step.mid(1).split(u',');
            const double moment = numbers.at(0).toDouble();
            if (step.startsWith(u'b')) {
                pace.begin(at(moment));
            } else if (step.startsWith(u'p')) {
                const double drawn = numbers.at(1).toDouble();
                const double until = numbers.size() > 2 ? numbers.at(2).toDouble() : moment + drawn;
                pace.pause(at(moment), at(drawn) - at(0), at(until));
            } else {
                told << text(pace.next(at(moment)));
            }
        }
        QCOMPARE(told.join(u", "_s), plans);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestBuyerPace)
#include "tst_buyerpace.moc"
