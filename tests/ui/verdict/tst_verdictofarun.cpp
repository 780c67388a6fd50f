// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictpage.h"

#include "shortrun.h"
#include "tests/support/testprogram.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms

} // namespace

/// Whole runs against the practice shop, as the page shows them.
class TestVerdictOfARun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromTheFirstPhaseToTheVerdict();
    void verifiesAgainAndCancels();
};

void TestVerdictOfARun::fromTheFirstPhaseToTheVerdict()
{
    RunController controller;
    VerdictPage page(controller);
    page.show();
    const auto *waiting = page.findChild<QLabel *>(u"verifyingHeadline"_s);
    const auto *headline = page.findChild<QLabel *>(u"headline"_s);
    QStringList told;
    connect(&controller, &RunController::phaseChanged, this, [&] {
        if (waiting->isVisible() && !told.contains(waiting->text()))
            told += waiting->text();
    });
    controller.start(shortRun(), u"unit-lost"_s);
    QVERIFY(!headline->isVisible());
    QVERIFY(QTest::qWaitFor([&] { return !controller.isRunning(); }, patience));
    QCOMPARE(told, QStringList({u"No verdict yet"_s, u"Verifying"_s}));
    QVERIFY(headline->isVisible());
    QCOMPARE(headline->text(), u"✕ UNDERSELLING DETECTED"_s);
    QVERIFY(page.findChild<QTableView *>(u"checks"_s)->model()->rowCount() > 0);
    QCOMPARE(page.findChild<QLabel *>(u"checkTitle"_s)->text(), u"V2 · Stock equation"_s);
}

void TestVerdictOfARun::verifiesAgainAndCancels()
{
    RunController controller;
    VerdictPage page(controller);
    connect(&page, &VerdictPage::verifyAgainWanted, &controller, [&controller] { controller.verifyAgain(); });
    page.show();
    controller.start(shortRun(), u"none"_s);
    QVERIFY(QTest::qWaitFor([&] { return !controller.isRunning(); }, patience));
    const auto *headline = page.findChild<QLabel *>(u"headline"_s);
    const auto first = controller.result();
    QVERIFY2(headline->text().startsWith(u"✓ PASS"_s) || headline->text().startsWith(u"! PASS"_s),
        qPrintable(headline->text()));

    auto *again = page.findChild<QPushButton *>(u"verifyAgain"_s);
    QVERIFY(again->isEnabled());
    again->click();
    QVERIFY(controller.isRunning());
    QTRY_COMPARE(page.findChild<QLabel *>(u"verifyingHeadline"_s)->text(), u"Verifying again"_s);
    auto *cancel = page.findChild<QPushButton *>(u"cancelVerifying"_s);
    QVERIFY(cancel->isVisible());
    cancel->click();
    QVERIFY(QTest::qWaitFor([&] { return !controller.isRunning(); }, patience));
    // What was known stays.
    QCOMPARE(controller.result(), first);
    QVERIFY(headline->isVisible());

    again->click();
    QVERIFY(QTest::qWaitFor([&] { return !controller.isRunning(); }, patience));
    QVERIFY(controller.result() != first);
    QVERIFY(headline->isVisible());
}

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictOfARun)
#include "tst_verdictofarun.moc"
