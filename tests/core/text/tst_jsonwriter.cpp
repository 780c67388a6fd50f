// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/text/jsonappend.h"
#include "core/text/jsonwriter.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Expectations are what Go's encoding/json prints.
    void numbers_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("0") << 0.0 << QByteArray("0");
        QTest::newRow("-0") << -0.0 << QByteArray("-0");
        QTest::newRow("whole") << 93.0 << QByteArray("93");
        QTest::newRow("negative") << -12.5 << QByteArray("-12.5");
        QTest::newRow("shortest") << 1.491811 << QByteArray("1.491811");
        QTest::newRow("third") << 1.0 / 3 << QByteArray("0.3333333333333333");
        QTest::newRow("17 digits") << 0.43101090000000003 << QByteArray("0.43101090000000003");
        QTest::newRow("million") << 1e6 << QByteArray("1000000");
        QTest::newRow("smallest fixed") << 1e-6 << QByteArray("0.000001");
        QTest::newRow("below") << 9.5e-7 << QByteArray("9.5e-7");
        QTest::newRow("1e-7") << 1e-7 << QByteArray("1e-7");
        QTest::newRow("1e-10") << 1e-10 << QByteArray("1e-10");
        QTest::newRow("1e-100") << 1e-100 << QByteArray("1e-100");
        QTest::newRow("2^53") << 9007199254740992.0 << QByteArray("9007199254740992");
        QTest::newRow("2^64") << 18446744073709551616.0 << QByteArray("18446744073709552000");
        QTest::newRow("largest fixed") << 1e20 << QByteArray("100000000000000000000");
        QTest::newRow("just below 1e21") << 999999999999999900000.0 << QByteArray("999999999999999900000");
        QTest::newRow("1e21") << 1e21 << QByteArray("1e+21");
        QTest::newRow("-1.5e300") << -1.5e300 << QByteArray("-1.5e+300");
        QTest::newRow("largest") << std::numeric_limits<double>::max() << QByteArray("1.7976931348623157e+308");
        QTest::newRow("denormal") << 5e-324 << QByteArray("5e-324");
        QTest::newRow("NaN") << std::nan("") << QByteArray("null");
        QTest::newRow("infinite") << HUGE_VAL << QByteArray("null");
    }

    void numbers()
    {
        QFETCH(double, number);
        QFETCH(QByteArray, expected);
        std::string text;
        appendJsonNumber(text, number);
        QCOMPARE(QByteArray::fromStdString(text), expected);
        if (std::isfinite(number)) {
            QCOMPARE(QByteArray::fromStdString(text).toDouble(), number);
        }
    }

    void strings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("empty") << QString() << QByteArray(R"("")");
        QTest::newRow("quotes") << u"a\"b\\c"_s << QByteArray("\"a\\\"b\\\\c\"");
        QTest::newRow("no HTML escapes") << u"<a href='x'>&"_s << QByteArray(R"("<a href='x'>&")");
        QTest::newRow("short escapes") << u"\b\f\n\r\t"_s << QByteArray(R"("\b\f\n\r\t")");
        QTest::newRow("control") << QString::fromUtf16(u"\0\x1b\x7f", 3) << QByteArray("\"\\u0000\\u001b\x7f\"");
        QTest::newRow("separators") << u"\u2028\u2029\u2027"_s << QByteArray("\"\\u2028\\u2029\xe2\x80\xa7\"");
        QTest::newRow("two to four bytes")
            << u"\u00e9\u6771\U0001f525"_s << QByteArray("\"\xc3\xa9\xe6\x9d\xb1\xf0\x9f\x94\xa5\"");
        QTest::newRow("lone high") << QString(QChar(0xd83d)) + u'x' << QByteArray("\"\\ufffdx\"");
        QTest::newRow("lone low") << QString(QChar(0xdd25)) << QByteArray("\"\\ufffd\"");
        QTest::newRow("high at the end") << u"x"_s + QChar(0xd83d) << QByteArray("\"x\\ufffd\"");
    }

    void strings()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, expected);
        std::string json;
        appendJsonString(json, text);
        QCOMPARE(QByteArray::fromStdString(json), expected);
    }

    void bytes()
    {
        std::string json;
        appendJsonString(json, QByteArrayView("plain\n"));
        appendJsonString(json, QByteArrayView("\xc3\xa9"));
        appendJsonString(json, QByteArrayView("\xff"));
        QCOMPARE(QByteArray::fromStdString(json), QByteArray("\"plain\\n\"\"\xc3\xa9\"\"\xef\xbf\xbd\""));
    }

    void writesNestedDocuments()
    {
        std::string text;
        JsonWriter json(text);
        json.beginObject();
        json.field("a", 1);
        json.key("line").beginObject(JsonWriter::Layout::Line);
        json.key("b").beginArray();
        json.value(true);
        json.value(std::optional<double>());
        json.endArray();
        json.field("c", u"x"_s);
        json.endObject();
        json.key("empty").beginArray();
        json.endArray();
        json.textKey(u"q\"").value(QByteArrayView("y"));
        json.key("raw").json("{}");
        json.endObject();
        QCOMPARE(QByteArray::fromStdString(text),
            QByteArray("{\n \"a\":1,\n \"line\":{\"b\":[true,null],\"c\":\"x\"},\n \"empty\":[],\n \"q\\\"\":\"y\",\n "
                       "\"raw\":{}\n}"));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestJsonWriter)
#include "tst_jsonwriter.moc"
