// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/practice/fieldreader.h"
#include "core/practice/shoptext.h"
#include "tests/support/testprogram.h"

#include "practicetools.h"

#include <QTest>

using namespace doorbuster;
using namespace std::chrono_literals;

namespace {

constexpr std::array<FieldRule, 4> fieldRules{{{"email", FieldKind::Email}, {"id"},
    {"limit", FieldKind::Integer, false, 1, 100}, {"at", FieldKind::Time, false}}};

} // namespace

class TestFieldReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void query_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("email");
        const auto row = [](const char *name, const char *query, const char *message, const char *email = "") {
            QTest::newRow(name) << QByteArray(query) << QByteArray(message) << QByteArray(email);
        };
        row("plain", "email=a@test.com&id=1", "", "a@test.com");
        row("encoded", "email=A%40Test.com&id=1", "", "a@test.com");
        row("encoded plus", "email=a%2Bb%40test.com&id=1", "", "a+b@test.com");
        row("blanks around", "email=%20a@test.com%09&id=1", "", "a@test.com");
        row("not ASCII", "email=%C3%84@t%C3%A9st.com&id=1", "", "\xc3\xa4@t\xc3\xa9st.com");
        row("encoded name", "%65mail=a@test.com&id=1", "", "a@test.com");
        row("stray ampersands", "&&email=a@test.com&&id=1&", "", "a@test.com");
        row("bare plus is a blank", "email=a+b@test.com&id=1", "querystring/email must match format \"email\"");
        row("no host", "email=bad&id=1", "querystring/email must match format \"email\"");
        row("two ats", "email=a@b@test.com&id=1", "querystring/email must match format \"email\"");
        row("nothing", "", "querystring must have required property 'email'");
        row("missing", "email=a@test.com", "querystring must have required property 'id'");
        row("missing before wrong", "email=bad", "querystring must have required property 'id'");
        row("empty", "email=a@test.com&id=", "querystring/id must NOT have fewer than 1 characters");
        row("unknown", "email=a@test.com&id=1&x=2", "querystring must NOT have additional properties");
        row("twice", "email=a@test.com&id=1&id=2", "querystring/id must be given once");
        row("cut escape", "email=a@test.com&id=%2", "querystring must be percent-encoded UTF-8");
        row("wrong escape", "email=a@test.com&id=%zz", "querystring must be percent-encoded UTF-8");
        row("not UTF-8", "email=a@test.com&id=%ff", "querystring must be percent-encoded UTF-8");
        row("not a number", "email=a@test.com&id=1&limit=ten", "querystring/limit must be integer");
        row("fraction", "email=a@test.com&id=1&limit=1.5", "querystring/limit must be integer");
        row("infinite", "email=a@test.com&id=1&limit=inf", "querystring/limit must be integer");
        row("not one", "email=a@test.com&id=1&limit=nan", "querystring/limit must be integer");
        row("too small", "email=a@test.com&id=1&limit=0", "querystring/limit must be >= 1");
        row("too large", "email=a@test.com&id=1&limit=101", "querystring/limit must be <= 100");
    }
    void query()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, email);
        FieldReader reader;
        QCOMPARE(QByteArray::fromStdString(reader.readQuery(query.toStdString(), fieldRules)), message);
        if (message.isEmpty())
            QCOMPARE(QByteArray::fromStdString(reader.text(0)), email);
    }

    void body_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const char *body, const char *message) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(message);
        };
        row("all", R"({"email":"a@test.com","id":"1","limit":5,"at":"2026-11-22T00:00:01.500Z"})", "");
        row("other order, blanks", " { \"id\" : \"1\" ,\n \"email\" : \"a@test.com\" } ", "");
        row("missing", R"({"email":"bad"})", "body must have required property 'id'");
        row("unknown", R"({"email":"a@test.com","id":"1","x":null})", "body must NOT have additional properties");
        row("number for text", R"({"email":"a@test.com","id":1})", "body/id must be string");
        row("null", R"({"email":null,"id":"1"})", "body/email must be string");
        row("text for number", R"({"email":"a@test.com","id":"1","limit":"5"})", "body/limit must be integer");
        row("fraction", R"({"email":"a@test.com","id":"1","limit":5.5})", "body/limit must be integer");
        row("time", R"({"email":"a@test.com","id":"1","at":"tomorrow"})", "body/at must match format \"date-time\"");
        row("time without zone", R"({"email":"a@test.com","id":"1","at":"2026-11-22T00:00:01"})",
            "body/at must match format \"date-time\"");
        row("array", "[]", "body must be object");
        row("text", "\"x\"", "body must be object");
        row("cut", "{\"email\":\"a@t", FieldReader::notJson.data());
        row("surplus", "{} {}", FieldReader::notJson.data());
        row("not UTF-8", "{\"email\":\"\xff\"}", FieldReader::notJson.data());
    }
    void body()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, message);
        FieldReader reader;
        QCOMPARE(QByteArray::fromStdString(reader.readBody(body.toStdString(), fieldRules)), message);
    }

    void valuesDoNotOutliveTheirRequest()
    {
        FieldReader reader;
        QVERIFY(
            reader
                .readBody(R"({"email":"a@test.com","id":"1","limit":5,"at":"2026-11-22T01:00:01.5+01:00"})", fieldRules)
                .empty());
        QCOMPARE(reader.number(2, 20), 5.0);
        QVERIFY(reader.time(3) == testStart + 1500ms);
        QVERIFY(reader.readBody(R"({"email":"a@test.com","id":"1"})", fieldRules).empty());
        QVERIFY(!reader.has(2));
        QCOMPARE(reader.number(2, 20), 20.0);
    }

    void writesTimes()
    {
        std::string text;
        appendIsoTime(text, testStart + 3723s + 45ms + 999us);
        QCOMPARE(QByteArray::fromStdString(text), QByteArray("2026-11-22T01:02:03.045Z"));
        QCOMPARE(QByteArray::fromStdString(httpDate(testStart + 3723s)), QByteArray("Sun, 22 Nov 2026 01:02:03 GMT"));
    }

    void escapesJson()
    {
        std::string text;
        appendJsonString(text, std::string_view("a\"b\\c\n\x01\0\xc3\xa4\xff", 11));
        QCOMPARE(
            QByteArray::fromStdString(text), QByteArray("\"a\\\"b\\\\c\\u000a\\u0001\\u0000\xc3\xa4\xef\xbf\xbd\""));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestFieldReader)
#include "tst_fieldreader.moc"
