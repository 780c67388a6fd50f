// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictpage.h"

#include "core/text/format.h"
#include "finishedrun.h"
#include "tests/support/testprogram.h"
#include "ui/charts/timechart.h"
#include "ui/export/resultcsv.h"
#include "ui/run/thresholdsmodel.h"
#include "ui/theme/appearance.h"
#include "ui/verdict/checksmodel.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestVerdictPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_controller = std::make_unique<RunController>();
        m_page = std::make_unique<VerdictPage>(*m_controller);
        m_page->resize(1100, 640);
        m_page->show();
    }
    void cleanup()
    {
        m_page.reset();
        m_controller.reset();
    }

    void invitesBeforeAnyRun()
    {
        QAction start(u"&Start"_s);
        m_page->setEmptyActions({&start});
        auto *button = m_page->findChild<QPushButton *>(QString(), Qt::FindChildrenRecursively);
        for (QPushButton *each : m_page->findChildren<QPushButton *>()) {
            if (each->text() == u"&Start"_s)
                button = each;
        }
        QVERIFY(button && button->isVisible());
        int started = 0;
        connect(&start, &QAction::triggered, this, [&] { ++started; });
        button->click();
        QCOMPARE(started, 1);
        QVERIFY(!label(u"headline"_s)->isVisible());
    }

    void showsTheVerdict()
    {
        present(overbookedRun());
        QVERIFY(label(u"headline"_s)->isVisible());
        QCOMPARE(label(u"headline"_s)->text(), u"✕ OVERBOOKING DETECTED"_s);
        QVERIFY(label(u"headlineSentence"_s)->text().startsWith(u"2 of 10 checks failed · 1 warning"_s));
        QCOMPARE(label(u"starting"_s)->text(), u"100"_s);
        QCOMPARE(label(u"paid"_s)->text(), u"103"_s);
        QCOMPARE(label(u"remaining"_s)->text(), u"0"_s);
        QCOMPARE(label(u"difference"_s)->text(), u"+3"_s);
        QCOMPARE(label(u"thresholdsHeadline"_s)->text(), u"✓ all 7 thresholds held"_s);
        QCOMPARE(label(u"thresholdsHeadline"_s)->font(), label(u"headline"_s)->font());
        QCOMPARE(checks()->model()->rowCount(), 10);
        QCOMPARE(table(u"thresholds"_s)->model()->rowCount(), 7);
        QVERIFY(m_page->findChildren<QLabel *>(u"remark"_s).isEmpty());
    }

    /// The table is lower than it is long: what failed must not lie out of sight.
    void failedThresholdsComeFirst()
    {
        RunResult result = overbookedRun();
        result.thresholds.back().state = ThresholdResult::State::Fail;
        present(result);
        const QAbstractItemModel *model = table(u"thresholds"_s)->model();
        QCOMPARE(model->index(0, ThresholdsModel::State).data().toString(), u"✕ fail"_s);
        QCOMPARE(model->index(1, ThresholdsModel::State).data().toString(), u"✓ pass"_s);
    }

    void everyEndHasItsWords_data()
    {
        QTest::addColumn<RunEnd>("end");
        QTest::addColumn<bool>("performed");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("remark");
        QTest::newRow("completed") << RunEnd::Completed << true << u"✓ PASS"_s << QString();
        QTest::newRow("stopped") << RunEnd::Stopped << true << u"✓ PASS"_s << u"! Stopped before the end of its plan"_s;
        QTest::newRow("aborted") << RunEnd::Aborted << false << u"– NO VERDICT"_s << u"! Aborted before a verdict"_s;
        QTest::newRow("failed") << RunEnd::Failed << false << u"– NO VERDICT"_s << u"✕ The set-up failed"_s;
    }

    void everyEndHasItsWords()
    {
        QFETCH(RunEnd, end);
        QFETCH(bool, performed);
        QFETCH(QString, headline);
        QFETCH(QString, remark);
        RunResult result = passedRun();
        result.end = end;
        if (!performed)
            result.verification = {};
        present(result);
        QCOMPARE(label(u"headline"_s)->text(), headline);
        const auto remarks = m_page->findChildren<QLabel *>(u"remark"_s);
        QCOMPARE(remarks.isEmpty() ? QString() : remarks.first()->text(), remark);
    }

    void withoutAVerdictThereIsNothingToSelect()
    {
        present(failedRun());
        QCOMPARE(checks()->model()->rowCount(), 0);
        QVERIFY(!label(u"checkTitle"_s)->isVisible());
        QVERIFY(!button(u"copyChecks"_s)->isEnabled());
        QVERIFY(!button(u"exportChecks"_s)->isEnabled());
        QVERIFY(!m_page->findChild<QPushButton *>(u"verifyAgain"_s)->isVisible()); // there is no sale
        present(passedRun());
        QVERIFY(label(u"checkTitle"_s)->isVisible());
        QVERIFY(m_page->findChild<QPushButton *>(u"verifyAgain"_s)->isVisible());
    }

    void theWorstIsSelectedFirst()
    {
        present(overbookedRun());
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V1 · No oversell"_s);
        QCOMPARE(label(u"checkVerdict"_s)->text(), u"✕ fail"_s);
        QCOMPARE(label(u"checkExpected"_s)->text(), u"at most 100 paid orders"_s);
        QCOMPARE(label(u"checkActual"_s)->text(), u"103 paid orders"_s);
        QCOMPARE(label(u"checkDifference"_s)->text(), u"+3"_s);
        QCOMPARE(label(u"checkNote"_s)->text(), u"3 paid orders beyond the stock."_s);
        QCOMPARE(label(u"meaningTitle"_s)->text(), u"What it means, what to do"_s);
        QCOMPARE(label(u"checkMeaning"_s)->text(), u"The meaning of V1."_s);
        QCOMPARE(label(u"evidenceCount"_s)->text(), u"3 findings"_s);
        QCOMPARE(evidence()->currentIndex().data().toString(), u"▲ 2"_s); // the worst
        QCOMPARE(evidence()->currentIndex().row(), 0);
    }

    void findingsStandAboveWhatPassed()
    {
        present(overbookedRun());
        QStringList ids;
        for (int row = 0; row < checks()->model()->rowCount(); ++row)
            ids += checks()->model()->index(row, ChecksModel::IdColumn).data().toString();
        // Failed, warned, passed, not judged; among equals as the table has them.
        QCOMPARE(ids.join(u' '), u"V1 V2 V7 V0 V5 V6 V18 V19 V20 V8"_s);
        QCOMPARE(checks()->currentIndex().row(), 0);
    }

    void fairnessAndStockHaveCharts()
    {
        RunResult result = overbookedRun();
        for (const CheckId id : {CheckId::FairQueue, CheckId::BoundedReads}) {
            CheckRow row{.id = id};
            row.verdict = CheckVerdict::Pass;
            result.verification.checks.push_back(row);
        }
        present(result);
        auto *chart = m_page->findChild<TimeChart *>();
        QVERIFY(chart && !chart->isVisible());
        select(u"V10"_s);
        QVERIFY(chart->isVisible());
        QTRY_COMPARE(chart->data().id, u"fairness"_s);
        select(u"V14"_s);
        QTRY_COMPARE(chart->data().id, u"stock-bounds"_s);
        select(u"V2"_s);
        QVERIFY(!chart->isVisible());
    }

    void aRowTellsWhatIsBehindIt()
    {
        present(overbookedRun());
        select(u"V8"_s);
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V8 · No foreign order"_s);
        QCOMPARE(label(u"checkActual"_s)->text(), u"–"_s);
        QCOMPARE(label(u"meaningTitle"_s)->text(), u"What a finding would mean"_s);
        QVERIFY(!evidence()->isVisible());
        QVERIFY(!label(u"story"_s)->isVisible());
    }

    void aBuyerTellsItsStory()
    {
        present(overbookedRun());
        QTRY_COMPARE(label(u"storyTitle"_s)->text(), u"buyer-7-3@test.com"_s); // of the sample's ledger
        QVERIFY(label(u"story"_s)->text().contains(u"→ 200, order "_s));
        evidence()->selectRow(1);
        QTRY_VERIFY(!label(u"story"_s)->isVisible()); // one without a journey
    }

    void anEarlierVerdictIsShownInItsOwnTables()
    {
        RunResult result = passedRun();
        result.earlierVerifications = {overbookedRun().verification};
        result.earlierVerifications[0].at = QDateTime(QDate(2026, 11, 22), QTime(12, 10), Qt::UTC);
        present(result);
        QVERIFY(m_page->findChildren<QLabel *>(u"remark"_s).isEmpty()); // the chips say it
        select(u"V1"_s);
        QCOMPARE(label(u"checkVerdict"_s)->text(), u"✓ pass"_s);
        find<QRadioButton>(u"verdict-1"_s)->click();
        // The same check, as it was; the run's headline is the latest one's.
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V1 · No oversell"_s);
        QCOMPARE(label(u"checkVerdict"_s)->text(), u"✕ fail"_s);
        QCOMPARE(label(u"checkActual"_s)->text(), u"103 paid orders"_s);
        QCOMPARE(button(u"group-1"_s)->text(), u"Failed 2"_s);
        QVERIFY(evidence()->isVisible());
        QTRY_VERIFY(label(u"story"_s)->text().contains(u"V1: order o-102"_s)); // the buyer's findings of then
        QCOMPARE(label(u"headline"_s)->text(), u"✓ PASS"_s);
        QVERIFY(label(u"earlierVerdict"_s)->isVisible());
        find<QPushButton>(u"latestVerdict"_s)->click();
        QCOMPARE(label(u"checkVerdict"_s)->text(), u"✓ pass"_s);
        QCOMPARE(button(u"group-1"_s)->text(), u"Failed 0"_s);
        QVERIFY(!label(u"earlierVerdict"_s)->isVisible());
    }

    void otherRemarksStayBesideTheChips()
    {
        RunResult result = inconclusiveRun();
        result.end = RunEnd::Stopped;
        result.earlierVerifications = {overbookedRun().verification, overbookedRun().verification};
        present(result);
        QStringList remarks;
        for (const QLabel *remark : m_page->findChildren<QLabel *>(u"remark"_s))
            remarks += remark->text().left(20);
        QCOMPARE(remarks, QStringList({u"? The shop's books a"_s, u"! Stopped before the"_s}));
    }

    void anEarlierVerdictHasNoChart()
    {
        RunResult result = overbookedRun();
        CheckRow fairness{.id = CheckId::FairQueue};
        fairness.verdict = CheckVerdict::Pass;
        result.verification.checks.push_back(fairness);
        result.earlierVerifications = {result.verification};
        present(result);
        select(u"V10"_s);
        const auto *chart = m_page->findChild<TimeChart *>();
        QVERIFY(chart->isVisible());
        find<QRadioButton>(u"verdict-1"_s)->click();
        QCOMPARE(label(u"checkTitle"_s)->text().left(3), u"V10"_s);
        QVERIFY(!chart->isVisible());
    }

    void filterButtons()
    {
        present(overbookedRun());
        QCOMPARE(button(u"group-0"_s)->text(), u"All 10"_s);
        QCOMPARE(button(u"group-1"_s)->text(), u"Failed 2"_s);
        QCOMPARE(button(u"group-2"_s)->text(), u"Warnings 1"_s);
        QCOMPARE(button(u"group-4"_s)->text(), u"No data 1"_s);
        QVERIFY(!button(u"group-3"_s)->isVisible() && !button(u"group-5"_s)->isVisible()); // none are like that
        button(u"group-2"_s)->click();
        QCOMPARE(checks()->model()->rowCount(), 1);
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V7 · No phantom order"_s); // the detail follows
        button(u"group-0"_s)->click();
        auto *text = m_page->findChild<QLineEdit *>(u"filter"_s);
        QTest::keyClicks(text, u"equation"_s);
        QCOMPARE(checks()->model()->rowCount(), 1);
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V2 · Stock equation"_s);
        QTest::keyClicks(text, u" never"_s);
        QCOMPARE(checks()->model()->rowCount(), 0);
        QVERIFY(!label(u"checkTitle"_s)->isVisible());
        // Another result starts without a filter.
        present(passedRun());
        QCOMPARE(checks()->model()->rowCount(), 10);
        QVERIFY(!button(u"group-1"_s)->isEnabled());
    }

    void aClickSorts()
    {
        present(overbookedRun());
        checks()->horizontalHeader()->setSortIndicator(ChecksModel::IdColumn, Qt::AscendingOrder);
        QCOMPARE(checks()->model()->index(0, 0).data().toString(), u"V0"_s);
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V1 · No oversell"_s);
    }

    void evidenceSortsNaturally()
    {
        present(overbookedRun());
        evidence()->sortByColumn(1, Qt::AscendingOrder);
        QStringList buyers;
        for (int row = 0; row < 3; ++row)
            buyers += evidence()->model()->index(row, 1).data().toString();
        QCOMPARE(buyers, QStringList({u"buyer-7-3@test.com"_s, u"buyer-9-0@test.com"_s, u"buyer-10-0@test.com"_s}));
        button(u"worst"_s)->click();
        QCOMPARE(evidence()->currentIndex().row(), 0);
        // Another check begins with its worst again.
        select(u"V2"_s);
        select(u"V1"_s);
        QCOMPARE(evidence()->model()->index(0, 0).data().toString(), u"▲ 2"_s);
        QCOMPARE(evidence()->model()->index(1, 0).data().toString(), u"1"_s);
    }

    void muchAndNastyEvidence()
    {
        present(inconclusiveRun());
        QCOMPARE(label(u"checkTitle"_s)->text(), u"V18 · Complete reading"_s);
        QCOMPARE(label(u"meaningTitle"_s)->text(), u"What this is about"_s);
        QCOMPARE(label(u"evidenceCount"_s)->text(), u"showing 10,000 of 12,345"_s);
        QCOMPARE(evidence()->model()->rowCount(), 10'000);
        QCOMPARE(evidence()->currentIndex().row(), 0);
        QCOMPARE(evidence()->currentIndex().data().toString(), u"▲ 9,321"_s);
        QVERIFY(evidence()->visualRect(evidence()->currentIndex()).isValid());
        evidence()->sortByColumn(0, Qt::DescendingOrder);
        QCOMPARE(evidence()->model()->index(0, 0).data().toString(), u"10,000"_s);
        button(u"worst"_s)->click();
        QCOMPARE(evidence()->currentIndex().data().toString(), u"▲ 9,321"_s);
        evidence()->sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(evidence()->model()->index(0, 2).data().toString(), u"<b>down</b> ‹U+202E›evil␛[31m␊second line"_s);
    }

    void longTextsDoNotWidenThePage()
    {
        const int narrowest = m_page->minimumSizeHint().width();
        RunResult result = overbookedRun();
        CheckRow &check = checkOf(result, u"V1");
        check.title = check.expected = check.actual = check.note = check.meaning = QString(10'000, u'x');
        result.failure = QString(10'000, u'y');
        result.end = RunEnd::Stopped;
        present(result);
        QVERIFY(m_page->minimumSizeHint().width() <= std::max(narrowest, 1100));
        for (const QLabel *each : m_page->findChildren<QLabel *>())
            QCOMPARE(each->textFormat() == Qt::AutoText && each->text().contains(u'<'), false);
    }

    void nothingIsReadAsHtml()
    {
        RunResult result = overbookedRun();
        CheckRow &check = checkOf(result, u"V1");
        check.title = check.note = check.meaning = check.expected = u"<h1>hi</h1>"_s;
        check.evidence.rows[1][0] = u"<h1>hi</h1>"_s;
        result.failure = u"<h1>hi</h1>"_s;
        result.end = RunEnd::Stopped;
        present(result);
        int shown = 0;
        for (const QLabel *each : m_page->findChildren<QLabel *>()) {
            if (each->text().contains(u"<h1>"_s)) {
                ++shown;
                QVERIFY2(each->textFormat() == Qt::PlainText, qPrintable(each->objectName()));
            }
        }
        QVERIFY(shown >= 5);
    }

    void copiesTheTables()
    {
        present(overbookedRun());
        button(u"copyChecks"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 11);
        button(u"copyEvidence"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
            u"#\tBuyer\tOrder\n▲ 2\tbuyer-7-3@test.com\to-102\n1\tbuyer-10-0@test.com\to-101\n"
            "3\tbuyer-9-0@test.com\to-103\n"_s);
    }

    void savesTheTables_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("proposed");
        QTest::addColumn<QByteArray>("content");
        RunResult result = overbookedRun();
        QTest::newRow("checks") << u"exportChecks"_s << u"friday-s-drop-20261122-110157-checks.csv"_s
                                << checksCsv(result.verification);
        QTest::newRow("evidence") << u"exportEvidence"_s << u"friday-s-drop-20261122-110157-evidence-v1.csv"_s
                                  << evidenceCsv(checkOf(result, u"V1").evidence);
    }

    void savesTheTables()
    {
        QFETCH(QString, name);
        QFETCH(QString, proposed);
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        present(overbookedRun());
        QVERIFY(!label(u"savedText"_s)->isVisible());
        button(name)->click();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(), proposed);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(label(u"savedText"_s)->isVisible());
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), content);
        QCOMPARE(label(u"savedText"_s)->text(), u"Written to %1 (%2)"_s.arg(path, formatBytes(double(content.size()))));
        QVERIFY(m_page->findChild<QPushButton *>(u"showSaved"_s)->isVisible());
    }

    void savesTheTablesOfAnEarlierVerdict()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        RunResult result = passedRun();
        result.earlierVerifications = {overbookedRun().verification};
        result.earlierVerifications[0].at = QDateTime(QDate(2026, 11, 22), QTime(12, 10), Qt::UTC);
        present(result);
        find<QRadioButton>(u"verdict-1"_s)->click();
        button(u"exportChecks"_s)->click();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QCOMPARE(QFileInfo(dialog->selectedFiles().value(0)).fileName(),
            u"friday-s-drop-20261122-110157-checks-of-20261122-121000.csv"_s);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(label(u"savedText"_s)->isVisible());
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), checksCsv(result.earlierVerifications[0]));
    }

    void tellsWhatCannotBeSaved()
    {
        present(overbookedRun());
        button(u"exportChecks"_s)->click();
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(u"/nowhere/at/all.csv"_s);
        dialog->close();
        QTRY_VERIFY(label(u"savedText"_s)->isVisible());
        QVERIFY(label(u"savedText"_s)->text().startsWith(u"Cannot write /nowhere/at/all.csv: "_s));
        QVERIFY(!m_page->findChild<QPushButton *>(u"showSaved"_s)->isVisible());
    }

    void keepsItsLayout()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"layout.ini"_s), QSettings::IniFormat);
        present(overbookedRun());
        QSplitter *across = splitter(Qt::Horizontal);
        const QList<int> initial = across->sizes();
        across->setSizes({500, 576});
        checks()->horizontalHeader()->moveSection(1, 3);
        m_page->saveLayout(settings);
        const QList<int> moved = across->sizes();
        QVERIFY(moved != initial);

        m_page->resetLayout();
        QCOMPARE(splitter(Qt::Horizontal)->sizes(), initial);
        QCOMPARE(checks()->horizontalHeader()->visualIndex(1), 1);
        m_page->restoreLayout(settings);
        QCOMPARE(splitter(Qt::Horizontal)->sizes(), moved);
        QCOMPARE(checks()->horizontalHeader()->visualIndex(1), 3);
        QVERIFY(checks()->isColumnHidden(ChecksModel::NoteColumn)); // follows the room, not the file
    }

    void badLayoutIsPassedOver()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"layout.ini"_s), QSettings::IniFormat);
        for (const QString &key : {u"verdict/across"_s, u"verdict/down"_s, u"verdict/checkColumns"_s})
            settings.setValue(key, QByteArray("rubbish"));
        m_page->restoreLayout(settings);
        present(overbookedRun());
        QVERIFY(checks()->isVisible());
    }

    void colourFollowsTheScheme()
    {
        present(overbookedRun());
        const auto colour = [this] { return label(u"headline"_s)->palette().color(QPalette::WindowText); };
        QCOMPARE(colour(), signOf(CheckVerdict::Fail).color);
        Appearance::instance().initialise();
        Appearance::instance().setScheme(Appearance::Scheme::Dark);
        QCOMPARE(colour(), toColor(darkTokens.fail));
        Appearance::instance().setScheme(Appearance::Scheme::Light);
        QCOMPARE(colour(), toColor(lightTokens.fail));
    }

    void everyControlHasANameAndIsReached()
    {
        present(overbookedRun());
        for (QWidget *widget : m_page->findChildren<QWidget *>()) {
            const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
                || qobject_cast<QAbstractItemView *>(widget);
            if (!control || qobject_cast<QHeaderView *>(widget) || !widget->isVisible())
                continue;
            if (widget->parentWidget() && qobject_cast<QLineEdit *>(widget->parentWidget()))
                continue; // the button that clears a field
            const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(what));
            QVERIFY2(!widget->isEnabled() || (widget->focusPolicy() & Qt::TabFocus), qPrintable(what));
        }
    }

private:
    void present(RunResult result) { m_controller->show(shared(std::move(result)), {}); }

    QLabel *label(const QString &name) const { return find<QLabel>(name); }
    QToolButton *button(const QString &name) const { return find<QToolButton>(name); }
    QTableView *table(const QString &name) const { return find<QTableView>(name); }
    QTableView *checks() const { return table(u"checks"_s); }
    QTableView *evidence() const { return table(u"evidence"_s); }

    template <class Widget>
    Widget *find(const QString &name) const
    {
        auto *widget = m_page->findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qPrintable(name));
        return widget;
    }

    QSplitter *splitter(Qt::Orientation orientation) const
    {
        for (QSplitter *each : m_page->findChildren<QSplitter *>()) {
            if (each->orientation() == orientation)
                return each;
        }
        return nullptr;
    }

    void select(const QString &id)
    {
        for (int row = 0; row < checks()->model()->rowCount(); ++row) {
            if (checks()->model()->index(row, ChecksModel::IdColumn).data().toString() == id)
                checks()->selectRow(row);
        }
    }

    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<VerdictPage> m_page;
};

DOORBUSTER_TEST(QTEST_MAIN, TestVerdictPage)
#include "tst_verdictpage.moc"
