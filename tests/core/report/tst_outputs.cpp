// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/outputs.h"

#include "core/profile/profileio.h"
#include "core/result/resultfile.h"
#include "tests/support/testprogram.h"

#include "sampleresult.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestOutputs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table()
    {
        for (const OutputFormat &format : outputFormats()) {
            QCOMPARE(findOutputFormat(format.kind), &format);
            // Either way, never both.
            QVERIFY2((format.lines != nullptr) != (format.write != nullptr), qPrintable(format.kind.toString()));
        }
        QVERIFY(findOutputFormat(u"csv")->needsSamples());
        QVERIFY(!findOutputFormat(u"result")->needsSamples());
        QVERIFY(!findOutputFormat(u"JSON"));
    }

    /// What a profile may name, this program can write.
    void kindsOfProfiles()
    {
        for (const QString &kind : outputKinds())
            QVERIFY2(findOutputFormat(kind), qPrintable(kind));
    }

    void help()
    {
        QVERIFY(outputKindsHelp().startsWith(u"json (every sample"_s));
        QVERIFY(outputKindsHelp(true).startsWith(u"result (the whole result"_s));
        QVERIFY(outputKindsHelp(true).contains(u"html (a report as one HTML page)"_s));
    }

    void check_data()
    {
        QTest::addColumn<QList<OutputSpec>>("outputs");
        QTest::addColumn<bool>("fromResult");
        QTest::addColumn<QStringList>("errors");
        const auto row = [](const char *name, const QList<OutputSpec> &outputs, bool fromResult,
                             const QStringList &errors) { QTest::newRow(name) << outputs << fromResult << errors; };
        row("none", {}, false, {});
        row("all",
            {{u"json"_s, u"a"_s}, {u"csv"_s, u"b"_s}, {u"result"_s, u"c"_s}, {u"html"_s, u"d"_s}, {u"junit"_s, u"e"_s},
                {u"charts"_s, u"f"_s}},
            false, {});
        row("of a result", {{u"result"_s, u"c"_s}, {u"html"_s, u"d"_s}, {u"junit"_s, u"e"_s}, {u"charts"_s, u"f"_s}},
            true, {});
        row("unknown", {{u"xml"_s, u"a"_s}}, false,
            {u"xml=a: there is no output kind \"xml\"; there are json, csv, result, html, junit, charts."_s});
        row("unknown of a result", {{u"xml"_s, u"a"_s}}, true,
            {u"xml=a: there is no output kind \"xml\"; there are result, html, junit, charts."_s});
        row("no file", {{u"json"_s, {}}}, false, {u"json=: the output kind \"json\" needs a file."_s});
        row("no folder", {{u"charts"_s, {}}}, false, {u"charts=: the output kind \"charts\" needs a folder."_s});
        row("same file", {{u"json"_s, u"/x/a"_s}, {u"result"_s, u"/x/a"_s}}, false,
            {u"result=/x/a: another output goes to the same file already."_s});
        row("lines of a result", {{u"json"_s, u"a"_s}, {u"csv"_s, u"b"_s}}, true,
            {u"json=a: the output kind \"json\" needs every sample of a live run, and a result has only their sums."_s,
                u"csv=b: the output kind \"csv\" needs every sample of a live run, and a result has only their sums."_s});
    }

    void check()
    {
        QFETCH(QList<OutputSpec>, outputs);
        QFETCH(bool, fromResult);
        QFETCH(QStringList, errors);
        QCOMPARE(checkOutputs(outputs, fromResult), errors);
    }

    void writesWhatAResultIsEnoughFor()
    {
        QTemporaryDir folder;
        for (const OutputFormat &format : outputFormats()) {
            const OutputSpec output{format.kind.toString(), folder.filePath(format.kind.toString())};
            QCOMPARE(writeOutput(output, sampleResult()).ok(), !format.needsSamples());
            QCOMPARE(QFile::exists(output.file), !format.needsSamples());
        }
        QVERIFY(loadResult(folder.filePath(u"result"_s)).result);
    }

    void badPaths_data()
    {
        QTest::addColumn<QString>("kind");
        for (const OutputFormat &format : outputFormats()) {
            if (!format.needsSamples())
                QTest::newRow(qPrintable(format.kind.toString())) << format.kind.toString();
        }
    }

    void badPaths()
    {
        QFETCH(QString, kind);
        QTemporaryDir folder;
        const auto error = [&](const QString &file) { return writeOutput({kind, file}, sampleResult()).error; };
        const QString missing = folder.filePath(u"missing/place"_s);
        QVERIFY2(error(missing).contains(missing), qPrintable(error(missing)));
        if (QFile::exists(u"/dev/full"_s))
            QVERIFY2(error(u"/dev/full"_s).contains(u"/dev/full"_s), qPrintable(error(u"/dev/full"_s)));
        if (!findOutputFormat(kind)->isFolder)
            QVERIFY2(error(folder.path()).contains(folder.path()), qPrintable(error(folder.path())));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
    }

    void writesNothingElse()
    {
        QTemporaryDir folder;
        for (const QString &kind : {u"json"_s, u"csv"_s, u"xml"_s}) {
            const QString file = folder.filePath(kind);
            QVERIFY(!writeOutput({kind, file}, sampleResult()).ok());
            QVERIFY(!QFile::exists(file));
        }
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestOutputs)
#include "tst_outputs.moc"
