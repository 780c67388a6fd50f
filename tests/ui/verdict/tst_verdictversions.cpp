// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictversions.h"

#include "finishedrun.h"
#include "tests/support/testprogram.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(int minute)
{
    return QDateTime(QDate(2026, 11, 22), QTime(12, minute), Qt::UTC);
}

/// Passed at 12:30, after it was inconclusive at a time that is not known and an overbooking at 12:10.
RunResult verifiedThrice()
{
    RunResult result = passedRun();
    result.verification.at = at(30);
    result.earlierVerifications = {inconclusiveRun().verification, overbookedRun().verification};
    result.earlierVerifications[1].at = at(10);
    return result;
}

} // namespace

class TestVerdictVersions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneVerdictNeedsNoChoice()
    {
        VerdictVersions versions;
        QVERIFY(!versions.current());
        const auto result = shared(passedRun());
        versions.setResult(result);
        QVERIFY(versions.isHidden());
        QCOMPARE(versions.current().get(), &result->verification);
        versions.setResult(nullptr);
        QVERIFY(!versions.current());
    }

    void oneVerdictTellsItsTime()
    {
        VerdictVersions versions;
        RunResult result = passedRun();
        result.verification.at = at(30);
        versions.setResult(shared(result));
        QVERIFY(!versions.isHidden());
        QCOMPARE(versions.findChild<QLabel *>(u"verifiedAt"_s)->text(), u"Verified at 2026-11-22 12:30:00 UTC"_s);
        QVERIFY(chips(versions).isEmpty());
    }

    void theButtonFollowsItsAction()
    {
        VerdictVersions versions;
        QAction action(u"&Verify again"_s);
        action.setObjectName(u"verifyAgain"_s);
        versions.addButton(&action);
        versions.setResult(shared(passedRun()));
        QVERIFY(!versions.isHidden()); // for the button alone
        auto *button = versions.findChild<QPushButton *>(u"verifyAgain"_s);
        QCOMPARE(button->accessibleName(), u"Verify again"_s);
        const QSignalSpy triggered(&action, &QAction::triggered);
        button->click();
        QCOMPARE(triggered.size(), 1);
        action.setEnabled(false);
        QVERIFY(!button->isEnabled());
        action.setVisible(false);
        QVERIFY(versions.isHidden());
    }

    void theLatestStandsFirst()
    {
        VerdictVersions versions;
        const auto result = shared(verifiedThrice());
        versions.setResult(result);
        QVERIFY(!versions.isHidden());
        QCOMPARE(versions.current().get(), &result->verification);
        QCOMPARE(chips(versions).size(), 3);
        QVERIFY(chips(versions)[0]->isChecked());
        QCOMPARE(chips(versions)[0]->accessibleName(), u"Latest verdict, of 2026-11-22 12:30:00 UTC: ✓ PASS"_s);
        QCOMPARE(chips(versions)[1]->accessibleName(),
            u"Earlier verdict, of 2026-11-22 12:10:00 UTC: ✕ OVERBOOKING DETECTED"_s);
        QCOMPARE(chips(versions)[2]->accessibleName(), u"Earlier verdict, of time not known: ? INCONCLUSIVE"_s);
        QVERIFY(chips(versions)[2]->accessibleDescription().endsWith(
            u"the orders of 1,112 of 5,212 buyers could not be read"_s));
        QVERIFY(!banner(versions)->isVisibleTo(&versions));
        const QAccessibleInterface *chip = QAccessible::queryAccessibleInterface(chips(versions)[1]);
        QVERIFY(chip && chip->role() == QAccessible::RadioButton);
    }

    void anEarlierOneIsChosenAndLeft()
    {
        VerdictVersions versions;
        const auto result = shared(verifiedThrice());
        versions.setResult(result);
        const QSignalSpy chosen(&versions, &VerdictVersions::chosen);
        chips(versions)[1]->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(versions.current().get(), &result->earlierVerifications[1]);
        QVERIFY(banner(versions)->isVisibleTo(&versions));
        QVERIFY2(banner(versions)->text().startsWith(u"Earlier verdict of 2026-11-22 12:10:00 UTC: "
                                                     "✕ OVERBOOKING DETECTED (starting 100, paid 103, remaining 0, "
                                                     "difference +3)."_s),
            qPrintable(banner(versions)->text()));
        QCOMPARE(banner(versions)->textFormat(), Qt::PlainText);
        chips(versions)[1]->click(); // it is chosen already
        QCOMPARE(chosen.size(), 1);
        versions.findChild<QPushButton *>(u"latestVerdict"_s)->click();
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(versions.current().get(), &result->verification);
        QVERIFY(chips(versions)[0]->isChecked());
        QVERIFY(!banner(versions)->isVisibleTo(&versions));
    }

    void byKeyboard()
    {
        VerdictVersions versions;
        const auto result = shared(verifiedThrice());
        versions.setResult(result);
        versions.resize(1200, 80);
        versions.show();
        QVERIFY(QTest::qWaitForWindowExposed(&versions));
        chips(versions)[0]->setFocus();
        QTest::keyClick(chips(versions)[0], Qt::Key_Right);
        QCOMPARE(versions.current().get(), &result->earlierVerifications[1]);
        QTest::keyClick(chips(versions)[1], Qt::Key_Right);
        QCOMPARE(versions.current().get(), &result->earlierVerifications[0]);
        QVERIFY(banner(versions)->text().contains(u"time not known"_s));
        QVERIFY(banner(versions)->text().contains(u"Not known in full: the orders of 1,112"_s));
        auto *back = versions.findChild<QPushButton *>(u"latestVerdict"_s);
        QVERIFY(back->focusPolicy() & Qt::TabFocus);
        QTest::keyClick(back, Qt::Key_Space);
        QCOMPARE(versions.current().get(), &result->verification);
        QVERIFY(chips(versions)[0]->focusPolicy() & Qt::TabFocus);
    }

    void anotherResultStartsWithItsLatest()
    {
        VerdictVersions versions;
        versions.setResult(shared(verifiedThrice()));
        chips(versions)[2]->click();
        const QSignalSpy chosen(&versions, &VerdictVersions::chosen);
        const auto other = shared(verifiedThrice());
        versions.setResult(other);
        QCOMPARE(versions.current().get(), &other->verification);
        QVERIFY(!banner(versions)->isVisibleTo(&versions));
        QCOMPARE(chosen.size(), 0);
    }

    void manyAreCounted()
    {
        RunResult result = verifiedThrice();
        result.earlierVerifications.resize(500, result.earlierVerifications[1]);
        VerdictVersions versions;
        versions.setResult(shared(result));
        QCOMPARE(chips(versions).size(), qsizetype(VerdictVersions::maxShown));
        bool counted = false;
        for (const QLabel *label : versions.findChildren<QLabel *>())
            counted |= label->text() == u"and 489 older"_s;
        QVERIFY(counted);
    }

    void manyDoNotWidenThePage()
    {
        RunResult result = verifiedThrice();
        for (VerificationReport &report : result.earlierVerifications)
            report.unread = QString(10'000, u'x');
        result.earlierVerifications.resize(20, result.earlierVerifications[0]);
        VerdictVersions versions;
        versions.setResult(shared(result));
        QVERIFY(versions.minimumSizeHint().width() < 600);
        versions.resize(600, 80);
        versions.show();
        QVERIFY(QTest::qWaitForWindowExposed(&versions));
        QRadioButton *last = chips(versions).last();
        last->click();
        const auto *area = versions.findChild<QScrollArea *>();
        QVERIFY(area->viewport()->rect().intersects(
            QRect(last->mapTo(area->viewport(), QPoint()), last->size()))); // it is scrolled to
        QVERIFY(versions.minimumSizeHint().width() < 600);
    }

    void notesGoWhereThereIsNoRoom()
    {
        RunResult result = verifiedThrice();
        result.earlierVerifications[1] = result.earlierVerifications[0]; // both could not be read in full
        VerdictVersions versions;
        versions.setResult(shared(result));
        versions.resize(2000, 80);
        versions.show();
        QVERIFY(QTest::qWaitForWindowExposed(&versions));
        QTRY_VERIFY(chips(versions)[1]->width() == chips(versions)[1]->sizeHint().width());
        const int withNote = chips(versions)[1]->width();
        const auto *area = versions.findChild<QScrollArea *>();
        const int height = area->height();
        versions.resize(1100, 80);
        QTRY_VERIFY(chips(versions)[1]->width() < withNote);
        QCOMPARE(area->height(), height); // no scroll bar
        versions.resize(2000, 80);
        QTRY_COMPARE(chips(versions)[1]->width(), withNote);
    }

    void wasNeverReached()
    {
        RunResult result = verifiedThrice();
        result.earlierVerifications = {VerificationReport()};
        VerdictVersions versions;
        versions.setResult(shared(result));
        QCOMPARE(chips(versions)[1]->accessibleName(), u"Earlier verdict, of time not known: – NO VERDICT"_s);
    }

private:
    static QList<QRadioButton *> chips(const VerdictVersions &versions)
    {
        return versions.findChildren<QRadioButton *>();
    }
    static QLabel *banner(const VerdictVersions &versions)
    {
        return versions.findChild<QLabel *>(u"earlierVerdict"_s);
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictVersions)
#include "tst_verdictversions.moc"
