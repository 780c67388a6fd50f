// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/profile/jsonreader.h"

#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class tst_JsonNode final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithQt_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
            {"{}", "{\"a\":[]}", "{\"a\":{\"b\":[1,2.5,-3e2,0,-0.5E+1]}}", "{\"a\":true,\"b\":false,\"c\":null}",
                "{\"a\\u00e9\\n\\t\\\"\\\\\\/\\b\\f\\r\":\"\\ud83d\\ude00 ü €\"}",
                " \r\n\t{ \"a\" : [ 1 , [ 2 ] ] } \n", "\xef\xbb\xbf{\"a\":1}", "{\"\":\"\"}",
                "{\"a\":1e-7,\"b\":9007199254740991}"})
            QTest::newRow(text) << QByteArray(text);
    }
    void agreesWithQt()
    {
        QFETCH(QByteArray, text);
        const JsonReading reading = readJsonText(text);
        QVERIFY2(reading.problems.isEmpty(), reading.problems.isEmpty() ? "" : qPrintable(reading.problems[0].message));
        QJsonParseError error;
        const auto expected = QJsonDocument::fromJson(text, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(reading.root.toQtJson().toObject(), expected.object());
        QCOMPARE(QJsonDocument::fromJson(writeJsonText(reading.root)).object(), expected.object());
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const QByteArray &text, int line, int column) {
            QTest::newRow(text.isEmpty() ? "empty" : text.constData()) << text << line << column;
        };
        row("", 1, 1);
        row("{", 1, 2);
        row("{\n  \"a\": 1,\n}", 3, 1);
        row("{\n  \"a\" 1\n}", 2, 7);
        row("{\"a\":1 \"b\":2}", 1, 8);
        row("{\"a\":[1,]}", 1, 9);
        row("[1 2]", 1, 4);
        row("{\"a\":tru}", 1, 6);
        row("{\"a\":'x'}", 1, 6);
        row("{a:1}", 1, 2);
        row("{\"a\":01}", 1, 7);
        row("{\"a\":-}", 1, 7);
        row("{\"a\":1.}", 1, 8);
        row("{\"a\":1e}", 1, 8);
        row("{\"a\":+1}", 1, 6);
        row("{\"a\":.5}", 1, 6);
        row("{\"a\":1e999}", 1, 6);
        row("{\"a\":NaN}", 1, 6);
        row("{\"a\":\"x\n\"}", 1, 8);
        row("{\"a\":\"\\x\"}", 1, 7);
        row("{\"a\":\"\\u12g4\"}", 1, 7);
        row("{\"a\":\"x", 1, 8);
        row("{} {}", 1, 4);
        row("// no\n{}", 1, 1);
    }
    void broken()
    {
        QFETCH(QByteArray, text);
        const JsonReading reading = readJsonText(text);
        QVERIFY(reading.broken);
        QCOMPARE(reading.problems.size(), 1);
        QTEST(reading.problems[0].line, "line");
        QTEST(reading.problems[0].column, "column");
        QVERIFY(!reading.problems[0].message.isEmpty());
    }

    void everyPrefixIsBroken()
    {
        const QByteArray text = "{\"a\": [1, {\"b\": \"x\\u00e9\"}], \"c\": true}";
        for (qsizetype size = 0; size < text.size(); ++size)
            QVERIFY2(readJsonText(text.first(size)).broken, text.first(size).constData());
        QVERIFY(!readJsonText(text).broken);
    }

    void notUtf8()
    {
        QVERIFY(readJsonText("{\"a\":\"\xff\"}").broken);
        QVERIFY(readJsonText("{\"a\":\"\xc3").broken);
    }

    void tooDeep()
    {
        QVERIFY(!readJsonText(QByteArray(32, '[') + QByteArray(32, ']')).broken);
        QVERIFY(readJsonText(QByteArray(33, '[') + QByteArray(33, ']')).broken);
        QVERIFY(readJsonText(QByteArray(1'000'000, '[')).broken);
    }

    void namesGivenTwice()
    {
        const JsonReading reading =
            readJsonText("{\"a\": 1,\n \"b\": {\"c\": [ {\"d\": 1,\n \"\\u0064\": 2} ]},\n \"a\": 3}");
        QVERIFY(!reading.broken);
        QCOMPARE(reading.problems.size(), 2);
        QCOMPARE(reading.problems[0].path, u"b.c[0].d"_s);
        QCOMPARE(reading.problems[0].line, 3);
        QCOMPARE(reading.problems[1].path, u"a"_s);
        QCOMPARE(reading.problems[1].line, 4);
        QCOMPARE(reading.root.member(u"a")->number, 1.0);
    }

    void manyNamesAreReadInTime()
    {
        QByteArray text = "{";
        for (int i = 0; i < 200'000; ++i)
            text += '"' + QByteArray::number(i) + "\":0,";
        text.back() = '}';
        QCOMPARE(readJsonText(text).root.members.size(), std::size_t(200'000));
    }

    void writing()
    {
        const QByteArray text = "{\n"
                                "    \"z\": 1,\n"
                                "    \"a\": {\n"
                                "        \"list\": [\"x\", 2.5],\n"
                                "        \"rows\": [\n"
                                "            {\"d\": \"30s\", \"t\": 1000},\n"
                                "            {\"d\": \"1m\", \"t\": 0}\n"
                                "        ],\n"
                                "        \"empty\": []\n"
                                "    },\n"
                                "    \"none\": {}\n"
                                "}\n";
        QCOMPARE(writeJsonText(readJsonText(text).root), text);
    }

    void loneSurrogateSurvives()
    {
        const QByteArray text = "{\"a\":\"\\ud83d!\"}";
        const JsonReading again = readJsonText(writeJsonText(readJsonText(text).root));
        QVERIFY(!again.broken);
        QCOMPARE(again.root.member(u"a")->string, readJsonText(text).root.member(u"a")->string);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, tst_JsonNode)
#include "tst_jsonnode.moc"
