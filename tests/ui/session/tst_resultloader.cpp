// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/resultloader.h"

#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

#include <optional>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

RunResult resultWith(std::size_t journeys)
{
    RunResult result;
    result.runId = u"r-1"_s;
    result.startedAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    LedgerEntry entry;
    entry.vu = 1;
    entry.buys = 1;
    result.ledger.assign(journeys, entry);
    return result;
}

/// What a loader told, in its order: "loaded NAME", "failed NAME: ERROR", "cancelled NAME".
class Told : public QObject {
public:
    explicit Told(ResultLoader &loader)
    {
        const auto name = [](const QString &file) { return QFileInfo(file).fileName(); };
        connect(&loader, &ResultLoader::loaded, this, [=, this](const auto &result, const QString &file) {
            results << result;
            lines << u"loaded "_s + name(file);
        });
        connect(&loader, &ResultLoader::failed, this, [=, this](const QString &file, const QStringList &errors) {
            lines << u"failed "_s + name(file) + u": "_s + errors.join(u' ');
        });
        connect(&loader, &ResultLoader::cancelled, this,
            [=, this](const QString &file) { lines << u"cancelled "_s + name(file); });
    }

    QStringList lines;
    QList<std::shared_ptr<const RunResult>> results;
};

} // namespace

class TestResultLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder.emplace();
        QVERIFY(saveResult(resultWith(3), path(u"small.json.gz"_s)).ok());
    }

    void loadsWhileTheLoopGoesOn()
    {
        QVERIFY(saveResult(resultWith(20'000), path(u"long.json"_s)).ok());
        ResultLoader loader;
        const Told told(loader);
        const QSignalSpy loading(&loader, &ResultLoader::loadingChanged);
        const QSignalSpy progressed(&loader, &ResultLoader::progressed);
        loader.load(path(u"long.json"_s));
        QVERIFY(loader.isLoading());
        QVERIFY(told.lines.isEmpty()); // nothing was done on this thread
        QTRY_COMPARE(told.lines, QStringList{u"loaded long.json"_s});
        QVERIFY(!loader.isLoading());
        QCOMPARE(told.results.first()->ledger.size(), std::size_t(20'000));
        QCOMPARE(loading.size(), 2);
        double before = 0;
        for (const QList<QVariant> &each : progressed) {
            QVERIFY(each.first().toDouble() >= before && each.first().toDouble() <= 1);
            before = each.first().toDouble();
        }
    }

    void refusesInWords_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("cause");
        QTest::newRow("no result") << "{\"a\": 1}"_ba << u"it is not a result of this program"_s;
        QTest::newRow("cut off") << "{\"doorbusterResult\": 5, \"runId\":"_ba << u"it is cut off"_s;
        QTest::newRow("cut gzip") << "\x1f\x8b\x08"_ba << u"its compressed data is cut off"_s;
        QTest::newRow("empty") << ""_ba << u"it is empty"_s;
    }

    void refusesInWords()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, cause);
        QFile file(path(u"bad"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        ResultLoader loader;
        const Told told(loader);
        loader.load(file.fileName());
        QTRY_COMPARE(told.lines.size(), 1);
        QVERIFY2(told.lines.first().startsWith(u"failed bad: Cannot load %1: %2"_s.arg(file.fileName(), cause)),
            qPrintable(told.lines.first()));
    }

    void refusesWhatIsNoFile()
    {
        ResultLoader loader;
        const Told told(loader);
        loader.load(path(u"vanished"_s));
        QTRY_COMPARE(told.lines.size(), 1);
        QVERIFY2(told.lines.last().contains(u"No such file"_s), qPrintable(told.lines.last()));
        loader.load(m_folder->path());
        QTRY_COMPARE(told.lines.size(), 2);
        QVERIFY2(told.lines.last().contains(u"it is a folder"_s), qPrintable(told.lines.last()));
#ifdef Q_OS_UNIX
        QCOMPARE(mkfifo(path(u"pipe"_s).toLocal8Bit().constData(), 0600), 0); // nobody would ever write to it
        loader.load(path(u"pipe"_s));
        QTRY_COMPARE(told.lines.size(), 3);
        QVERIFY2(told.lines.last().contains(u"it is not a regular file"_s), qPrintable(told.lines.last()));
#endif
    }

    void canBeCancelled()
    {
        ResultLoader loader;
        const Told told(loader);
        loader.cancel(); // nothing to cancel
        loader.load(path(u"small.json.gz"_s));
        loader.cancel();
        QTRY_COMPARE(told.lines, QStringList{u"cancelled small.json.gz"_s});
        loader.load(path(u"small.json.gz"_s));
        QTRY_COMPARE(told.lines.last(), u"loaded small.json.gz"_s);
    }

    void theLastOneAskedForCounts()
    {
        QVERIFY(saveResult(resultWith(5), path(u"other.json"_s)).ok());
        ResultLoader loader;
        const Told told(loader);
        const QSignalSpy loading(&loader, &ResultLoader::loadingChanged);
        loader.load(path(u"small.json.gz"_s));
        loader.load(path(u"other.json"_s));
        QTRY_COMPARE(told.lines, QStringList{u"loaded other.json"_s});
        QCOMPARE(told.results.first()->ledger.size(), std::size_t(5));
        QCOMPARE(loading.size(), 2);
    }

    void canGoWhileItLoads()
    {
        std::optional<ResultLoader> loader(std::in_place);
        const Told told(*loader);
        loader->load(path(u"small.json.gz"_s));
        loader.reset();
        QCoreApplication::processEvents();
        QVERIFY(told.lines.isEmpty());
    }

    /// Its memory is given back by the pool, and not before the last one has let go of it.
    void resultsAreFreedInBackground()
    {
        auto result = std::make_shared<const RunResult>(resultWith(3));
        const std::weak_ptr<const RunResult> watched = result;
        auto shown = freedInBackground(std::move(result));
        auto other = shown;
        shown.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        QVERIFY(!watched.expired());
        other.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        QVERIFY(watched.expired());
        QVERIFY(!freedInBackground(nullptr));
    }

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::optional<QTemporaryDir> m_folder;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestResultLoader)
#include "tst_resultloader.moc"
