// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/runpage.h"

#include "madeuprun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"
#include "ui/charts/timechart.h"
#include "ui/run/generatorpanel.h"
#include "ui/run/logpanel.h"
#include "ui/run/runchartcards.h"
#include "ui/run/runtables.h"
#include "ui/run/runtiles.h"
#include "ui/widgets/figuretile.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QSplitter>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ThresholdResult::State;

namespace {

Profile shortLoad()
{
    Profile profile;
    profile.load.stages = {{10s, 20}, {10s, 20}};
    return profile;
}

void record(MadeUpRun &run, int from, int to)
{
    for (int second = from; second < to; ++second) {
        const auto at = std::chrono::seconds(second);
        run.users(20, 19, at);
        run.requests(RequestName::SaleStatus, 10, at, 12ms);
        run.requests(RequestName::Buy, 2, at, 40ms);
        run.stock(100 - second, at);
        run.confirm(at);
        run.journeyStarted(at);
        run.journeyEnded(Outcome::Success, OutcomeReason::None, at);
    }
}

/// All that the page says, in its tiles and tables.
QStringList everythingOn(const RunPage &page)
{
    QStringList texts;
    for (int tile = 0; tile < RunTiles::Verdict; ++tile) {
        texts << page.tiles().tile(RunTiles::Tile(tile)).accessibleName();
    }
    for (int tab = 0; tab < page.tables().count(); ++tab) {
        texts << page.tables().tabText(tab);
        if (tab != RunTables::Log) {
            texts << rowsOf(*page.tables().table(RunTables::Tab(tab)).model());
        }
    }
    return texts;
}

std::shared_ptr<const RunResult> shared(const RunResult &result)
{
    return std::make_shared<const RunResult>(result);
}

} // namespace

class TestRunPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsEmpty()
    {
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 640);
        page.show();
        QVERIFY(page.isEmpty());
        QVERIFY(!page.pauseAction()->isEnabled());

        QAction run(u"&Run practice"_s);
        QAction start(u"&Start"_s);
        page.setEmptyActions({&run, &start});
        QVERIFY(page.isEmpty());
        QSignalSpy triggered(&run, &QAction::triggered);
        const QList<QAbstractButton *> buttons = page.findChildren<QAbstractButton *>();
        const auto offered = std::ranges::find_if(
            buttons, [](const QAbstractButton *button) { return button->text() == u"&Run practice"; });
        QVERIFY(offered != buttons.end());
        QVERIFY((*offered)->isVisible());
        (*offered)->click();
        QCOMPARE(triggered.count(), 1);

        // Again: what was offered before has gone.
        page.setEmptyActions({&start});
        const QList<QAbstractButton *> now = page.findChildren<QAbstractButton *>();
        QVERIFY(std::ranges::none_of(
            now, [](const QAbstractButton *button) { return button->text() == u"&Run practice"; }));
    }

    void showsARunAndThenItsResult()
    {
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 640);
        page.show();
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        QVERIFY(!page.isEmpty());
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"– setting up"_s);
        record(run, 5, 15);
        run.threshold(u"http_req_failed"_s, u"rate<0.01"_s, State::Pass, 0.0);
        Q_EMIT controller.snapshotReady(run.underLoad(15s));
        QCOMPARE(page.tiles().tile(RunTiles::Users).value(), u"19"_s);
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"✓ on track"_s);
        QVERIFY(!page.charts().chart(RunChart::VirtualUsers).data().isEmpty());
        QVERIFY(page.charts().chart(RunChart::VirtualUsers).data().now);

        record(run, 15, 25);
        Q_EMIT controller.snapshotReady(run.last(40s));
        const QStringList live = everythingOn(page);
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"… being verified"_s);
        Q_EMIT controller.shown(shared(run.result(40s)));
        QCOMPARE(everythingOn(page), live);
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"✓ PASS"_s);
        QVERIFY(!page.charts().chart(RunChart::VirtualUsers).data().now);

        // The same from a file, in a window that never saw the run.
        RunController other;
        RunPage opened(other);
        Q_EMIT other.shown(shared(run.result(40s)));
        QCOMPARE(everythingOn(opened), live);
    }

    /// No tick follows a result: what it shows at once is what there is.
    void openedResultFillsItsCharts()
    {
        RunController controller;
        RunPage page(controller);
        page.resize(1750, 900);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        MadeUpRun run(shortLoad());
        record(run, 5, 15);
        (void)run.last(40s);
        Q_EMIT controller.shown(shared(run.result(40s)));
        for (const RunChart chart : {RunChart::VirtualUsers, RunChart::Latency, RunChart::Throughput, RunChart::Stock,
                 RunChart::Outcomes, RunChart::Times}) {
            QTRY_VERIFY2(!page.charts().chart(chart).data().isEmpty(), qPrintable(runChartId(chart)));
        }
    }

    void aNewRunBeginsFromNothing()
    {
        RunController controller;
        RunPage page(controller);
        Q_EMIT controller.shown(shared(sampleResult()));
        QVERIFY(!page.isEmpty());
        QVERIFY(page.tables().table(RunTables::Requests).model()->rowCount() > 0);
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        QCOMPARE(page.tables().table(RunTables::Requests).model()->rowCount(), 0);
        QCOMPARE(page.tables().tabText(RunTables::Failures), u"Failures"_s);
        QCOMPARE(page.tiles().tile(RunTiles::Confirmed).value(), u"–"_s);
        Q_EMIT controller.shown(nullptr);
        QVERIFY(page.isEmpty());
    }

    void takesOverWhatTheControllerShows()
    {
        RunController controller;
        controller.show(shared(sampleResult()), {});
        RunPage page(controller);
        QVERIFY(!page.isEmpty());
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"✕ OVERBOOKING"_s);
    }

    void pausesTheViewNotTheRun()
    {
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        record(run, 5, 10);
        Q_EMIT controller.snapshotReady(run.underLoad(10s));
        const QStringList before = everythingOn(page);

        QTest::keyClick(&page, Qt::Key_F7);
        QVERIFY(page.isViewPaused());
        const QList<QLabel *> labels = page.findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"View paused at 0:05. The run goes on.";
        }));
        record(run, 10, 15);
        Q_EMIT controller.logged({11s, 1, u"hold taken"_s});
        Q_EMIT controller.snapshotReady(run.underLoad(15s));
        QCOMPARE(everythingOn(page), before);
        QCOMPARE(page.tables().log().model().rowCount(), 0);

        page.pauseAction()->setChecked(false);
        QVERIFY(!page.isViewPaused());
        QCOMPARE(page.tables().log().model().rowCount(), 1);
        Q_EMIT controller.snapshotReady(run.underLoad(15s + 250ms));
        QVERIFY(everythingOn(page) != before);
        QCOMPARE(page.figures().all()->count, 120ULL);
    }

    void pausedBeforeTheLoadItKnowsWhenThatBegan()
    {
        RunController controller;
        RunPage page(controller);
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        Q_EMIT controller.snapshotReady(run.snapshot(RunPhase::Countdown, 4s, 1s));
        page.pauseAction()->setChecked(true);
        Q_EMIT controller.snapshotReady(run.underLoad(6s));
        Q_EMIT controller.snapshotReady(run.snapshot(RunPhase::Draining, 26s, 1s));
        page.pauseAction()->setChecked(false);
        Q_EMIT controller.snapshotReady(run.snapshot(RunPhase::Draining, 26s, 1s));
        QVERIFY(page.figures().loadStart == std::optional<std::chrono::nanoseconds>(MadeUpRun::loadStart));
    }

    void theEndEndsThePause()
    {
        RunController controller;
        RunPage page(controller);
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        page.pauseAction()->setChecked(true);
        record(run, 5, 10);
        (void)run.last(40s);
        Q_EMIT controller.shown(shared(run.result(40s)));
        QVERIFY(!page.isViewPaused());
        QVERIFY(!page.pauseAction()->isEnabled());
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"✓ PASS"_s);
    }

    void verifyingAgainKeepsTheFigures()
    {
        RunController controller;
        RunPage page(controller);
        Q_EMIT controller.shown(shared(sampleResult()));
        const QStringList before = rowsOf(*page.tables().table(RunTables::Requests).model());
        RunBriefing briefing{
            .profile = sampleResult().profile, .apiBase = {}, .practiceDefect = {}, .verificationOnly = true};
        Q_EMIT controller.began(briefing);
        QVERIFY(!page.tiles().tile(RunTiles::Verdict).value().contains(u"OVERBOOKING"_s));
        MadeUpRun nothing(briefing.profile);
        RunSnapshot snapshot = nothing.snapshot(RunPhase::Verifying, 1s, 1s);
        snapshot.verifiedBuyers = 3;
        snapshot.buyersToVerify = 143;
        Q_EMIT controller.snapshotReady(snapshot);
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"… being verified"_s);
        QVERIFY(page.tiles().tile(RunTiles::Verdict).detail().endsWith(u"3 of 143 buyers read"_s));
        QCOMPARE(rowsOf(*page.tables().table(RunTables::Requests).model()), before);
        Q_EMIT controller.shown(shared(sampleResult()));
        QCOMPARE(page.tiles().tile(RunTiles::Verdict).value(), u"✕ OVERBOOKING"_s);
    }

    void logBelongsToItsRun()
    {
        RunController controller;
        RunPage page(controller);
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        Q_EMIT controller.logged({6s, 1, u"polls"_s});
        Q_EMIT controller.snapshotReady(run.underLoad(6s));
        const LogModel &log = page.tables().log().model();
        QCOMPARE(rowsOf(log), QStringList({u"0:01 | VU 1 | polls"_s}));
        Q_EMIT controller.shown(shared(run.result(40s)));
        QCOMPARE(rowsOf(log), QStringList({u"0:01 | VU 1 | polls"_s}));
        Q_EMIT controller.shown(shared(sampleResult())); // another one, from a file
        QCOMPARE(log.rowCount(), 0);
    }

    void everyFailureText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << u"<img src='file:///etc/passwd'><script>x</script>"_s;
        QTest::newRow("10 kB") << QString(10'240, u'W');
        QTest::newRow("right to left") << u"\u202eabc\u2066"_s;
        QTest::newRow("controls") << u"a\x1b[31m\r\n\tb"_s;
        QTest::newRow("half a pair") << QString(QChar(0xd83d));
    }

    void everyFailureText()
    {
        QFETCH(QString, text);
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 640);
        page.show();
        RunResult result = sampleResult();
        result.failures = {{.status = 500, .message = text, .count = 1}};
        result.end = RunEnd::Failed;
        result.failure = text;
        result.verification.performed = false;
        Q_EMIT controller.shown(shared(result));
        Q_EMIT controller.logged({6s, 1, text});
        page.tables().log().flush();
        page.tables().setCurrentIndex(RunTables::Failures);
        QVERIFY(page.grab().width() == page.width());
        const QString shown =
            page.tables().table(RunTables::Failures).model()->index(0, FailuresModel::Message).data().toString();
        for (const QString &one : {shown, page.tiles().tile(RunTiles::Verdict).detail()}) {
            QVERIFY(one.size() <= 200);
            QVERIFY(!one.contains(u'\n') && !one.contains(u'\x1b') && !one.contains(u'\u202e')
                && !one.contains(QChar(0xd83d)));
        }
        QVERIFY(page.minimumSizeHint().width() <= 1100);
    }

    void layoutIsKept()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(u"layout.ini"_s), QSettings::IniFormat);
        QList<int> sizes;
        {
            RunController controller;
            RunPage page(controller);
            page.resize(1100, 800);
            Q_EMIT controller.shown(shared(sampleResult()));
            page.show();
            page.findChild<QSplitter *>()->setSizes({250, 450});
            sizes = page.findChild<QSplitter *>()->sizes();
            page.saveLayout(settings);
            QVERIFY(settings.group().isEmpty());
        }
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 800);
        Q_EMIT controller.shown(shared(sampleResult()));
        page.show();
        const QList<int> usual = page.findChild<QSplitter *>()->sizes();
        QVERIFY(usual != sizes);
        page.restoreLayout(settings);
        QCOMPARE(page.findChild<QSplitter *>()->sizes(), sizes);
        page.resetLayout();
        QCOMPARE(page.findChild<QSplitter *>()->sizes(), usual);
    }

    void everyControlHasAName()
    {
        RunController controller;
        RunPage page(controller);
        page.resize(1100, 640);
        QAction start(u"&Start"_s);
        page.setEmptyActions({&start});
        MadeUpRun run(shortLoad());
        Q_EMIT controller.began(run.briefing());
        record(run, 5, 10);
        page.show();
        Q_EMIT controller.snapshotReady(run.underLoad(10s));
        const QList<QWidget *> widgets = page.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            // The parts of Qt's own widgets belong to those.
            const bool isOwn = !widget->objectName().startsWith(u"qt_"_s) && !qobject_cast<const QTabBar *>(widget)
                && !widget->inherits("QComboBoxListView")
                && !qobject_cast<const QAbstractItemView *>(widget->parentWidget())
                && !qobject_cast<const QLineEdit *>(widget->parentWidget())
                && !qobject_cast<const QTabBar *>(widget->parentWidget())
                && !qobject_cast<const QComboBox *>(widget->parentWidget());
            if (isOwn && widget->focusPolicy() != Qt::NoFocus) {
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
            }
        }
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestRunPage)
#include "tst_runpage.moc"
