// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/junit.h"

#include "finishedrun.h"
#include "goldenfile.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// "testcase V1 No oversell/failure": the elements of test cases with their names, or what is wrong with the XML.
QStringList outcomesOf(const QByteArray &content)
{
    QXmlStreamReader xml(content);
    QStringList outcomes;
    QString name;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"testcase"_s) {
            name = xml.attributes().value(u"name"_s).toString();
            outcomes += name;
        } else if (!name.isEmpty() && xml.name() != u"testsuite"_s && xml.name() != u"property"_s
            && xml.name() != u"properties"_s) {
            outcomes.last() += u" -> "_s + xml.name();
        }
    }
    return xml.hasError() ? QStringList(xml.errorString()) : outcomes;
}

QString attributeOf(const QByteArray &content, const QString &element, const QString &attribute)
{
    QXmlStreamReader xml(content);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == element)
            return xml.attributes().value(attribute).toString();
    }
    return u"no such element"_s;
}

} // namespace

class TestJunit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden()
    {
        QCOMPARE(differenceFrom(QStringLiteral(TEST_DATA_DIR "/junit.xml"), junitXml(sampleResult())), QString());
    }

    void everyVerdictHasItsElement()
    {
        RunResult result = sampleResult();
        result.end = RunEnd::Completed;
        QCOMPARE(outcomesOf(junitXml(result)),
            QStringList({u"V0 Every buyer accounted for"_s, u"V1 No oversell -> failure"_s,
                u"V7 No phantom order -> system-out"_s, u"V8 No foreign order -> skipped"_s,
                u"V16 Visibility -> skipped"_s, u"V17 Sell-out -> system-out"_s, u"V18 Complete reading -> error"_s,
                u"V20 Something was tested"_s, u"http_req_failed: rate<0.01"_s, u"http_req_duration: p(95)<2000"_s,
                u"http_req_duration: p(99)<5000 -> failure"_s, u"http_req_duration{name:buy}: p(95)<20 -> failure"_s,
                u"fs_r_confirm_success: rate>0.5 -> skipped"_s, u"fs_overbooking: value==0 -> failure"_s,
                u"fs_underselling: value==0"_s}));
        const QByteArray content = junitXml(result);
        QCOMPARE(attributeOf(content, u"testsuites"_s, u"tests"_s), u"15"_s);
        QCOMPARE(attributeOf(content, u"testsuites"_s, u"failures"_s), u"4"_s);
        QCOMPARE(attributeOf(content, u"testsuites"_s, u"errors"_s), u"1"_s);
        QCOMPARE(attributeOf(content, u"testsuites"_s, u"skipped"_s), u"3"_s);
        QCOMPARE(attributeOf(content, u"property"_s, u"value"_s),
            u"OVERBOOKING DETECTED · the books were not read in full"_s);
    }

    /// A CI that only counts failures and errors must not take it for a pass.
    void aRunWithoutAVerdictIsAnError()
    {
        const QByteArray content = junitXml(failedRun());
        QCOMPARE(outcomesOf(content).first(), u"Verdict -> error"_s);
        QCOMPARE(attributeOf(content, u"property"_s, u"value"_s), u"NO VERDICT"_s);
        // Nor one whose rows are all quiet, though nothing could be judged.
        RunResult open = passedRun();
        open.verification.headline = Headline::Inconclusive;
        open.verification.overall = CheckVerdict::NoData;
        for (CheckRow &check : open.verification.checks)
            check.verdict = CheckVerdict::NoData;
        QCOMPARE(outcomesOf(junitXml(open)).first(), u"Verdict -> error"_s);
        open.verification.overall = CheckVerdict::Inconclusive;
        checkOf(open, u"V20"_s).verdict = CheckVerdict::Inconclusive;
        QCOMPARE(outcomesOf(junitXml(open)).first(), u"V0 Every buyer accounted for -> skipped"_s);
        QCOMPARE(attributeOf(junitXml(open), u"testsuites"_s, u"errors"_s), u"1"_s);
        RunResult nothing;
        QCOMPARE(outcomesOf(junitXml(nothing)), QStringList(u"Verdict -> error"_s));
    }

    void staysValidWhateverAShopSends()
    {
        QString nasty = u"]]><failure/>&\"'\x1b[2J\ufffe\uffff\u202e"_s;
        nasty += QChar(0);
        nasty += QChar(0xd800);
        RunResult result = sampleResult();
        result.profile.name = nasty;
        result.failure = nasty;
        result.thresholds[0].metric = nasty;
        result.thresholds[4].note = nasty;
        for (CheckRow &check : result.verification.checks) {
            check.note = nasty;
            check.expected = nasty;
            check.meaning = nasty;
            check.evidence = {{nasty}, {{nasty}}, 1, 0};
        }
        const QByteArray content = junitXml(result);
        const QStringList outcomes = outcomesOf(content);
        QCOMPARE(outcomes.size(), 15);
        QCOMPARE(outcomes.at(1), u"V1 No oversell -> failure"_s);
        QVERIFY(!content.contains('\x1b'));
    }

    void longEvidenceIsCutAndSaid()
    {
        const QByteArray content = junitXml(inconclusiveRun());
        QVERIFY(content.contains("… and 12,325 more"));
        QVERIFY(content.size() < 100'000);
    }

    void cannotBeWritten()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"missing/junit.xml"_s);
        QVERIFY(writeJunit(sampleResult(), file).error.startsWith(u"Cannot write "_s + file));
        if (QFile::exists(u"/dev/full"_s))
            QVERIFY(writeJunit(sampleResult(), u"/dev/full"_s).error.startsWith(u"Cannot write /dev/full: "_s));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestJunit)
#include "tst_junit.moc"
