// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/k6/k6csvformat.h"

#include "goldenfile.h"
#include "tests/core/report/k6/k6samples.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

RequestSample refusedBuy(const QString &error)
{
    RequestSample sample;
    sample.record.name = RequestName::Buy;
    sample.record.expected = false;
    sample.record.errorCode = 1212;
    sample.record.ended = 2s;
    sample.errorText = error;
    return sample;
}

QByteArray linesOf(const Profile &profile, const std::vector<Sample> &samples)
{
    K6CsvFormat format(profile);
    format.setRunStart(runStartNs);
    std::string text = format.header();
    for (const Sample &sample : samples)
        format.append(sample, text);
    return QByteArray::fromStdString(text);
}

/// The cells of the first line after the header, quotes removed.
QByteArray firstLine(const Sample &sample)
{
    return linesOf({}, {sample}).split('\n').value(1);
}

} // namespace

class TestK6CsvFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void golden()
    {
        Profile profile;
        profile.tags = {{u"team"_s, u"blue"_s}, {u"place"_s, u"rack 4, left"_s}};
        QCOMPARE(
            differenceFrom(QStringLiteral(TEST_DATA_DIR "/samples.csv"),
                linesOf(profile,
                    {saleStatus(), ValueSample{MetricId::FsBuyAttempts, RunGroup::Load, 1, 419'945'715ns},
                        ValueSample{MetricId::FsJourneyTime, RunGroup::Load, 12.5, 1'000'000'000ns},
                        ValueSample{MetricId::Vus, RunGroup::Load, 50, 1s},
                        ValueSample{MetricId::DataSent, RunGroup::Setup, 93, 1s}, refusedBuy(u"dial: \"refused\""_s)})),
            QString());
    }

    /// As many cells in every line as columns, k6's in k6's order.
    void columns()
    {
        const QList<QByteArray> lines = linesOf({}, {saleStatus(), refusedBuy(u"no"_s)}).split('\n');
        QCOMPARE(lines.first(),
            QByteArray("metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,"
                       "proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata"));
        QCOMPARE(lines.size(), 1 + 9 + 2 + 1);
        QVERIFY(lines.last().isEmpty());
        for (const QByteArray &line : lines.first(lines.size() - 1))
            QCOMPARE(line.count(','), 18);
    }

    void values()
    {
        QCOMPARE(firstLine(ValueSample{MetricId::FsJourneyTime, RunGroup::Load, 0.0000004, 0ns}).left(36),
            QByteArray("fs_t_journey,1795345317,0.000000,,,,"));
        QVERIFY(firstLine(ValueSample{MetricId::DataSent, RunGroup::Load, 1e21, -1ns})
                    .startsWith("data_sent,1795345316,1000000000000000000000.000000,"));
    }

    void errors_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("comma") << u"a, b"_s << QByteArray("\"a, b\"");
        QTest::newRow("quotes") << u"a \"b\""_s << QByteArray("\"a \"\"b\"\"\"");
        QTest::newRow("line feed") << u"a\nb"_s << QByteArray("a␊b");
        QTest::newRow("formula") << u"=1+1"_s << QByteArray("'=1+1");
        QTest::newRow("space first") << u" a"_s << QByteArray("\" a\"");
        QTest::newRow("end of data") << u"\\."_s << QByteArray("\"\\.\"");
    }

    void errors()
    {
        QFETCH(QString, error);
        QFETCH(QByteArray, cell);
        const QByteArray line = firstLine(refusedBuy(error));
        const QByteArray head = "http_reqs,1795345319,1.000000,,";
        QVERIFY2(line.startsWith(QByteArray(head + cell + ",1212,false,")), line.constData());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestK6CsvFormat)
#include "tst_k6csvformat.moc"
