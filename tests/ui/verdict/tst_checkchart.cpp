// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checkchart.h"

#include "buyerway.h"
#include "finishedrun.h"
#include "tests/support/testprogram.h"
#include "ui/charts/timechart.h"

#include <QTest>
#include <QThreadPool>
#include <QToolButton>
#include <QWheelEvent>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

CheckRow check(CheckId id)
{
    return {.id = id};
}

/// The first buyer was overtaken; the stock was told once.
std::shared_ptr<const RunResult> unfair()
{
    RunResult result = passedRun();
    result.saleCreated = true;
    result.verification.remaining.reset();
    result.ledger = {BuyerWay(1).buy(0).queued(3000).hold(4000), BuyerWay(2).buy(10).queued(1000).hold(1010)};
    result.observations.stock = {{.sent = 0, .answered = 1'000'000'000, .remaining = 100, .oddity = {}}};
    return shared(std::move(result));
}

} // namespace

class TestCheckChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachCheckItsOwn()
    {
        CheckChart chart;
        const auto result = unfair();
        for (const CheckId id : {CheckId::NoOversell, CheckId::SanePositions}) {
            const CheckRow none = check(id);
            chart.setCheck(result, &none);
            QVERIFY(chart.isHidden());
        }
        const CheckRow v10 = check(CheckId::FairQueue);
        chart.setCheck(result, &v10);
        QVERIFY(!chart.isHidden());
        QTRY_COMPARE(chart.chart().data().id, u"fairness"_s);
        QCOMPARE(chart.chart().accessibleName(), u"Order of holds by order of joining"_s);
        QVERIFY2(chart.chart().accessibleDescription().startsWith(
                     u"2 buyers got a hold. 1 was overtaken for certain, at worst by 1 later buyer"_s),
            qPrintable(chart.chart().accessibleDescription()));
        for (const CheckId id : {CheckId::StockOverTime, CheckId::BoundedReads}) {
            const CheckRow stock = check(id);
            chart.setCheck(result, &stock);
            QVERIFY(!chart.isHidden());
            QTRY_COMPARE(chart.chart().data().id, u"stock-bounds"_s);
        }
        chart.setCheck(result, nullptr);
        QVERIFY(chart.isHidden());
    }

    void eachResultItsOwn()
    {
        CheckChart chart;
        const CheckRow v10 = check(CheckId::FairQueue);
        chart.setCheck(unfair(), &v10);
        QTRY_VERIFY(!chart.chart().data().isEmpty());
        RunResult nobody = passedRun();
        nobody.ledger.clear();
        chart.setCheck(shared(std::move(nobody)), &v10);
        QTRY_COMPARE(chart.chart().accessibleDescription(), u"Nobody joined the queue"_s);
        QVERIFY(chart.chart().data().isEmpty());
    }

    /// A chart that was being made for the result before does not come up beside this one's checks.
    void theLastOneAskedForIsShown()
    {
        CheckChart chart;
        const CheckRow v10 = check(CheckId::FairQueue);
        const CheckRow v14 = check(CheckId::BoundedReads);
        chart.setCheck(unfair(), &v10);
        RunResult nobody = passedRun();
        nobody.ledger.clear();
        const auto other = shared(std::move(nobody));
        chart.setCheck(other, &v10);
        chart.setCheck(other, &v14);
        QCOMPARE(chart.chart().data().emptyText, u"Drawing…"_s);
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        QTRY_COMPARE(chart.chart().data().id, u"stock-bounds"_s);
        chart.setCheck(other, &v10);
        QTRY_COMPARE(chart.chart().accessibleDescription(), u"Nobody joined the queue"_s);
    }

    void foldsByKeyboard()
    {
        CheckChart chart;
        const CheckRow v10 = check(CheckId::FairQueue);
        const auto result = unfair();
        chart.setCheck(result, &v10);
        chart.show();
        auto *fold = chart.findChild<QToolButton *>(u"foldChart"_s);
        QVERIFY(fold && fold->focusPolicy() == Qt::StrongFocus);
        QTRY_COMPARE(fold->text(), u"Order of holds by order of joining"_s);
        QVERIFY(chart.chart().isVisible());
        fold->setFocus();
        QTest::keyClick(fold, Qt::Key_Space);
        QVERIFY(!chart.chart().isVisible());
        const CheckRow v14 = check(CheckId::BoundedReads);
        chart.setCheck(result, &v14);
        QVERIFY(!chart.chart().isVisible()); // it stays folded
        QTest::keyClick(fold, Qt::Key_Space);
        QVERIFY(chart.chart().isVisible());
    }

    void theWheelIsThePages()
    {
        CheckChart chart;
        const CheckRow v10 = check(CheckId::FairQueue);
        chart.setCheck(unfair(), &v10);
        chart.show();
        const QPointF at = chart.chart().plotArea().center();
        const auto wheel = [&](Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(
                at, chart.chart().mapToGlobal(at), {}, {0, 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
            event.setAccepted(false);
            QApplication::sendEvent(&chart.chart(), &event);
            return event.isAccepted();
        };
        QVERIFY(!wheel(Qt::NoModifier));
        QVERIFY(wheel(Qt::ControlModifier));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestCheckChart)
#include "tst_checkchart.moc"
