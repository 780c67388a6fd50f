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

    ShopReply reply(RequestName name, quint16 status, const QByteArray &body)
    {
        ShopReply came{.name = name, .body = body, .status = status};
        came.error.request = name;
        came.error.status = status;
        if (status != 0 && !came.ok())
            came.explain(m_reader);
        return came;
    }

private Q_SLOTS:
    void readsTheValueOfA2xx()
    {
        const auto read = reply(RequestName::SignIn, 200, R"({"token":"abc"})").read(m_reader, &AnswerReader::token);
        QVERIFY(bool(read));
        QCOMPARE(read->token, "abc"_ba);
        QCOMPARE(read.status(), quint16(200));
    }

    void tellsTheRefusalInTheShopsWords()
    {
        const auto read = reply(RequestName::Confirm, 403, R"({"message":"hold of hunter22 is over"})")
                              .read(m_reader, &AnswerReader::confirm);
        QVERIFY(!read);
        QVERIFY(read.error().kind == ApiError::Kind::Status);
        QCOMPARE(read.error().message, u"hold of *** is over"_s);
        QCOMPARE(read.error().bodyExcerpt, QString(R"({"message":"hold of *** is over"})"_L1));
        QCOMPARE(read.status(), quint16(403));
    }

    void tellsWhereARedirectLeads()
    {
        ShopReply came = reply(RequestName::Buy, 302, "<html>");
        came.location = "https://shop.example/?key=hunter%32\x32\nx";
        came.explain(m_reader);
        const auto read = came.read(m_reader, &AnswerReader::buy);
        QVERIFY(read.error().kind == ApiError::Kind::Status);
        QVERIFY(read.error().isUnusable());
        QCOMPARE(read.error().message, u"leads to https://shop.example/?key=*** x; redirects are not followed"_s);
    }

    void tellsARefusalsCode()
    {
        const auto read =
            reply(RequestName::Confirm, 409, R"({"code":"hunter22"})").read(m_reader, &AnswerReader::confirm);
        QCOMPARE(read.error().code, u"***"_s);
    }

    void sumsUp()
    {
        const auto summaryOf = [this](quint16 status, const QByteArray &body) {
            return reply(RequestName::Confirm, status, body).read(m_reader, &AnswerReader::confirm).error().summary();
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
        const auto read =
            reply(RequestName::SaleCreate, 201, R"({"said":"hunter22"})").read(m_reader, &AnswerReader::saleCreated);
        QVERIFY(!read);
        QVERIFY(read.error().kind == ApiError::Kind::Body);
        QVERIFY(!read.error().field.isEmpty());
        QCOMPARE(read.error().bodyExcerpt, QString(R"({"said":"***"})"_L1));
    }

    void keepsWhyNothingCame()
    {
        ShopReply came = reply(RequestName::Buy, 0, {});
        came.error.kind = ApiError::Kind::Timeout;
        came.error.message = u"no answer in time"_s;
        const auto read = came.read(m_reader, &AnswerReader::buy);
        QVERIFY(!read);
        QVERIFY(read.error().kind == ApiError::Kind::Timeout);
        QCOMPARE(read.error().message, u"no answer in time"_s);
        QVERIFY(read.withoutResponse());
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
        const auto read = reply(RequestName::SignIn, quint16(status), body).read(m_reader, &AnswerReader::token);
        QVERIFY(!read);
        QCOMPARE(read.error().bodyExcerpt.trimmed(), excerpt.trimmed());
    }

    void cutsTheExcerptBehindTheMask()
    {
        const auto read = reply(RequestName::Buy, 500, QByteArray(196, 'x') + "hunter22" + QByteArray(500, 'y'))
                              .read(m_reader, &AnswerReader::buy);
        QVERIFY(!read);
        QVERIFY2(
            read.error().bodyExcerpt.startsWith(QString(196, u'x') + u"***"_s), qPrintable(read.error().bodyExcerpt));
        QVERIFY(read.error().bodyExcerpt.size() <= 200);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestShopReply)
#include "tst_shopreply.moc"
