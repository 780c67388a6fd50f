// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/transport/wiretools.h"

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TransportOptions stock()
{
    TransportOptions options;
    options.kind = WireKind::Stock;
    options.requestTimeout = 15s;
    return options;
}

} // namespace

/// Qt's own wire behind the same manager.
class TestStockWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersAndItsRecord()
    {
        ScriptedServer server;
        ScriptedAnswer late = ScriptedAnswer::json(409, "{}");
        late.delay = 30ms;
        server.script({late});
        BuyersAccessManager manager(stock());
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.finishedCount, 1);
        QCOMPARE(outcome.status, 409);
        QCOMPARE(outcome.body, QByteArray("{}"));
        QCOMPARE(outcome.error, QNetworkReply::ContentConflictError);
        QCOMPARE(outcome.exchange.errorCode, errorcode::none);
        QVERIFY(outcome.exchange.requestFullySent);
        QVERIFY(outcome.exchange.answerStarted);
        QCOMPARE(outcome.exchange.proto, u"HTTP/1.1"_s);
        const ExchangeTimings &t = outcome.exchange.timings;
        QVERIFY(t.waiting && *t.waiting >= 25ms);
        QVERIFY(t.receiving);
        QVERIFY(!t.blocked && !t.connecting && !t.tlsHandshaking && !t.sending);
        QVERIFY(!t.duration());
        QVERIFY(t.elapsed() >= *t.waiting + *t.receiving);
    }

    void oneConnectionPerId()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(stock());
        for (const quint32 id : {1U, 2U, 1U, 2U})
            QCOMPARE(outcomeOf(manager.get(requestTo(server.url(), id))).status, 200);
        QCOMPARE(server.connectionsAccepted(), 2);
        QCOMPARE(server.requests().at(0).connection, server.requests().at(2).connection);
        QCOMPARE(server.requests().at(1).connection, server.requests().at(3).connection);
        manager.closeConnection(1);
    }

    void followsNoRedirectAndKeepsNoCookies()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) {
            return ScriptedAnswer::http(302, "", {{"Location", "/other"}, {"Set-Cookie", "a=1"}});
        });
        BuyersAccessManager manager(stock());
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 302);
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 302);
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(server.requests().constLast().header("Cookie").isNull());
    }

    void failures_data()
    {
        QTest::addColumn<ScriptedAnswer>("answer");
        QTest::addColumn<bool>("listening");
        QTest::addColumn<int>("code");
        QTest::newRow("refused") << ScriptedAnswer() << false << errorcode::dialRefused;
        QTest::newRow("closed") << ScriptedAnswer::raw("", ScriptedAnswer::End::Close) << true
                                << errorcode::connectionReset;
        QTest::newRow("timeout") << ScriptedAnswer::silence() << true << errorcode::requestTimeout;
    }

    void failures()
    {
        QFETCH(ScriptedAnswer, answer);
        QFETCH(bool, listening);
        QFETCH(int, code);
        ScriptedServer server;
        server.onRequest([answer](const ScriptedRequest &) { return answer; });
        const QUrl url = server.url();
        if (!listening)
            server.close();
        TransportOptions options = stock();
        if (code == errorcode::requestTimeout)
            options.requestTimeout = 100ms;
        BuyersAccessManager manager(options);
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(url), QByteArray("{}")));
        QCOMPARE(outcome.finishedCount, 1);
        QCOMPARE(outcome.exchange.errorCode, code);
        QVERIFY(!outcome.exchange.errorText.isEmpty());
        QVERIFY(!outcome.exchange.answerStarted);
        QVERIFY(outcome.exchange.timings.elapsed() > 0ns);
    }

    void noRecordForOthersReplies()
    {
        ScriptedServer server;
        QNetworkAccessManager other;
        const std::unique_ptr<QNetworkReply> reply(other.get(QNetworkRequest(server.url())));
        QVERIFY(!exchangeOf(reply.get()));
        QVERIFY(!exchangeOf(nullptr));
    }
};

QTEST_GUILESS_MAIN(TestStockWire)
#include "tst_stockwire.moc"
