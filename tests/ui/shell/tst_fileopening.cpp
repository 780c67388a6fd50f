// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/result/resultfile.h"
#include "shortrun.h"
#include "tests/support/testprogram.h"
#include "ui/shell/lastresult.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"

#include <QDir>
#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using Page = MainWindow::Page;

namespace {

RunResult resultOf(const QString &id, std::size_t journeys = 1)
{
    RunResult result;
    result.runId = id;
    result.startedAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    LedgerEntry entry;
    entry.vu = 1;
    entry.buys = 1;
    result.ledger.assign(journeys, entry);
    return result;
}

const MessageBar &messageBar(const MainWindow &window)
{
    return *window.findChild<MessageBar *>();
}

QString messageOf(const MainWindow &window)
{
    return messageBar(window).isHidden() ? QString() : messageBar(window).text();
}

QString shownRun(MainWindow &window)
{
    return window.controller().result() ? window.controller().result()->runId : QString();
}

bool opened(const MainWindow &window)
{
    return QTest::qWaitFor([&] { return !window.isOpening(); }, 20'000);
}

} // namespace

/// Opening results in the window: what was there stays until another one is.
class TestFileOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QCoreApplication::setOrganizationName(u"doorbuster-test"_s);
        QCoreApplication::setApplicationName(u"doorbuster"_s);
        qputenv("XDG_DATA_HOME", m_home.path().toUtf8());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
    }

    void init()
    {
        QSettings().clear();
        m_folder.emplace();
        QVERIFY(saveResult(resultOf(u"first"_s), path(u"first.json.gz"_s)).ok());
    }

    void whatIsShownStaysWhereAFileIsNoResult_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("cause");
        QTest::newRow("cut off") << "{\"doorbusterResult\": 5, \"runId\": \"x"_ba << u"cut off"_s;
        QTest::newRow("damaged gzip") << QByteArray("\x1f\x8b\x08\0garbage garbage", 19) << u"damaged"_s;
        QTest::newRow("of a newer version") << "{\"doorbusterResult\": 99}"_ba << u"newer version"_s;
    }

    void whatIsShownStaysWhereAFileIsNoResult()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, cause);
        MainWindow window;
        window.show();
        window.openFile(path(u"first.json.gz"_s));
        QVERIFY(opened(window));
        QCOMPARE(shownRun(window), u"first"_s);
        window.showPage(Page::Run);
        QFile bad(path(u"bad.json"_s));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write(content);
        bad.close();
        window.openFile(bad.fileName());
        QVERIFY(opened(window));
        QVERIFY2(messageOf(window).contains(u"bad.json"_s) && messageOf(window).contains(cause), qPrintable(messageOf(window)));
        QCOMPARE(shownRun(window), u"first"_s);
        QCOMPARE(window.page(), Page::Run);
        QVERIFY(window.actions().exportResult.isEnabled());
    }

    void fileThatVanishesWhileItIsOpened()
    {
        MainWindow window;
        window.show();
        const QString file = path(u"first.json.gz"_s);
        window.openFile(file);
        QVERIFY(QFile::remove(file)); // before or while its thread reads it
        QVERIFY(opened(window));
        QVERIFY(shownRun(window) == u"first"_s || messageOf(window).contains(u"first.json.gz"_s));
    }

    void progressIsShownAndCanBeCancelled()
    {
        QVERIFY(saveResult(resultOf(u"long"_s, 400'000), path(u"long.json"_s)).ok());
        MainWindow window;
        window.show();
        window.openFile(path(u"first.json.gz"_s));
        QVERIFY(opened(window));
        window.openFile(path(u"long.json"_s));
        QTRY_COMPARE_WITH_TIMEOUT(messageOf(window), u"Opening long.json"_s, 20'000);
        auto *bar = messageBar(window).findChild<QProgressBar *>();
        QVERIFY(bar->isVisible());
        for (QPushButton *button : messageBar(window).findChildren<QPushButton *>()) {
            if (button->accessibleName() == u"Cancel"_s)
                button->click();
        }
        QVERIFY(opened(window));
        QCOMPARE(messageOf(window), QString());
        QCOMPARE(shownRun(window), u"first"_s);
    }

    void aRunGoesBeforeAFileThatIsBeingOpened()
    {
        MainWindow window;
        window.show();
        window.openFile(path(u"first.json.gz"_s));
        window.controller().start(shortRun({u"buyer.maxBuys=0"_s}), std::nullopt); // which fails at once
        QVERIFY(opened(window));
        QVERIFY(QTest::qWaitFor([&] { return !window.controller().isRunning(); }, 60'000));
        QVERIFY(!window.controller().result());
    }

    void nothingIsOpenedWhileARunGoesOn()
    {
        MainWindow window;
        window.show();
        window.controller().start(shortRun(), u"none"_s);
        QVERIFY(window.controller().isRunning());
        window.openFile(path(u"first.json.gz"_s));
        QVERIFY(!window.isOpening());
        QVERIFY2(messageOf(window).contains(u"A run is in progress"_s), qPrintable(messageOf(window)));
        window.controller().abort();
        QVERIFY(QTest::qWaitFor([&] { return !window.controller().isRunning(); }, 60'000));
    }

    void theWindowMayCloseWhileItOpens()
    {
        MainWindow window;
        window.show();
        window.openFile(path(u"first.json.gz"_s));
        QVERIFY(window.close());
    }

    void lastResultThatCannotBeKeptIsSaid()
    {
        // A file where the folder would have to be.
        QFile obstacle(path(u"home"_s));
        QVERIFY(obstacle.open(QIODevice::WriteOnly));
        obstacle.close();
        qputenv("XDG_DATA_HOME", obstacle.fileName().toUtf8());
        const auto restore = qScopeGuard([this] { qputenv("XDG_DATA_HOME", m_home.path().toUtf8()); });
        LastResult last;
        const QSignalSpy failed(&last, &LastResult::failed);
        last.keep(std::make_shared<const RunResult>(resultOf(u"run"_s)));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY2(failed[0][0].toString().contains(u"last-result.json.gz"_s), qPrintable(failed[0][0].toString()));
    }

    void lastResultIsThereWhenItIsAskedFor()
    {
        LastResult last;
        for (const QString &id : {u"one"_s, u"two"_s})
            last.keep(std::make_shared<const RunResult>(resultOf(id, 5'000)));
        QString found;
        last.whenKept([&found](const QString &file) {
            const LoadedResult loaded = loadResult(file);
            found = loaded.result ? loaded.result->runId : loaded.errors.join(u' ');
        });
        QVERIFY(found.isEmpty()); // this thread does not wait for it
        QTRY_COMPARE_WITH_TIMEOUT(found, u"two"_s, 20'000);
    }

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    QTemporaryDir m_home;
    std::optional<QTemporaryDir> m_folder;
};

DOORBUSTER_TEST(QTEST_MAIN, TestFileOpening)
#include "tst_fileopening.moc"
