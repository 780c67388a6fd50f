// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/thresholdexpression.h"

#include "tests/support/testprogram.h"

#include <QtTest>

#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;
using Aggregation = ThresholdExpression::Aggregation;
using Operator = ThresholdExpression::Operator;
using Tags = QMap<QString, QString>;

Q_DECLARE_METATYPE(doorbuster::ThresholdExpression)

class tst_ThresholdExpression final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<ThresholdExpression>("expected");
        const auto row = [](const char *text, Aggregation aggregation, double percentile, Operator op, double bound) {
            QTest::newRow(text) << QString::fromUtf8(text) << ThresholdExpression{aggregation, percentile, op, bound};
        };
        row("count>20", Aggregation::Count, 0, Operator::Greater, 20);
        row("rate<0.01", Aggregation::Rate, 0, Operator::Less, 0.01);
        row("value<=5", Aggregation::Value, 0, Operator::LessEqual, 5);
        row("avg>=5", Aggregation::Avg, 0, Operator::GreaterEqual, 5);
        row("min===5", Aggregation::Min, 0, Operator::StrictEqual, 5);
        row("max==5", Aggregation::Max, 0, Operator::Equal, 5);
        row("med!=5", Aggregation::Med, 0, Operator::NotEqual, 5);
        row("p(99)<2000", Aggregation::Percentile, 99, Operator::Less, 2000);
        row("p(99.9)<2000", Aggregation::Percentile, 99.9, Operator::Less, 2000);
        row("p(0)<1", Aggregation::Percentile, 0, Operator::Less, 1);
        row("p(100)<1", Aggregation::Percentile, 100, Operator::Less, 1);
        row("  rate  <=  0.5  ", Aggregation::Rate, 0, Operator::LessEqual, 0.5);
        row("avg>-1", Aggregation::Avg, 0, Operator::Greater, -1);
        row("avg<1e3", Aggregation::Avg, 0, Operator::Less, 1000);
        row("avg<.5", Aggregation::Avg, 0, Operator::Less, 0.5);
    }
    void parse()
    {
        QFETCH(QString, text);
        QFETCH(ThresholdExpression, expected);
        const auto parsed = parseThreshold(text);
        const auto *error = std::get_if<ThresholdError>(&parsed);
        QVERIFY2(!error, error ? qPrintable(error->message) : "");
        QVERIFY(std::get<ThresholdExpression>(parsed) == expected);
    }

    void refuse_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *text, int position, const char *word) {
            QTest::newRow(text) << QString::fromUtf8(text) << position << QString::fromUtf8(word);
        };
        row("", 0, "empty");
        row("   ", 0, "empty");
        row("count!20", 8, "no operator");
        row("count=20", 8, "no operator");
        row("count", 5, "no operator");
        row("foo>20", 0, "“foo”");
        row("  foo>20", 2, "“foo”");
        row(">20", 0, "missing");
        row("count>", 6, "missing");
        row("count>abc", 6, "“abc”");
        row("count>  abc", 8, "“abc”");
        row("rate<1%", 5, "“1%” is not a number: a rate is a share from 0 to 1, write 0.01");
        row("rate<0.5 %", 5, "write 0.005");
        row("rate<%", 5, "“%” is not a number");
        row("p(95)<2s", 6, "“2s” is not a number: times are in milliseconds, write 2000");
        row("p(95)< 1m30s", 7, "write 90000");
        row("avg<250 ms", 4, "write 250");
        row("med<1.5ms", 4, "write 1.5");
        row("max<2 seconds", 4, "“2 seconds” is not a number");
        row("count>inf", 6, "not a number");
        row("count>NaN", 6, "not a number");
        row("count>1e999", 6, "not a number");
        row("count>0x10", 6, "not a number");
        row("count>1,5", 6, "not a number");
        row("count>1 2", 6, "not a number");
        row("count=>5", 0, "“count=”");
        row("count<5<6", 6, "not a number");
        row("rate<0.01&&rate>0", 5, "one comparison");
        row("Count>5", 0, "“Count”");
        row("p()<5", 2, "percentile");
        row("p(99<5", 0, "“p(99”");
        row("p(foo)<5", 2, "“foo”");
        row("p(-1)<5", 2, "0 to 100");
        row("p(101)<5", 2, "0 to 100");
        row("p(995)<800", 2, "0 to 100");
        row("p(NaN)<5", 2, "“NaN”");
        row("p(+Inf)<5", 2, "“+Inf”");
        row("p95<5", 0, "“p95”");
        row("p<5", 0, "“p”");
        row(")<5", 0, "“)”");
    }
    void refuse()
    {
        QFETCH(QString, text);
        QFETCH(int, position);
        QFETCH(QString, word);
        const auto parsed = parseThreshold(text);
        const auto *error = std::get_if<ThresholdError>(&parsed);
        QVERIFY(error);
        QCOMPARE(int(error->position), position);
        QVERIFY2(error->message.contains(word), qPrintable(error->message));
    }

    void holds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("below");
        QTest::addColumn<bool>("equal");
        QTest::addColumn<bool>("above");
        QTest::newRow("<=") << u"avg<=5"_s << true << true << false;
        QTest::newRow("<") << u"avg<5"_s << true << false << false;
        QTest::newRow(">=") << u"avg>=5"_s << false << true << true;
        QTest::newRow(">") << u"avg>5"_s << false << false << true;
        QTest::newRow("===") << u"avg===5"_s << false << true << false;
        QTest::newRow("==") << u"avg==5"_s << false << true << false;
        QTest::newRow("!=") << u"avg!=5"_s << true << false << true;
    }
    void holds()
    {
        QFETCH(QString, text);
        const auto expression = std::get<ThresholdExpression>(parseThreshold(text));
        QTEST(expression.holds(4), "below");
        QTEST(expression.holds(5), "equal");
        QTEST(expression.holds(6), "above");
        QVERIFY(!expression.holds(std::numeric_limits<double>::quiet_NaN()));
    }

    void texts()
    {
        const auto expression = std::get<ThresholdExpression>(parseThreshold(u" p(99.9) === 5"));
        QCOMPARE(expression.aggregationText(), u"p(99.9)"_s);
        QCOMPARE(expression.operatorText(), u"==="_s);
        QCOMPARE(std::get<ThresholdExpression>(parseThreshold(u"med<1")).aggregationText(), u"med"_s);
    }

    void fits()
    {
        const QMap<MetricType, QString> expected{{MetricType::Counter, u"count rate"_s},
            {MetricType::Gauge, u"value"_s}, {MetricType::Rate, u"rate"_s},
            {MetricType::Trend, u"avg min max med p(0)"_s}};
        for (auto type = expected.begin(); type != expected.end(); ++type) {
            QStringList fitting;
            for (int i = 0; i <= int(Aggregation::Percentile); ++i) {
                const ThresholdExpression expression{Aggregation(i), 0, Operator::Less, 0};
                if (aggregationFits(type.key(), expression.aggregation))
                    fitting.append(expression.aggregationText());
            }
            QCOMPARE(fitting.join(u' '), type.value());
        }
    }

    void selector_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<Tags>("tags");
        QTest::newRow("plain") << u"http_reqs"_s << u"http_reqs"_s << Tags{};
        QTest::newRow("one") << u"http_req_duration{name:buy}"_s << u"http_req_duration"_s
                             << Tags{{u"name"_s, u"buy"_s}};
        QTest::newRow("colons") << u"http_reqs{group:::setup,name:buy}"_s << u"http_reqs"_s
                                << Tags{{u"group"_s, u"::setup"_s}, {u"name"_s, u"buy"_s}};
        QTest::newRow("spaces and quotes")
            << u" m { name : \"buy\" , 'a':' b' } "_s << u"m"_s << Tags{{u"name"_s, u"buy"_s}, {u"a"_s, u" b"_s}};
        QTest::newRow("brace in a value") << u"m{url:/a{id}}"_s << u"m"_s << Tags{{u"url"_s, u"/a{id}"_s}};
    }
    void selector()
    {
        QFETCH(QString, text);
        const auto parsed = parseSelector(text);
        const auto *selector = std::get_if<MetricSelector>(&parsed);
        QVERIFY(selector);
        QTEST(selector->metric, "metric");
        QTEST(selector->tags, "tags");
    }

    void refuseSelector_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        const auto row = [](const char *text, int position) {
            QTest::newRow(text) << QString::fromUtf8(text) << position;
        };
        row("", 0);
        row("{name:buy}", 0);
        row("m}", 1);
        row("m}{", 2);
        row("m{name:buy", 1);
        row("m{name:buy}x", 11);
        row("m{}", 2);
        row("m{name}", 2);
        row("m{name:}", 7);
        row("m{name:\"\"}", 9);
        row("m{:buy}", 2);
        row("m{name:buy,}", 11);
        row("m{name:buy,name:poll}", 11);
    }
    void refuseSelector()
    {
        QFETCH(QString, text);
        const auto parsed = parseSelector(text);
        const auto *error = std::get_if<ThresholdError>(&parsed);
        QVERIFY(error);
        QTEST(int(error->position), "position");
        QVERIFY(!error->message.isEmpty());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_ThresholdExpression)
#include "tst_thresholdexpression.moc"
