// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using End = ScriptedAnswer::End;

/// What becomes of a connection between requests, and of a request whose connection was not what it seemed.
class TestKeepAlive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneConnectionPerId_data() { layerRows(); }
    void oneConnectionPerId()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(layer));
        for (const quint32 id : {1U, 2U, 1U, 2U, 0U, 4000000000U, 255U, 256U, 257U, 513U}) {
            const Outcome outcome = outcomeOf(manager.get(requestTo(server.url(), id)));
            QCOMPARE(outcome.status, 200);
        }
        const auto connectionOf = [&](int request) { return server.requests().at(request).connection; };
        QCOMPARE(connectionOf(2), connectionOf(0));
        QCOMPARE(connectionOf(3), connectionOf(1));
        QCOMPARE(server.connectionsAccepted(), 8);
        QCOMPARE(manager.openConnections(), 8);
        const Outcome withoutId = outcomeOf(manager.get(QNetworkRequest(server.url())));
        QVERIFY(withoutId.exchange.reusedConnection);
        QCOMPARE(server.requests().constLast().connection, connectionOf(4));
    }

    void requestsOfOneConnectionWaitForEachOther_data() { layerRows(); }
    void requestsOfOneConnectionWaitForEachOther()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &r) {
            ScriptedAnswer answer = ScriptedAnswer::http(200, r.target);
            answer.delay = 10ms;
            return answer;
        });
        BuyersAccessManager manager(optionsFor(layer));
        QStringList order;
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        for (const QString &path : {u"/a"_s, u"/b"_s, u"/c"_s}) {
            replies.emplace_back(manager.get(requestTo(server.url(path))));
            QNetworkReply *reply = replies.back().get();
            connect(reply, &QNetworkReply::finished, this,
                [&order, reply] { order += QString::fromLatin1(reply->readAll()); });
        }
        QTRY_COMPARE(order, (QStringList{u"/a"_s, u"/b"_s, u"/c"_s}));
        QCOMPARE(server.connectionsAccepted(), 1);
        QVERIFY(*exchangeOf(replies[2].get())->timings.blocked >= 15ms);
        QVERIFY(exchangeOf(replies[2].get())->reusedConnection);
    }

    void closedWhileIdle_data()
    {
        QTest::addColumn<SocketLayer>("layer");
        QTest::addColumn<bool>("reset");
        QTest::newRow("platform: closed") << SocketLayer::Platform << false;
        QTest::newRow("platform: reset") << SocketLayer::Platform << true;
        QTest::newRow("qt: closed") << SocketLayer::Qt << false;
        QTest::newRow("qt: reset") << SocketLayer::Qt << true;
    }
    void closedWhileIdle()
    {
        QFETCH(SocketLayer, layer);
        QFETCH(bool, reset);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(layer));
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
        reset ? server.resetConnections() : server.closeConnections();
        QTRY_COMPARE(manager.openConnections(), 0);
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.status, 200);
        QVERIFY(!outcome.exchange.reusedConnection);
        QVERIFY(!outcome.exchange.resent);
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(server.connectionsAccepted(), 2);
    }

    // The end has reached this machine, but not yet our event loop. Qt's sockets cannot see that.
    void closedUnnoticed()
    {
#ifdef Q_OS_LINUX
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
        server.closeConnections();
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.status, 200);
        QVERIFY(!outcome.exchange.reusedConnection);
        QCOMPARE(server.requests().size(), 2);
#else
        QSKIP("Linux only");
#endif
    }

    void lostOnAReusedConnection_data()
    {
        QTest::addColumn<SocketLayer>("layer");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<ScriptedAnswer>("second");
        QTest::addColumn<bool>("resent");
        for (const SocketLayer layer : {SocketLayer::Platform, SocketLayer::Qt}) {
            const auto row = [&](const char *method, const char *name, const ScriptedAnswer &second, bool resent) {
                QTest::addRow("%s: %s %s", layer == SocketLayer::Platform ? "platform" : "qt", method, name)
                    << layer << QByteArray(method) << second << resent;
            };
            const ScriptedAnswer closed = ScriptedAnswer::raw("", End::Close);
            const ScriptedAnswer resetBytes = ScriptedAnswer::raw("", End::Reset);
            const ScriptedAnswer begun = ScriptedAnswer::raw("HTTP/1.1 200 OK\r\nCon", End::Close);
            row("GET", "closed", closed, true);
            row("GET", "reset", resetBytes, true);
            row("GET", "closed in the answer", begun, false);
            row("HEAD", "closed", closed, true);
            row("POST", "closed", closed, false);
            row("POST", "reset", resetBytes, false);
            row("POST", "closed in the answer", begun, false);
            row("PUT", "closed", closed, false);
            row("DELETE", "closed", closed, false);
        }
    }
    void lostOnAReusedConnection()
    {
        QFETCH(SocketLayer, layer);
        QFETCH(QByteArray, method);
        QFETCH(ScriptedAnswer, second);
        QFETCH(bool, resent);
        ScriptedServer server;
        server.script({ScriptedAnswer::http(200), second, ScriptedAnswer::http(200)});
        BuyersAccessManager manager(optionsFor(layer));
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
        const QNetworkRequest request = jsonRequestTo(server.url());
        QNetworkReply *reply = nullptr;
        if (method == "GET")
            reply = manager.get(request);
        else if (method == "HEAD")
            reply = manager.head(request);
        else if (method == "POST")
            reply = manager.post(request, QByteArray("{}"));
        else if (method == "PUT")
            reply = manager.put(request, QByteArray("{}"));
        else
            reply = manager.deleteResource(request);
        const Outcome outcome = outcomeOf(reply);
        QCOMPARE(outcome.finishedCount, 1);
        QCOMPARE(outcome.exchange.resent, resent);
        QCOMPARE(outcome.exchange.reusedConnection, !resent);
        QCOMPARE(outcome.exchange.errorCode, resent ? errorcode::none : errorcode::connectionReset);
        QCOMPARE(outcome.status, resent ? 200 : 0);
        // The shop got it: what it did with it is in doubt, and that must be told.
        QVERIFY(outcome.exchange.requestFullySent);
        QCOMPARE(server.requests().size(), resent ? 3 : 2);
        qint64 sent = 0;
        for (const ScriptedRequest &seen : server.requests().sliced(1))
            sent += seen.head.size() + seen.body.size();
        QCOMPARE(outcome.exchange.bytesSent, sent);
    }

    void neverResendsTwice_data()
    {
        layerRows();
    }
    void neverResendsTwice()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.script({ScriptedAnswer::http(200), ScriptedAnswer::raw("", End::Close),
            ScriptedAnswer::raw("", End::Close), ScriptedAnswer::http(200)});
        BuyersAccessManager manager(optionsFor(layer));
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url()))).status, 200);
        const Outcome outcome = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(outcome.exchange.errorCode, errorcode::connectionReset);
        QVERIFY(outcome.exchange.resent);
        QCOMPARE(server.requests().size(), 3);
    }

    void extraBytesEndTheConnection_data()
    {
        layerRows();
    }
    void extraBytesEndTheConnection()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        const QByteArray one = ScriptedAnswer::http(200, "one").bytes;
        const QByteArray other = ScriptedAnswer::http(200, "other").bytes;
        server.script({ScriptedAnswer::raw(one + other), ScriptedAnswer::http(200, "two")});
        BuyersAccessManager manager(optionsFor(layer));
        const Outcome first = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(first.body, QByteArray("one"));
        QVERIFY(first.exchange.extraBytes);
        QCOMPARE(first.exchange.errorCode, errorcode::none);
        const Outcome next = outcomeOf(manager.get(requestTo(server.url())));
        QCOMPARE(next.body, QByteArray("two"));
        QVERIFY(!next.exchange.reusedConnection);
    }

    void unaskedBytesEndTheConnection_data()
    {
        layerRows();
    }
    void unaskedBytesEndTheConnection()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &r) { return ScriptedAnswer::http(200, r.target); });
        BuyersAccessManager manager(optionsFor(layer));
        QCOMPARE(outcomeOf(manager.get(requestTo(server.url(u"/a"_s)))).body, QByteArray("/a"));
        server.sendToAll("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
        if (layer == SocketLayer::Qt)
            QTRY_COMPARE(manager.openConnections(), 0);
        const Outcome next = outcomeOf(manager.get(requestTo(server.url(u"/b"_s))));
        QCOMPARE(next.status, 200);
        QCOMPARE(next.body, QByteArray("/b"));
        QVERIFY(!next.exchange.reusedConnection);
    }

    void anotherOriginTakesTheConnectionOver_data()
    {
        layerRows();
    }
    void anotherOriginTakesTheConnectionOver()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer one;
        ScriptedServer two;
        const auto ok = [](const ScriptedRequest &) { return ScriptedAnswer::http(200); };
        one.onRequest(ok);
        two.onRequest(ok);
        BuyersAccessManager manager(optionsFor(layer));
        // From inside finished(), where the first socket is still on the stack.
        std::unique_ptr<QNetworkReply> second;
        const std::unique_ptr<QNetworkReply> first(manager.get(requestTo(one.url())));
        connect(first.get(), &QNetworkReply::finished, this, [&] { second.reset(manager.get(requestTo(two.url()))); });
        QTRY_VERIFY(second && second->isFinished());
        QCOMPARE(second->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(manager.openConnections(), 1);
        QTRY_COMPARE(one.connectionsOpen(), 0);
    }

    void closeConnectionFromInsideFinished_data()
    {
        layerRows();
    }
    void closeConnectionFromInsideFinished()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(layer));
        const std::unique_ptr<QNetworkReply> first(manager.get(requestTo(server.url(), 7)));
        const std::unique_ptr<QNetworkReply> queued(manager.get(requestTo(server.url(), 7)));
        std::unique_ptr<QNetworkReply> after;
        connect(first.get(), &QNetworkReply::finished, this, [&] {
            manager.closeConnection(7);
            after.reset(manager.get(requestTo(server.url(), 7)));
            // A deferred delete must wait for the end of a nested event loop, too.
            QCoreApplication::processEvents();
        });
        QTRY_VERIFY(after && after->isFinished());
        QCOMPARE(queued->error(), QNetworkReply::OperationCanceledError);
        QCOMPARE(after->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
        QCOMPARE(server.connectionsAccepted(), 2);
        manager.closeConnection(7);
        manager.closeConnection(8);
        QTRY_COMPARE(server.connectionsOpen(), 0);
    }

    void serversThatDoNotKeepAlive_data()
    {
        layerRows();
    }
    void serversThatDoNotKeepAlive()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        // It says so, but leaves the closing to us.
        server.onRequest([](const ScriptedRequest &) {
            return ScriptedAnswer::http(200, "x", {{"Connection", "close"}});
        });
        BuyersAccessManager manager(optionsFor(layer));
        for (int i = 0; i < 3; ++i) {
            const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
            QCOMPARE(outcome.status, 200);
            QVERIFY(!outcome.exchange.reusedConnection);
        }
        QCOMPARE(server.connectionsAccepted(), 3);
        QTRY_COMPARE(server.connectionsOpen(), 0);
    }

    void refusedReceptions_data()
    {
        QTest::addColumn<SocketLayer>("layer");
        QTest::addColumn<bool>("reset");
        QTest::newRow("platform: close") << SocketLayer::Platform << false;
        QTest::newRow("platform: reset") << SocketLayer::Platform << true;
        QTest::newRow("qt: close") << SocketLayer::Qt << false;
        // No row for a reset there: Qt does not notice it while it connects, and the request runs out of time.
    }
    void refusedReceptions()
    {
        QFETCH(SocketLayer, layer);
        QFETCH(bool, reset);
        ScriptedServer server;
        server.onConnection(
            [reset](int) { return reset ? ScriptedServer::Reception::Reset : ScriptedServer::Reception::Close; });
        BuyersAccessManager manager(optionsFor(layer));
        const Outcome outcome = outcomeOf(manager.post(jsonRequestTo(server.url()), QByteArray("{}")));
        QCOMPARE(outcome.exchange.errorCode, errorcode::connectionReset);
        QVERIFY(!outcome.exchange.answerStarted);
        QCOMPARE(server.requests().size(), 0);
        QCOMPARE(server.connectionsAccepted(), 1);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestKeepAlive)
#include "tst_keepalive.moc"
