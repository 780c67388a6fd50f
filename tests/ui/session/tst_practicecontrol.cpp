// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/practicecontrol.h"

#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using State = PracticeControl::State;

class TestPracticeControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsAndStops();
    void sameDefectKeepsTheShop();
    void anotherDefectTakesItsPlace();
    void missingProgramIsToldByName();
    void unknownDefectIsToldByName();
    void stopWhileStarting();

private:
    static bool become(PracticeControl &control, State state)
    {
        return QTest::qWaitFor([&] { return control.state() == state; }, 20'000);
    }
};

void TestPracticeControl::startsAndStops()
{
    PracticeControl control;
    QCOMPARE(control.state(), State::Stopped);
    control.start(u"none"_s);
    QCOMPARE(control.state(), State::Starting);
    QVERIFY(become(control, State::Ready));
    QVERIFY(control.url().port() > 0);
    QVERIFY(control.describe().contains(QString::number(control.url().port())));
    control.stop();
    QCOMPARE(control.state(), State::Stopping);
    QVERIFY(become(control, State::Stopped));
}

void TestPracticeControl::sameDefectKeepsTheShop()
{
    PracticeControl control;
    control.start(u"slow"_s);
    QVERIFY(become(control, State::Ready));
    const QUrl url = control.url();
    QSignalSpy changes(&control, &PracticeControl::stateChanged);
    control.start(u"slow"_s);
    QCOMPARE(changes.count(), 0);
    QCOMPARE(control.url(), url);
}

void TestPracticeControl::anotherDefectTakesItsPlace()
{
    PracticeControl control;
    control.start(u"none"_s);
    QVERIFY(become(control, State::Ready));
    control.start(u"unit-lost"_s);
    QCOMPARE(control.state(), State::Stopping);
    QVERIFY(become(control, State::Ready));
    QCOMPARE(control.defect(), u"unit-lost"_s);
    QVERIFY(control.describe().contains(u"unit-lost"_s));
}

void TestPracticeControl::missingProgramIsToldByName()
{
    PracticeControl control;
    control.setExecutable(u"/nonexistent/doorbuster-shop"_s);
    control.start(u"none"_s);
    QVERIFY(become(control, State::Failed));
    QVERIFY2(control.problem().contains(u"/nonexistent/doorbuster-shop"_s), qPrintable(control.problem()));
    QVERIFY(control.describe().contains(control.problem()));
    // It can be tried again.
    control.setExecutable({});
    control.start(u"none"_s);
    QVERIFY(become(control, State::Ready));
    QVERIFY(control.problem().isEmpty());
}

void TestPracticeControl::unknownDefectIsToldByName()
{
    PracticeControl control;
    control.start(u"no-such"_s);
    QCOMPARE(control.state(), State::Failed);
    QVERIFY(control.problem().contains(u"no-such"_s));
}

void TestPracticeControl::stopWhileStarting()
{
    PracticeControl control;
    control.start(u"none"_s);
    control.stop();
    QVERIFY(become(control, State::Stopped));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestPracticeControl)
#include "tst_practicecontrol.moc"
