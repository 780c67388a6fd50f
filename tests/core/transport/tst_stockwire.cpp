// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QBuffer>

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
            options.requestTimeout = 2s; // long enough that a busy machine has sent the request by then
        BuyersAccessManager manager(options);
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(url), QByteArray("{}")));
        QCOMPARE(outcome.finishedCount, 1);
        QCOMPARE(outcome.exchange.errorCode, code);
        QVERIFY(!outcome.exchange.errorText.isEmpty());
        QVERIFY(!outcome.exchange.answerStarted);
        QVERIFY(outcome.exchange.timings.elapsed() > 0ns);
        QCOMPARE(outcome.exchange.requestFullySent, listening);
        QCOMPARE(server.requests().size(), listening ? 1 : 0);
    }

    // Qt's own habit is to send it up to three more times.
    void sendsAPostOnce_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("reused");
        QTest::addColumn<ScriptedAnswer::End>("end");
        using End = ScriptedAnswer::End;
        QTest::newRow("first request") << QByteArray("{}") << false << End::Close;
        QTest::newRow("reused connection") << QByteArray("{}") << true << End::Close;
        QTest::newRow("reset") << QByteArray("{}") << true << End::Reset;
        QTest::newRow("large") << QByteArray(3000000, 'l') << false << End::Close;
        QTest::newRow("empty") << QByteArray() << false << End::Close;
    }

    void sendsAPostOnce()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, reused);
        QFETCH(ScriptedAnswer::End, end);
        ScriptedServer server;
        server.onRequest([end](const ScriptedRequest &r) {
            return r.method == "GET" ? ScriptedAnswer::http(200) : ScriptedAnswer::raw("", end);
        });
        BuyersAccessManager manager(stock());
        using Sender = std::function<QNetworkReply *(const QNetworkRequest &)>;
        const auto post = [&](const QNetworkRequest &r) { return manager.post(r, body); };
        const auto put = [&](const QNetworkRequest &r) { return manager.put(r, body); };
        const auto patch = [&](const QNetworkRequest &r) { return manager.sendCustomRequest(r, "PATCH", body); };
        quint32 id = 0;
        for (const Sender &send : {Sender(post), Sender(put), Sender(patch)}) {
            const QNetworkRequest request = jsonRequestTo(server.url(), ++id);
            if (reused)
                QCOMPARE(outcomeOf(manager.get(request)).status, 200);
            const qsizetype before = server.requests().size();
            const Outcome outcome = outcomeOf(send(request));
            QCOMPARE(outcome.finishedCount, 1);
            QCOMPARE(outcome.exchange.errorCode, errorcode::connectionReset);
            // Newer versions of Qt know by themselves that a POST is not to be repeated, and say it in other words;
            // that one without a body was sent, they do not tell. Nothing here posts without one.
            QVERIFY2(outcome.exchange.errorText.contains(u"closed"_s), qPrintable(outcome.exchange.errorText));
            if (!body.isEmpty() || outcome.error == QNetworkReply::ContentReSendError)
                QVERIFY(outcome.exchange.requestFullySent);
            QVERIFY(!outcome.exchange.answerStarted);
            QCOMPARE(server.requests().size(), before + 1);
            QCOMPARE(server.requests().constLast().body, body);
            QCOMPARE(server.connectionsAccepted(), int(id));
        }
        // The connections have a future nevertheless.
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url(), id))).status, 200);
    }

    // Whether Qt has seen the end of a kept connection yet is chance.
    void postOverAConnectionThatEnds()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(stock());
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
            const qsizetype before = server.requests().size();
            server.closeConnections();
            const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
            if (outcome.status != 200)
                QCOMPARE(outcome.exchange.errorCode, errorcode::connectionReset);
            QCOMPARE(server.requests().size(), before + (outcome.status == 200 ? 1 : 0));
        }
    }

    void sendsWhatItIsGiven()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(401); });
        BuyersAccessManager manager(stock());
        const QNetworkRequest request = jsonRequestTo(server.url());
        QByteArray large(5000000, 'l');
        large[2345678] = 'm';
        for (const QByteArray &body : {QByteArray("{}"), large, QByteArray()}) {
            const Outcome outcome = outcomeOf(manager.post(request, body));
            QCOMPARE(outcome.status, 401);
            QCOMPARE(outcome.exchange.errorText, QString());
            QCOMPARE(server.requests().constLast().body, body);
            QCOMPARE(server.requests().constLast().header("Content-Length"), QByteArray::number(body.size()));
        }
        QBuffer behindItsBegin;
        behindItsBegin.setData("0123456789");
        behindItsBegin.open(QIODevice::ReadOnly);
        behindItsBegin.seek(4);
        QCOMPARE(outcomeOf(manager.put(request, &behindItsBegin)).status, 401);
        QCOMPARE(server.requests().constLast().body, QByteArray("456789"));
        QCOMPARE(server.requests().size(), 4);
        QCOMPARE(server.connectionsAccepted(), 1);
    }

    // To these Qt would send the request again, given a policy or credentials for it.
    void answersThatAskForMore_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        for (const QByteArray &body : {QByteArray("{}"), QByteArray()}) {
            const auto row = [&](int status, const QByteArray &name, const QByteArray &value) {
                QTest::addRow("%d, %d bytes", status, int(body.size())) << body << status << name << value;
            };
            row(302, "Location", "/other");
            row(307, "Location", "/other");
            row(308, "Location", "/other");
            row(401, "WWW-Authenticate", "Basic realm=\"shop\"");
        }
    }

    void answersThatAskForMore()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        ScriptedServer server;
        server.onRequest([=](const ScriptedRequest &) {
            return ScriptedAnswer::http(status, "more", {{name, value}});
        });
        BuyersAccessManager manager(stock());
        for (int i = 1; i <= 2; ++i) {
            const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), body));
            QCOMPARE(outcome.exchange.errorText, QString());
            QCOMPARE(outcome.exchange.errorCode, errorcode::none);
            QCOMPARE(outcome.exchange.status, status);
            QCOMPARE(outcome.header(name), value);
            QCOMPARE(outcome.body, QByteArray("more"));
            QCOMPARE(server.requests().size(), i);
        }
    }

    void redirectThatBreaksOff()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) {
            const QByteArray begin("HTTP/1.1 307 Away\r\nLocation: /other\r\nContent-Length: 5\r\n\r\nmo");
            return ScriptedAnswer::raw(begin, ScriptedAnswer::End::Close);
        });
        BuyersAccessManager manager(stock());
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.exchange.status, 0);
        QCOMPARE(outcome.exchange.errorCode, errorcode::connectionReset);
        QVERIFY(outcome.exchange.requestFullySent);
        QCOMPARE(server.requests().size(), 1);
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

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestStockWire)
#include "tst_stockwire.moc"
