// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/outputs.h"

#include "core/report/resultfile.h"

#include "sampleresult.h"

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
        QVERIFY(findOutputFormat(u"json"));
        QVERIFY(findOutputFormat(u"json")->needsSamples);
        QVERIFY(!findOutputFormat(u"result")->needsSamples);
        QVERIFY(!findOutputFormat(u"JSON"));
        QCOMPARE(outputFormats().size(), std::size_t(6));
    }

    void check_data()
    {
        QTest::addColumn<QList<OutputSpec>>("outputs");
        QTest::addColumn<bool>("fromResult");
        QTest::addColumn<QStringList>("errors");
        const auto row = [](const char *name, const QList<OutputSpec> &outputs, bool fromResult,
                             const QStringList &errors) { QTest::newRow(name) << outputs << fromResult << errors; };
        const QString notYet = u"the output kind \"%1\" is not available in this version; there are json, result."_s;
        row("none", {}, false, {});
        row("both", {{u"json"_s, u"a"_s}, {u"result"_s, u"b"_s}}, false, {});
        row("unknown", {{u"xml"_s, u"a"_s}}, false,
            {u"xml=a: there is no output kind \"xml\"; there are json, result."_s});
        row("several", {{u"csv"_s, u"a"_s}, {u"junit"_s, u"b"_s}, {u"html"_s, u"c"_s}, {u"charts"_s, u"d"_s}}, false,
            {u"csv=a: "_s + notYet.arg(u"csv"_s), u"junit=b: "_s + notYet.arg(u"junit"_s),
                u"html=c: "_s + notYet.arg(u"html"_s), u"charts=d: "_s + notYet.arg(u"charts"_s)});
        row("no file", {{u"json"_s, {}}}, false, {u"json=: the output kind \"json\" needs a file."_s});
        row("same file", {{u"json"_s, u"/x/a"_s}, {u"result"_s, u"/x/a"_s}}, false,
            {u"result=/x/a: another output has the same file."_s});
        row("lines of a result", {{u"json"_s, u"a"_s}}, true,
            {u"json=a: the output kind \"json\" needs every sample of a live run, and a result has only their sums."_s});
    }

    void check()
    {
        QFETCH(QList<OutputSpec>, outputs);
        QFETCH(bool, fromResult);
        QFETCH(QStringList, errors);
        QCOMPARE(checkOutputs(outputs, fromResult), errors);
    }

    void writesAResult()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"result.json"_s);
        QVERIFY(writeOutput({u"result"_s, file}, sampleResult()).ok());
        QVERIFY(loadResult(file).result);
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

QTEST_GUILESS_MAIN(TestOutputs)
#include "tst_outputs.moc"
