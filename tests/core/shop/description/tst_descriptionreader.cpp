// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/descriptionreader.h"

#include "core/shop/description/shippedshops.h"
#include "core/shop/description/shopkeys.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

namespace {

/// The errors of a description, one a line.
QString errorsOf(const QByteArray &json)
{
    QStringList lines;
    const auto errors = readDescription(json).errors;
    for (const DescriptionError &error : errors)
        lines << describe(error, u"x"_s);
    return lines.join(u'\n');
}

/// A description that buys by one call, with these members in place of, or beside, its own.
QByteArray with(const QByteArray &members)
{
    return "{ \"doorbusterShop\": 1, \"name\": \"x\",\n" + members.trimmed() + " }";
}

const QByteArray goodBuy = R"( "buy": { "call": "POST /buy", "answers": ["200 -> bought"] })";

} // namespace

class TestDescriptionReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatShips();
    void readsTheSmallestOne();
    void namesErrors_data();
    void namesErrors();
    void tellsWhichMeaningsACallCanHave();
    void aSchemaComesFromTheSameTable();
};

void TestDescriptionReader::readsWhatShips()
{
    for (const QString &name : shippedShopNames()) {
        const auto reading = readDescription(shippedShopText(name));
        for (const DescriptionError &error : reading.errors)
            qWarning("%s", qPrintable(describe(error, name)));
        QVERIFY(reading.description);
    }
}

void TestDescriptionReader::readsTheSmallestOne()
{
    QCOMPARE(errorsOf(with(goodBuy)), QString());
}

void TestDescriptionReader::namesErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &json, const QString &expected) {
        QTest::newRow(name) << json << expected;
    };
    row("no JSON", "{", u"x:1:2: expected a name in double quotes, but the text ends here"_s);
    row("something else", "{}", u"x:1:1: is no shop's description: it lacks \"doorbusterShop\": 1"_s);
    row("of the future", R"({"doorbusterShop": 2, "unknown": 1})",
        u"x:1:20: doorbusterShop: is of version 2; this program reads version 1"_s);
    row("too large", QByteArray(1024 * 1024 + 1, ' '), u"x: is larger than 1 MiB, which no description needs"_s);
    row("no buy", with("\"note\": \"\""), u"x:1:1: lacks \"buy\""_s);
    row("an unknown key", with(goodBuy + ",\n \"nots\": 1"), u"x:3:10: nots: is not known here; did you mean note?"_s);
    row("no call", with(R"( "buy": { "call": "BUY it", "answers": ["200 -> bought"] })"),
        u"x:2:18: buy.call: “BUY it” is no call: a method (GET, POST, PUT, PATCH, DELETE), a blank, and an address "
        "from / on"_s);
    row("a rule that is none", with(R"( "buy": { "call": "POST /b", "answers": ["200 -> bought", "200 -> sold"] })"),
        u"x:2:58: buy.answers[1]: “sold” is no meaning"_s);
    row("a rule behind a wider one",
        with(R"( "buy": { "call": "POST /b", "answers": ["2xx -> bought", "200 /a = 1 -> queued"] })"),
        u"x:2:58: buy.answers[1]: never comes to its turn: “2xx -> bought” stands before it"_s);
    row("the same condition twice",
        with(R"( "buy": { "call": "POST /b", "answers": ["409 -> soldOut", "409 -> ended", "200 -> bought"] })"),
        u"x:2:59: buy.answers[1]: never comes to its turn: “409 -> soldOut” stands before it"_s);
    row("a value nobody reads", with(R"( "buy": { "call": "POST /b", "answers": ["200 state = x -> bought"] })"),
        u"x:2:41: buy.answers[0]: nothing reads a value “state” at this call"_s);
    row("a placeholder nobody fills",
        with(R"( "buy": { "call": "POST /b/{evnt}", "answers": ["200 -> bought"] }, "ask": { "event": "" })"),
        u"x:2:8: buy: nothing fills the placeholder {evnt}; did you mean event?"_s);
    row("an expression that is none", with(R"( "buy": { "call": "POST /b", "answers": ["200 /m ~ (a -> bought"] })"),
        u"x:2:41: buy.answers[0]: the expression “(a” has a ( without its )"_s);
    row("two bodies", with(R"( "buy": { "call": "POST /b", "json": 1, "form": {}, "answers": ["200 -> bought"] })"),
        u"x:2:8: buy: has more than one body: json, form or graphql"_s);
    row("nobody could buy", with(R"( "buy": { "call": "POST /b", "answers": ["200 -> queued"] })"),
        u"x:2:8: confirm: is missing, and neither buy nor poll has a rule -> bought: nobody could ever buy"_s);
    row("all at once",
        with(R"( "buy": { "call": "POST /b", "answers": ["700 -> bought", "200 x -> bought"], "keep": 1 })"),
        u"x:2:41: buy.answers[0]: “700” is no set of statuses such as 200, 500-504, 2xx or 401,403\n"
        "x:2:58: buy.answers[1]: “x” needs one of =, !=, <, >, ~, exists, absent behind it\n"
        "x:2:86: buy.keep: must be an object, not a number"_s);
}

void TestDescriptionReader::namesErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const QString found = errorsOf(json);
    QVERIFY2(found == expected || found.startsWith(expected + u'\n'),
        qPrintable(u"\nfound:    "_s + found + u"\nexpected: "_s + expected));
}

void TestDescriptionReader::tellsWhichMeaningsACallCanHave()
{
    const QString error =
        errorsOf(with(goodBuy + R"(, "poll": { "call": "GET /p", "answers": ["200 -> holdExpired"] })"));
    QVERIFY2(error.contains(u"poll.answers[0]: this call cannot mean “holdExpired”: it can mean queued, held"_s),
        qPrintable(error));
}

void TestDescriptionReader::aSchemaComesFromTheSameTable()
{
    const QJsonObject schema = QJsonDocument::fromJson(shopkeys::jsonSchema()).object();
    const QJsonObject shop = schema["properties"_L1].toObject();
    for (const shopkeys::Key &key : shopkeys::ofShop())
        QVERIFY2(shop.contains(key.name), qPrintable(key.name.toString()));
    const QJsonObject call = schema["$defs"_L1]["call"_L1]["properties"_L1].toObject();
    for (const shopkeys::Key &key : shopkeys::ofCall())
        QVERIFY2(call.contains(key.name), qPrintable(key.name.toString()));
    QCOMPARE(schema["additionalProperties"_L1], QJsonValue(false));
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDescriptionReader)
#include "tst_descriptionreader.moc"
