// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/linesink.h"

#include "core/report/k6/k6csvformat.h"
#include "core/report/k6/k6lineformat.h"
#include "core/result/runresult.h"
#include "core/text/gzip.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#ifdef Q_OS_UNIX
#include "tests/support/namedpipe.h"
#endif

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<Sample> journeys(std::size_t count, std::chrono::nanoseconds at = {})
{
    return std::vector<Sample>(count, ValueSample{MetricId::FsJourneys, RunGroup::Load, 1, at});
}

std::unique_ptr<SampleLineFormat> jsonLines()
{
    return std::make_unique<K6LineFormatter>(Profile());
}

QByteArray contentOf(const QString &file)
{
    QFile input(file);
    return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestLineSink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesFromSeveralThreads_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"lines.json"_s;
        QTest::newRow("compressed") << u"lines.json.gz"_s;
    }

    void writesFromSeveralThreads()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        const QString file = folder.filePath(name);
        LineSink sink(file, jsonLines());
        QCOMPARE(sink.open().error, QString());
        RunResult run;
        run.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'000);
        sink.runStarted(run);
        constexpr int threads = 4;
        constexpr int batches = 50;
        constexpr int samples = 100;
        std::vector<std::thread> workers;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([&] {
                for (int batch = 0; batch < batches; ++batch) {
                    sink.samples(journeys(samples, 1s));
                }
            });
        }
        for (std::thread &worker : workers) {
            worker.join();
        }
        QCOMPARE(sink.finish().error, QString());
        QCOMPARE(sink.dropped(), quint64(0));
        QByteArray content = contentOf(file);
        if (name.endsWith(u".gz"_s)) {
            QVERIFY(isGzip(content));
            const Unzipped unzipped = gunzip(content, 100'000'000);
            QCOMPARE(unzipped.error, QString());
            content = unzipped.data;
        }
        QList<QByteArray> lines = content.split('\n');
        QCOMPARE(lines.takeLast(), QByteArray());
        QCOMPARE(lines.size(), threads * batches * samples + 1);
        QVERIFY(lines.takeFirst().startsWith(R"({"type":"Metric","data":{"name":"fs_journeys")"));
        const QByteArray point =
            R"({"metric":"fs_journeys","type":"Point","data":{"time":"2026-11-22T11:01:58Z","value":1,)"
            R"("tags":{"group":"","scenario":"default"}}})";
        QCOMPARE(lines.count(point), lines.size());
    }

    void finishingWithoutSamplesLeavesAnEmptyFile()
    {
        QTemporaryDir folder;
        LineSink sink(folder.filePath(u"lines.json"_s), jsonLines());
        QVERIFY(sink.open().ok());
        QVERIFY(sink.finish().ok());
        QVERIFY(sink.finish().ok());
        QCOMPARE(contentOf(folder.filePath(u"lines.json"_s)), QByteArray());
    }

    void replacesAnOlderFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"lines.json"_s);
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write(QByteArray(100'000, 'x'));
        old.close();
        LineSink sink(file, jsonLines());
        QVERIFY(sink.open().ok());
        sink.samples(journeys(1));
        QVERIFY(sink.finish().ok());
        QVERIFY(!contentOf(file).contains('x'));
    }

    void cannotOpen_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such folder") << u"missing/lines.json"_s;
        QTest::newRow("a folder") << u"."_s;
    }

    void cannotOpen()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        LineSink sink(folder.filePath(name), jsonLines());
        const SaveStatus status = sink.open();
        QVERIFY(!status.ok());
        QVERIFY2(status.error.startsWith(u"Cannot write "_s + folder.path()), qPrintable(status.error));
    }

    void whatDoesNotFitIsDroppedAndCounted()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"lines.json"_s);
        LineSink sink(file, jsonLines(), sizeof(Sample) * 10);
        QVERIFY(sink.open().ok());
        sink.samples(journeys(25));
        QCOMPARE(sink.dropped(), quint64(15));
        QVERIFY(sink.finish().ok());
        QCOMPARE(contentOf(file).count("\"Point\""), 10);
    }

    void errorTextsCountAgainstTheQueue()
    {
        QTemporaryDir folder;
        LineSink sink(folder.filePath(u"lines.json"_s), jsonLines(), sizeof(Sample) + 100);
        QVERIFY(sink.open().ok());
        RequestSample sample;
        sample.errorText = QString(200, u'x');
        sink.samples({sample});
        QCOMPARE(sink.dropped(), quint64(1));
    }

    void samplesAfterTheEndAreDropped()
    {
        QTemporaryDir folder;
        LineSink sink(folder.filePath(u"lines.json"_s), jsonLines());
        QVERIFY(sink.open().ok());
        sink.samples(journeys(3));
        QVERIFY(sink.finish().ok());
        sink.samples(journeys(2));
        QCOMPARE(sink.dropped(), quint64(2));
    }

    void aFullDiskIsSaid()
    {
        if (!QFile::exists(u"/dev/full"_s)) {
            QSKIP("there is no /dev/full on this system");
        }
        LineSink sink(u"/dev/full"_s, jsonLines());
        QVERIFY(sink.open().ok());
        sink.samples(journeys(5));
        const SaveStatus status = sink.finish();
        QVERIFY2(status.error.startsWith(u"Cannot write /dev/full: "_s), qPrintable(status.error));
        QCOMPARE(sink.dropped(), quint64(5));
        QCOMPARE(sink.finish().error, status.error);
    }

#ifdef Q_OS_UNIX
    void followsIntoAPipe()
    {
        NamedPipe pipe;
        LineSink sink(pipe.file(), jsonLines());
        QVERIFY(sink.open().ok()); // although nobody reads yet
        sink.samples(journeys(5));
        pipe.open();
        sink.endSoon();
        QCOMPARE(sink.finish().error, QString());
        QCOMPARE(pipe.read().count("\"Point\""), 5);
    }

    void aReaderThatStopsCostsItsOwnOutput()
    {
        NamedPipe pipe;
        pipe.open();
        pipe.fill();
        LineSink sink(pipe.file(), jsonLines());
        QVERIFY(sink.open().ok());
        sink.samples(journeys(5));
        const SaveStatus status = sink.finish(100ms);
        QCOMPARE(status.error, u"Cannot write %1: given up after 0.1 s, as nobody reads it."_s.arg(pipe.file()));
        QCOMPARE(sink.dropped(), quint64(5));
        QCOMPARE(sink.finish().error, status.error);
    }

    void aFileThatIsRemovedIsMissed()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"lines.json"_s);
        LineSink sink(file, jsonLines());
        QVERIFY(sink.open().ok());
        QVERIFY(QFile::remove(file));
        sink.samples(journeys(1));
        QCOMPARE(sink.finish().error, u"Cannot write %1: it was removed while it was written."_s.arg(file));
    }
#endif

    /// A format's header stands first, and also where there is nothing else; it counts as no sample.
    void headerComesFirst()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"lines.csv.gz"_s);
        for (const std::size_t samples : {std::size_t(0), std::size_t(3)}) {
            LineSink sink(file, std::make_unique<K6CsvFormat>(Profile()));
            QVERIFY(sink.open().ok());
            sink.samples(journeys(samples));
            QVERIFY(sink.finish().ok());
            QCOMPARE(sink.dropped(), quint64(0));
            const QList<QByteArray> lines = gunzip(contentOf(file), 10'000).data.split('\n');
            QCOMPARE(lines.size(), qsizetype(samples) + 2);
            QVERIFY(lines.first().startsWith("metric_name,timestamp,metric_value,"));
        }
    }

    void isFinishedByItsDestructor()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"lines.json.gz"_s);
        {
            LineSink sink(file, jsonLines());
            QVERIFY(sink.open().ok());
            sink.samples(journeys(3));
        }
        QCOMPARE(gunzip(contentOf(file), 10'000).data.count('\n'), 4);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestLineSink)
#include "tst_linesink.moc"
