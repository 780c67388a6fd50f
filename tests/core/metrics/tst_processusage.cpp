// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/processusage.h"

#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>
#include <vector>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestProcessUsage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void growsWithTheWork()
    {
        const ProcessUsage before = processUsage();
        QVERIFY(before.maxResidentBytes && *before.maxResidentBytes > 1024 * 1024);
        QVERIFY(before.cpuTime() == *before.userTime + *before.systemTime);
        // Ten milliseconds of work, however long that takes.
        volatile quint64 sum = 0;
        const auto worked = [&before] { return processUsage().cpuTime() - before.cpuTime(); };
        while (worked() < 10ms) {
            for (int i = 0; i < 10'000; ++i)
                sum = sum + quint64(i);
        }
        QVERIFY(processUsage().cpuTime() > before.cpuTime());

        const std::vector<char> memory(64 * 1024 * 1024, 'x');
        QVERIFY(memory.back() == 'x');
        QVERIFY(*processUsage().maxResidentBytes >= qint64(memory.size()));
    }

    void isNothingWhereNothingIsKnown()
    {
        QCOMPARE(ProcessUsage().cpuTime(), 0ns);
        ProcessUsage half;
        half.systemTime = 3ms;
        QCOMPARE(half.cpuTime(), 3ms);
    }

    void allowsWhatTheSystemAllows()
    {
#ifdef Q_OS_UNIX
        QCOMPARE(allowOpenSockets(1), std::nullopt);
        const quint64 limit = raiseFileLimit();
        QVERIFY(limit > 256);
        QCOMPARE(raiseFileLimit(), limit);
        // As many as are allowed beside the 256 that are spare.
        const auto most = int(std::min<quint64>(limit - 256, 1'000'000));
        QCOMPARE(allowOpenSockets(most), std::nullopt);
#else
        QSKIP("files are not limited");
#endif
    }

    void saysWhichLimitIsInTheWay()
    {
#ifdef Q_OS_LINUX
        // More than any kernel lets a process open, be it privileged or not.
        const auto error = allowOpenSockets(std::numeric_limits<int>::max());
        QVERIFY(error);
        QVERIFY2(error->contains(u"2147483647 virtual users need 2147483903 open files"_s), qPrintable(*error));
        QVERIFY2(error->contains(u"ulimit -n"_s), qPrintable(*error));
#else
        QSKIP("the limit differs");
#endif
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestProcessUsage)
#include "tst_processusage.moc"
