// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/buyer/intendedstarttracker.h"

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

/// "delay" and, where requests were due before, "backlog/interval".
QString text(const IntendedStart &start)
{
    return text(start.delay)
        + (start.backlog > 0ns ? QString(u' ' + text(start.backlog) + u'/' + text(start.expectedInterval)) : QString());
}

} // namespace

class TestIntendedStartTracker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// b: begins by plan; p: pauses from, for (until); r: sends a request. Each r adds its intended start.
    void intendedStarts_data()
    {
        QTest::addColumn<QString>("life");
        QTest::addColumn<QString>("starts");
        const auto row = [](const char *name, const char *life, const char *starts) {
            QTest::newRow(name) << QString::fromLatin1(life) << QString::fromLatin1(starts);
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
        row("no pause, no interval", "b0 r0 p10,0 r10 p20,0 r20", "0, 0, 0");
        row("cut short", "b0 r0 p0.5,8,1 p1,2 r3", "0, 0");
        row("a stall before a pause cut short", "b0 r0 p10,2,11 p11,4 r15", "0, 0 8/2");
        row("a new interval forgets", "b0 r0 p10,2 b30 r31", "0, 1");
        row("without a begin", "r5 p5.5,2 r7.5 p17.5,2 r19.5", "0, 0, 0 8/2");
    }

    void intendedStarts()
    {
        QFETCH(QString, life);
        QFETCH(QString, starts);
        IntendedStartTracker tracker;
        QStringList found;
        for (const QString &step : life.split(u' ')) {
            const QStringList numbers = step.mid(1).split(u',');
            const double moment = numbers.at(0).toDouble();
            if (step.startsWith(u'b')) {
                tracker.begin(at(moment));
            } else if (step.startsWith(u'p')) {
                const double drawn = numbers.at(1).toDouble();
                const double until = numbers.size() > 2 ? numbers.at(2).toDouble() : moment + drawn;
                tracker.pause(at(moment), at(drawn) - at(0), at(until));
            } else {
                found << text(tracker.next(at(moment)));
            }
        }
        QCOMPARE(found.join(u", "_s), starts);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestIntendedStartTracker)
#include "tst_intendedstarttracker.moc"
