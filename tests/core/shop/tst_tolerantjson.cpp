// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/tolerantjson.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;

class TestTolerantJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mends_data();
    void mends();
};

void TestTolerantJson::mends_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("mended");

    const auto keep = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json << json; };
    keep("a sound object", R"({"id": "a", "count": -12, "part": 1.5e3, "on": true, "none": null, "list": [1, []]})");
    keep("escapes", R"({"text": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"})");
    keep("18 digits", R"({"n": 123456789012345678})");
    keep("cut off", R"({"text": "abc)");
    keep("nothing", QByteArray());

    const auto mend = [](const char *name, const QByteArray &json, const QByteArray &mended) {
        QTest::newRow(name) << json << mended;
    };
    mend("19 digits", R"({"n": 9223372036854775808, "m": 1})", R"({"n": "9223372036854775808", "m": 1})");
    mend("a negative one", "[-9223372036854775809]", R"(["-9223372036854775809"])");
    mend("a number beyond any double", R"({"n": 1e400})", R"({"n": {}})");
    mend("NaN", R"({"n": NaN, "m": -Infinity})", R"({"n": {}, "m": {}})");
    mend("a leading zero", "[007]", "[{}]");
    mend("half a surrogate pair", R"(["\ud83d"])", "[{}]");
    mend("no UTF-8", "[\"a\xff\"]", "[{}]");
    mend("a control character", "[\"a\tb\"]", "[{}]");
    mend("as a name", "{\"a\xff\" : 1}", R"({"" : 1})");
    mend("too deep", QByteArray(70, '[') + QByteArray(70, ']'), QByteArray(64, '[') + "{}" + QByteArray(64, ']'));
}

void TestTolerantJson::mends()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, mended);
    QCOMPARE(withoutUnreadableValues(json), mended);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTolerantJson)
#include "tst_tolerantjson.moc"
