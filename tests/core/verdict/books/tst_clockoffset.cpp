// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/books/clockoffset.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;

class TestClockOffset : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isUnknownAtFirst() { QVERIFY(!ClockOffset().isKnown()); }

    void boundsBySecondsAndCalls()
    {
        ClockOffset clock;
        // Sent at 400 ms, answered at 450 ms of a run that began at 10,000 ms; the shop's second was 12,000.
        clock.add(10'000, 400'000'000, 450'000'000, 12'000, 1'000);
        QVERIFY(clock.isKnown());
        QVERIFY(clock.isSteady());
        QCOMPARE(clock.low(), 1'550.); // 12,000 at the answer
        QCOMPARE(clock.high(), 2'600.); // just before 13,000 at the sending
    }

    void manySamplesAreSharper()
    {
        ClockOffset clock;
        // A clock 250 ms ahead, looked at every 1.03 s, over a 4 ms round trip.
        for (qint64 i = 0; i < 100; ++i) {
            const qint64 sent = i * 1'030'000'000;
            const qint64 there = 10'000 + sent / 1'000'000 + 2 + 250;
            clock.add(10'000, sent, sent + 4'000'000, there / 1'000 * 1'000, 1'000);
        }
        QVERIFY(clock.isSteady());
        QVERIFY(clock.low() <= 250 && clock.high() >= 250);
        QVERIFY2(clock.high() - clock.low() <= 20, qPrintable(QString::number(clock.high() - clock.low())));
    }

    void aClockThatWasSetIsKnownLessWell()
    {
        ClockOffset clock;
        clock.add(0, 0, 1'000'000, 5'000, 1'000);
        clock.add(0, 1'000'000'000, 1'001'000'000, 66'000, 1'000); // a minute ahead all of a sudden
        QVERIFY(!clock.isSteady());
        QCOMPARE(clock.low(), 4'999.);
        QCOMPARE(clock.high(), 66'000.);
    }

    void agreesOrNot()
    {
        ClockOffset headers, orders, foreign;
        headers.add(0, 0, 1'000'000, 5'000, 1'000);
        orders.add(0, 0, 2'000'000, 5'400, 1);
        foreign.add(0, 0, 2'000'000, 3'605'400, 1);
        QVERIFY(headers.agreesWith(orders));
        QVERIFY(!headers.agreesWith(foreign));
        const ClockOffset both = headers.intersectedWith(orders);
        QCOMPARE(both.low(), 5'398.);
        QCOMPARE(both.high(), 5'401.);
        QCOMPARE(both.samples(), 2);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestClockOffset)
#include "tst_clockoffset.moc"
