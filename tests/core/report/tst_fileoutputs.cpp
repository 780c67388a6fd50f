// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/fileoutputs.h"

#include "core/result/resultfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::vector<Sample> journeys(std::size_t count)
{
    return std::vector<Sample>(count, ValueSample{MetricId::FsJourneys, RunGroup::Load, 1, 1s});
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

FileOutputs::Outcome writeAll(FileOutputs &outputs, RunResult &result)
{
    FileOutputs::Outcome outcome = outputs.saveResult(result);
    const FileOutputs::Outcome others = outputs.finish(result);
    outcome.written += others.written;
    outcome.errors += others.errors;
    return outcome;
}

} // namespace

class TestFileOutputs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder.emplace(); }
    void cleanup() { m_folder.reset(); }

    /// What is written last would silently replace the other.
    void aFileIsForOneOutput()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"sub"_s));
        QVERIFY(QFile(path(u"there"_s)).open(QIODevice::WriteOnly));
        const auto errorsOf = [this](const QString &lines, const QString &summary, const QString &result) {
            return FileOutputs({{u"json"_s, path(lines)}}, path(summary), path(result)).open({}).join(u'|');
        };
        QCOMPARE(errorsOf(u"a"_s, u"b"_s, u"c"_s), QString());
        for (const QString &other : {u"new"_s, u"./new"_s, u"sub/../new"_s}) {
            QCOMPARE(errorsOf(u"new"_s, u"b"_s, other), u"%1 is named for two outputs"_s.arg(path(other)));
            QCOMPARE(errorsOf(u"a"_s, u"new"_s, other), u"%1 is named for two outputs"_s.arg(path(other)));
        }
#ifdef Q_OS_UNIX
        QVERIFY(QFile::link(path(u"there"_s), path(u"link"_s)));
        QVERIFY(errorsOf(u"there"_s, u"b"_s, u"link"_s).contains(u"named for two outputs"_s));
        QVERIFY(QFile::link(path(u"sub"_s), path(u"linked"_s)));
        QVERIFY(errorsOf(u"sub/new"_s, u"b"_s, u"linked/new"_s).contains(u"named for two outputs"_s));
        QVERIFY(QFile::link(path(u"later"_s), path(u"dangling"_s)));
        QVERIFY(errorsOf(u"dangling"_s, u"b"_s, u"later"_s).contains(u"named for two outputs"_s));
        QVERIFY(QFile::link(path(u"loop"_s), path(u"loop"_s)));
        QVERIFY(errorsOf(u"loop"_s, u"b"_s, u"loop"_s).contains(u"named for two outputs"_s));
#endif
    }

    void aFolderIsForOneOutput()
    {
        FileOutputs outputs({{u"charts"_s, path(u"charts/"_s)}}, {}, path(u"./charts"_s));
        QCOMPARE(outputs.open({}), QStringList{u"%1 is named for two outputs"_s.arg(path(u"./charts"_s))});
    }

    void writesAll()
    {
        FileOutputs outputs(
            {{u"json"_s, path(u"lines.json"_s)}, {u"csv"_s, path(u"lines.csv"_s)}, {u"html"_s, path(u"report.html"_s)},
                {u"junit"_s, path(u"junit.xml"_s)}, {u"charts"_s, path(u"charts/"_s)}},
            path(u"summary.json"_s), path(u"result.json"_s));
        QCOMPARE(outputs.open({}), QStringList());
        const auto journals = outputs.journals();
        QCOMPARE(journals.size(), std::size_t(2));
        RunResult result = sampleResult();
        result.startedAt = QDateTime::fromMSecsSinceEpoch(1'795'345'317'000);
        for (const auto &journal : journals) {
            QVERIFY(journal->wantsSamples());
            journal->runStarted(result);
            journal->samples(journeys(3));
        }
        const FileOutputs::Outcome outcome = writeAll(outputs, result);
        QCOMPARE(outcome.errors, QStringList());
        QCOMPARE(outcome.written.size(), 7);
        QCOMPARE(result.samplesDropped, quint64(0));
        QCOMPARE(contentOf(path(u"lines.json"_s)).count("\"Point\""), 3);
        QCOMPARE(contentOf(path(u"lines.csv"_s)).count("fs_journeys,1795345318,1.000000,"), 3);
        QVERIFY(contentOf(path(u"report.html"_s)).startsWith("<!DOCTYPE html>"));
        QVERIFY(contentOf(path(u"junit.xml"_s)).startsWith("<?xml"));
        QVERIFY(QDir(path(u"charts"_s)).exists(u"latency.svg"_s));
        QVERIFY(loadResult(path(u"result.json"_s)).result);
    }

    void noSamplesWhereNobodyWantsThem()
    {
        FileOutputs outputs({{u"html"_s, path(u"report.html"_s)}}, {}, {});
        QCOMPARE(outputs.open({}), QStringList());
        QVERIFY(outputs.journals().empty());
        // A result that is verified again keeps what it knows of its own run.
        RunResult result = sampleResult();
        QCOMPARE(outputs.finish(result).errors, QStringList());
        QCOMPARE(result.samplesDropped, quint64(17));
    }

    void whatCannotBeOpened_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("error");
        QTest::newRow("no folder for a file") << u"csv"_s << u"missing/a.csv"_s << u"%1 cannot be written: "_s;
        QTest::newRow("a folder for a file") << u"html"_s << u"folder"_s << u"%1 is a folder; a file name is needed"_s;
        QTest::newRow("a file for a folder") << u"charts"_s << u"file"_s << u"%1 is a file; a folder is needed"_s;
        QTest::newRow("no folder for a folder")
            << u"charts"_s << u"a/b"_s << u"%1 cannot be made: there is no folder "_s;
        QTest::newRow("unknown") << u"xml"_s << u"a"_s << u"xml=%1: there is no output kind"_s;
    }

    void whatCannotBeOpened()
    {
        QFETCH(QString, kind);
        QFETCH(QString, file);
        QFETCH(QString, error);
        QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
        QFile present(path(u"file"_s));
        QVERIFY(present.open(QIODevice::WriteOnly));
        FileOutputs outputs({{kind, path(file)}}, {}, {});
        const QStringList errors = outputs.open({});
        QCOMPARE(errors.size(), 1);
        QVERIFY2(errors.first().startsWith(error.arg(path(file))), qPrintable(errors.first()));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList({u"file"_s, u"folder"_s}));
    }

    void standardOutputIsForOne()
    {
        FileOutputs none({{u"html"_s, path(u"a"_s)}}, {}, {});
        QVERIFY(!none.takeStandardOutput());
        FileOutputs one({{u"html"_s, path(u"a"_s)}}, {}, u"-"_s);
        QVERIFY(one.takeStandardOutput());
        QCOMPARE(one.open({}), QStringList());
        FileOutputs two({{u"html"_s, u"-"_s}}, u"-"_s, {});
        QCOMPARE(two.open({}), QStringList{u"standard output is named for two outputs"_s});
        FileOutputs charts({{u"charts"_s, u"-"_s}}, {}, {});
        QVERIFY2(charts.open({}).join(u'|').contains(u"a folder of files"_s), qPrintable(charts.open({}).join(u'|')));
    }

    void whatIsReadIsNotReplaced()
    {
        QVERIFY(QFile(path(u"read"_s)).open(QIODevice::WriteOnly));
        const QString error = path(u"read"_s) + u" is what is read; the output would replace it"_s;
        FileOutputs html({{u"html"_s, path(u"read"_s)}}, {}, {});
        QCOMPARE(html.open({}, FileOutputs::Source::Result, path(u"read"_s)), QStringList(error));
        FileOutputs profile({}, {}, path(u"read"_s));
        QCOMPARE(profile.open({}, FileOutputs::Source::Run, path(u"read"_s)), QStringList(error));
        FileOutputs again({}, {}, path(u"read"_s));
        QCOMPARE(again.open({}, FileOutputs::Source::Result, path(u"read"_s)), QStringList());
    }

    /// Also where the program is killed before its end.
    void whatWasThereIsNotTakenForThisRuns()
    {
        const QStringList names{u"report.html"_s, u"junit.xml"_s, u"charts/latency.svg"_s, u"result.json"_s};
        QVERIFY(QDir(m_folder->path()).mkdir(u"charts"_s));
        for (const QString &name : names) {
            QFile old(path(name));
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write("old");
        }
        const auto make = [this] {
            return FileOutputs({{u"html"_s, path(u"report.html"_s)}, {u"junit"_s, path(u"junit.xml"_s)},
                                   {u"charts"_s, path(u"charts"_s)}},
                {}, path(u"result.json"_s));
        };
        FileOutputs outputs = make();
        QCOMPARE(outputs.open({}), QStringList());
        for (const QString &name : names)
            QCOMPARE(contentOf(path(name)), QByteArray("old")); // the run may yet not begin
        QCOMPARE(outputs.begin(), QStringList());
        for (const QString &name : names) {
            QVERIFY(!QFile::exists(path(name)));
            QCOMPARE(contentOf(path(name + u".previous"_s)), QByteArray("old"));
        }
        outputs.restore();
        for (const QString &name : names)
            QCOMPARE(contentOf(path(name)), QByteArray("old"));

        FileOutputs second = make();
        QCOMPARE(second.open({}), QStringList());
        QCOMPARE(second.begin(), QStringList());
        RunResult result = sampleResult();
        QCOMPARE(second.saveResult(result).errors, QStringList());
        QVERIFY(loadResult(path(u"result.json"_s)).result);
        QCOMPARE(second.finish(result).errors, QStringList());
        for (const QString &name : names) {
            QVERIFY(contentOf(path(name)) != QByteArray("old"));
            QVERIFY(!QFile::exists(path(name + u".previous"_s)));
        }
        // A run that is verified again is in the file that it is written to.
        FileOutputs third({}, {}, path(u"result.json"_s));
        QCOMPARE(third.begin(path(u"result.json"_s)), QStringList());
        QVERIFY(loadResult(path(u"result.json"_s)).result);
    }

    void theResultComesFirstAndIsRescued()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"gone"_s));
        FileOutputs outputs({{u"html"_s, path(u"gone/report.html"_s)}, {u"junit"_s, path(u"junit.xml"_s)}}, {},
            path(u"gone/result.json"_s));
        QCOMPARE(outputs.open({}), QStringList());
        QVERIFY(QDir(path(u"gone"_s)).removeRecursively());
        RunResult result = sampleResult();
        result.runId = u"rescued-by-tst_fileoutputs"_s;
        const FileOutputs::Outcome saved = outputs.saveResult(result);
        QCOMPARE(saved.errors.size(), 2);
        QVERIFY2(saved.errors[0].contains(path(u"gone/result.json"_s)), qPrintable(saved.errors[0]));
        const QString elsewhere = QDir(QDir::tempPath()).filePath(u"doorbuster-rescued-by-tst_fileoutputs.json.gz"_s);
        QCOMPARE(saved.errors[1], u"the result was saved to %1 instead"_s.arg(elsewhere));
        QVERIFY(loadResult(elsewhere).result);
        QVERIFY(QFile::remove(elsewhere));
        const FileOutputs::Outcome others = outputs.finish(result);
        QCOMPARE(others.errors.size(), 1);
        QVERIFY2(others.errors[0].contains(path(u"gone/report.html"_s)), qPrintable(others.errors[0]));
        QVERIFY(contentOf(path(u"junit.xml"_s)).startsWith("<?xml"));
    }

    void aFullDiskIsSaidAndTheResultIsKept()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("there is no /dev/full on this system");
        FileOutputs outputs({{u"csv"_s, u"/dev/full"_s}}, {}, path(u"result.json"_s));
        QCOMPARE(outputs.open({}), QStringList());
        outputs.journals().at(0)->samples(journeys(5));
        RunResult result = sampleResult();
        const FileOutputs::Outcome outcome = writeAll(outputs, result);
        QCOMPARE(outcome.errors.size(), 2);
        QVERIFY2(outcome.errors.at(0).startsWith(u"Cannot write /dev/full: "_s), qPrintable(outcome.errors.at(0)));
        QVERIFY2(
            outcome.errors.at(1).startsWith(u"/dev/full: 5 samples are not in it"_s), qPrintable(outcome.errors.at(1)));
        QCOMPARE(result.samplesDropped, quint64(5));
        QVERIFY(loadResult(path(u"result.json"_s)).result);
    }

private:
    QString path(const QString &name) const
    {
        return m_folder->filePath(name);
    }

    std::optional<QTemporaryDir> m_folder;
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFileOutputs)
#include "tst_fileoutputs.moc"
