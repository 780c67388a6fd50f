// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/reportpdf.h"

#include "finishedrun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestReportPdf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<RunResult>("result");
        QTest::addColumn<int>("least");
        QTest::newRow("sample") << sampleResult() << 3;
        QTest::newRow("inconclusive") << inconclusiveRun() << 3;
        QTest::newRow("failed") << failedRun() << 1;
        QTest::newRow("empty") << RunResult() << 1;
    }

    void pages()
    {
        QFETCH(RunResult, result);
        QFETCH(int, least);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"report.pdf"_s);
        QCOMPARE(saveReportPdf(result, path).error, QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(content.startsWith("%PDF-"));
        QVERIFY(content.count("/Type /Page\n") >= least);
        QVERIFY(content.contains("/MediaBox [0 0 595"));
        QVERIFY(content.contains("/FontFile2")); // words are words, in a font of their own
        QVERIFY(!content.contains("/Subtype /Image")); // and charts no pictures
    }

    void cannotBeWritten()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"missing/report.pdf"_s);
        QVERIFY(saveReportPdf(sampleResult(), path).error.startsWith(u"Cannot write "_s + path));
        if (QFile::exists(u"/dev/full"_s))
            QVERIFY(saveReportPdf(sampleResult(), u"/dev/full"_s).error.startsWith(u"Cannot write /dev/full"_s));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestReportPdf)
#include "tst_reportpdf.moc"
