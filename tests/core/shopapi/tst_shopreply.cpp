// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shopapi/shopreply.h"

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

QTEST_GUILESS_MAIN(TestShopReply)
#include "tst_shopreply.moc"
