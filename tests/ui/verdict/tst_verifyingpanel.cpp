// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verifyingpanel.h"

#include "core/result/runsnapshot.h"
#include "tests/support/testprogram.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestVerifyingPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_panel = std::make_unique<VerifyingPanel>();
        m_panel->show();
    }
    void cleanup() { m_panel.reset(); }

    void tellsThePhase()
    {
        m_panel->begin(false);
        m_panel->setPhase(RunPhase::Load);
        QCOMPARE(find<QLabel>(u"verifyingHeadline"_s)->text(), u"No verdict yet"_s);
        QVERIFY(find<QLabel>(u"verifyingSentence"_s)->text().startsWith(u"The load is on."_s));
        QVERIFY(!m_panel->findChild<QProgressBar *>()->isVisible());
        QVERIFY(!find<QPushButton>(u"cancelVerifying"_s)->isVisible());
    }

    void countsTheBuyers()
    {
        m_panel->begin(false);
        show(RunPhase::Verifying, 0, 0);
        QCOMPARE(find<QLabel>(u"verifyingHeadline"_s)->text(), u"Verifying"_s);
        auto *progress = m_panel->findChild<QProgressBar *>();
        QCOMPARE(progress->maximum(), 0); // not known yet
        show(RunPhase::Verifying, 1303, 5212);
        QCOMPARE(find<QLabel>(u"verifyingSentence"_s)->text(), u"1,303 of 5,212 buyers read · 0:03"_s);
        QCOMPARE(progress->value() * 4, progress->maximum());
        show(RunPhase::Verifying, 9999, 5212);
        QCOMPARE(progress->value(), progress->maximum());
    }

    void keepsItsWordsAtTheEdges()
    {
        m_panel->begin(true);
        m_panel->setPhase(RunPhase::Idle); // a verification on its own has no set-up
        QCOMPARE(find<QLabel>(u"verifyingHeadline"_s)->text(), u"Verifying again"_s);
        show(RunPhase::Verifying, 1, 2);
        m_panel->setPhase(RunPhase::Verifying);
        m_panel->setPhase(RunPhase::Finished);
        QCOMPARE(find<QLabel>(u"verifyingSentence"_s)->text(), u"1 of 2 buyers read · 0:03"_s);
        m_panel->begin(true);
        QCOMPARE(find<QLabel>(u"verifyingSentence"_s)->text(), u"The shop's books are being read."_s);
    }

    void cancels()
    {
        m_panel->begin(true);
        show(RunPhase::Verifying, 1, 2);
        QCOMPARE(find<QLabel>(u"verifyingHeadline"_s)->text(), u"Verifying again"_s);
        QSignalSpy cancelled(m_panel.get(), &VerifyingPanel::cancelled);
        auto *cancel = find<QPushButton>(u"cancelVerifying"_s);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTest::mouseClick(cancel, Qt::LeftButton); // once is enough: the next stop would mean more
        QCOMPARE(cancelled.count(), 1);
        m_panel->begin(true);
        QVERIFY(cancel->isEnabled());
    }

private:
    template <class Widget>
    Widget *find(const QString &name) const
    {
        return m_panel->findChild<Widget *>(name);
    }

    void show(RunPhase phase, quint64 read, quint64 all)
    {
        const auto table = std::make_shared<SeriesTable>(Profile());
        const MetricAccumulator figures(table);
        RunSnapshot snapshot{.seriesTable = *table, .figures = figures};
        snapshot.phase = phase;
        snapshot.phaseElapsed = 3s;
        snapshot.verifiedBuyers = read;
        snapshot.buyersToVerify = all;
        m_panel->setSnapshot(snapshot);
    }

    std::unique_ptr<VerifyingPanel> m_panel;
};

DOORBUSTER_TEST(QTEST_MAIN, TestVerifyingPanel)
#include "tst_verifyingpanel.moc"
