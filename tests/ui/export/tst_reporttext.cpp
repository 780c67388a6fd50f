// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/reporttext.h"

#include "core/charts/designtokens.h"
#include "finishedrun.h"
#include "sampleresult.h"
#include "tests/support/testprogram.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// A report laid out for A4.
class Laid {
public:
    explicit Laid(const RunResult &result)
        : m_writer(&m_buffer)
        , m_report(text, m_writer)
    {
        m_buffer.open(QIODevice::WriteOnly);
        text.setPageSize(QSizeF(m_report.points(520), m_report.points(760)));
        m_report.write(makeRunDocument(result));
    }

    /// The first table whose first cell begins so.
    const QTextTable *table(const QString &title) const
    {
        for (QTextFrame *frame : text.rootFrame()->childFrames()) {
            const auto *found = qobject_cast<QTextTable *>(frame);
            if (found && cell(*found, 0, 0).startsWith(title))
                return found;
        }
        return nullptr;
    }

    static QString cell(const QTextTable &table, int row, int column)
    {
        return table.cellAt(row, column).firstCursorPosition().block().text();
    }

private:
    QBuffer m_buffer;
    QPdfWriter m_writer;

public:
    QTextDocument text;

private:
    ReportText m_report;
};

} // namespace

class TestReportText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTheVerdictFirst()
    {
        const Laid laid(sampleResult());
        const QString text = laid.text.toPlainText();
        QVERIFY(text.startsWith(u"Friday's drop\ntwo lines\nof \"notes\"\nTarget http://127.0.0.1:40123"_s));
        QVERIFY(text.indexOf(u"✕ OVERBOOKING DETECTED"_s) < text.indexOf(u"Verification"_s));
        const QTextTable *inputs = laid.table(u"Starting stock"_s);
        QVERIFY(inputs);
        QCOMPARE(Laid::cell(*inputs, 1, 3), u"+1"_s);
    }

    /// The heads stand on every page that the table reaches, and every figure is where its column says.
    void tablesHaveHeads()
    {
        const Laid laid(sampleResult());
        const QTextTable *requests = laid.table(u"Requests"_s);
        QVERIFY(requests);
        QCOMPARE(requests->format().headerRowCount(), 3);
        QCOMPARE(Laid::cell(*requests, 1, 5), u"As sent"_s);
        QCOMPARE(Laid::cell(*requests, 2, 0), u"Request"_s);
        QCOMPARE(Laid::cell(*requests, 4, 0), u"buy"_s);
        QCOMPARE(Laid::cell(*requests, 4, 1), u"143"_s);
        const QTextTable *environment = laid.table(u"Environment"_s);
        QVERIFY(environment);
        QCOMPARE(environment->format().headerRowCount(), 1);
        QCOMPARE(Laid::cell(*environment, 1, 0), u"Target"_s);
        QVERIFY(Laid::cell(*requests, 0, 0).endsWith(u"! generator-bound"_s));
    }

    void everyChartHasItsPlace()
    {
        const Laid laid(sampleResult());
        QCOMPARE(laid.text.toRawText().count(QChar::ObjectReplacementCharacter), 7);
    }

    void textIsNeverMarkup()
    {
        RunResult result = sampleResult();
        result.profile.name = u"<b>name</b> &amp;"_s;
        result.verification.checks[1].note = u"<img src=x>"_s;
        const Laid laid(result);
        const QString text = laid.text.toPlainText();
        QVERIFY(text.contains(u"<b>name</b> &amp;"_s));
        QVERIFY(text.contains(u"<img src=x>"_s));
    }

    void longEvidenceGoesOverPages()
    {
        const Laid laid(inconclusiveRun());
        QVERIFY(laid.text.pageCount() > 2);
        const QTextTable *evidence = laid.table(u"Evidence for V18"_s);
        QVERIFY(evidence || laid.table(u"V18 · "_s));
    }

    void aFailedSetupHasNeitherChartsNorFigures()
    {
        RunResult result;
        result.end = RunEnd::Failed;
        const Laid laid(result);
        QCOMPARE(laid.text.toRawText().count(QChar::ObjectReplacementCharacter), 0);
        QVERIFY(!laid.table(u"Virtual users"_s));
        QVERIFY(laid.text.toPlainText().contains(u"The shop's books were not read"_s));
    }
};

DOORBUSTER_TEST(QTEST_MAIN, TestReportText)
#include "tst_reporttext.moc"
