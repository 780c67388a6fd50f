// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/shopreply.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestShopReply : public QObject {
    Q_OBJECT

private:
    AnswerReader m_reader{TextSanitizer({u"hunter22"_s})};

    /// A call's answer, judged.
    ShopReply reply(ShopCall call, quint16 status, const QByteArray &body, const QByteArray &location = {})
    {
        ShopReply came{.body = body, .location = location, .status = status};
        came.error.status = status;
        m_judged = came.judge(m_reader, *m_reader.shop().call(call));
        return came;
    }

    JudgedAnswer m_judged;

private Q_SLOTS:
    void readsTheValueOfA2xx()
    {
        const ShopReply came = reply(ShopCall::AdminSignIn, 200, R"({"token":"abc"})");
        QVERIFY(m_judged.isYes);
        QVERIFY(came.error.kind == ApiError::Kind::None);
        QCOMPARE(m_reader.tokenAnswer().token, "abc"_ba);
    }

    void readsTheTokenOfAHeader()
    {
        ShopReply came{.body = "{}", .status = 200};
        m_judged = came.judge(m_reader, *m_reader.shop().call(ShopCall::AdminSignIn),
            [](const QByteArray &name) { return name == "set-auth-token" ? "abc"_ba : QByteArray(); });
        QCOMPARE(m_reader.tokenAnswer().token, "abc"_ba);
    }

    void tellsTheRefusalInTheShopsWords()
    {
        const ApiError error = reply(ShopCall::Confirm, 403, R"({"message":"hold of hunter22 is over"})").error;
        QVERIFY(!m_judged.isYes);
        QVERIFY(error.kind == ApiError::Kind::Status);
        QVERIFY(error.meaning == Meaning::HoldExpired);
        QCOMPARE(error.message, u"hold of *** is over"_s);
        QCOMPARE(error.bodyExcerpt, QString(R"({"message":"hold of *** is over"})"_L1));
    }

    void tellsWhereARedirectLeads()
    {
        const ApiError error =
            reply(ShopCall::Buy, 302, "<html>", "https://shop.example/?key=hunter%32\x32\nx").error;
        QVERIFY(error.kind == ApiError::Kind::Status);
        QVERIFY(error.isUnusable());
        QCOMPARE(error.message, u"leads to https://shop.example/?key=*** x; redirects are not followed"_s);
    }

    void tellsARefusalsCode()
    {
        QCOMPARE(reply(ShopCall::Confirm, 409, R"({"code":"hunter22"})").error.code, u"***"_s);
    }

    void sumsUp()
    {
        const auto summaryOf = [this](quint16 status, const QByteArray &body) {
            return reply(ShopCall::Confirm, status, body).error.summary();
        };
        QCOMPARE(summaryOf(500, R"({"message":"boom"})"), u"boom"_s);
        QCOMPARE(summaryOf(504, "<h1>Gateway</h1>"), u"<h1>Gateway</h1>"_s);
        QCOMPARE(summaryOf(500, QByteArray(300, 'x')), QString(QString(80, u'x') + u'…'));
        QCOMPARE(summaryOf(500, {}), QString());
        QCOMPARE(summaryOf(200, R"({"ok":false})"),
            u"the field \"ok\" is false although the status is 200 — body: {\"ok\":false}"_s);
        QCOMPARE(summaryOf(200, {}), u"the body is empty"_s);
    }

    void namesWhatCannotBeRead()
    {
        const ApiError error = reply(ShopCall::CreateSale, 201, R"({"said":"hunter22"})").error;
        QVERIFY(error.kind == ApiError::Kind::Body);
        QVERIFY(!error.field.isEmpty());
        QCOMPARE(error.bodyExcerpt, QString(R"({"said":"***"})"_L1));
    }

    void showsNothingThatMayBeAToken_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("excerpt");
        QTest::newRow("another form of token") << 200 << "eyJ0.eyJ1"_ba << QString();
        QTest::newRow("a page") << 200 << " <html>eyJ"_ba << u" <html>eyJ"_s;
        QTest::newRow("a refusal") << 401 << R"({"no":1})"_ba << QString(R"({"no":1})"_L1);
    }

    void showsNothingThatMayBeAToken()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, excerpt);
        const ApiError error = reply(ShopCall::AdminSignIn, quint16(status), body).error;
        QVERIFY(!m_judged.isYes);
        QCOMPARE(error.bodyExcerpt.trimmed(), excerpt.trimmed());
    }

    void cutsTheExcerptBehindTheMask()
    {
        const ApiError error =
            reply(ShopCall::Buy, 500, QByteArray(196, 'x') + "hunter22" + QByteArray(500, 'y')).error;
        QVERIFY2(error.bodyExcerpt.startsWith(QString(196, u'x') + u"***"_s), qPrintable(error.bodyExcerpt));
        QVERIFY(error.bodyExcerpt.size() <= 200);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopReply)
#include "tst_shopreply.moc"
