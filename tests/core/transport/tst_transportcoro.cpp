// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QCoro/QCoroNetworkReply>
#include <QCoro/QCoroTask>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Ending {
    bool ended = false;
    int status = 0;
    int code = -1;
    QByteArray body;
};

QCoro::Task<> awaitReply(QNetworkReply *reply, Ending *ending)
{
    co_await reply;
    ending->status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    ending->code = exchangeOf(reply)->errorCode;
    ending->body = bodyOf(reply);
    reply->deleteLater();
    ending->ended = true;
}

QCoro::Task<> buyer(BuyersAccessManager *manager, QUrl url, quint32 id, int rounds, int *answered)
{
    for (int i = 0; i < rounds; ++i) {
        QNetworkReply *reply = manager->get(requestTo(url, id));
        co_await reply;
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200)
            ++*answered;
        reply->deleteLater();
    }
    manager->closeConnection(id);
}

} // namespace

/// `co_await reply` with the QCoro at hand.
class TestTransportCoro : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finishes_data() { layerRows(); }
    void finishes()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(layer));
        Ending ending;
        const auto task = awaitReply(manager.get(requestTo(server.url())), &ending);
        QVERIFY(!ending.ended);
        QTRY_VERIFY(ending.ended);
        QCOMPARE(ending.status, 200);
        QCOMPARE(ending.body, QByteArray("body"));
        QCOMPARE(ending.code, errorcode::none);
    }

    void alreadyFinished_data() { layerRows(); }
    void alreadyFinished()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "body"); });
        BuyersAccessManager manager(optionsFor(layer));
        QNetworkReply *reply = manager.get(requestTo(server.url()));
        QTRY_VERIFY(reply->isFinished());
        Ending ending;
        const auto task = awaitReply(reply, &ending);
        QVERIFY(ending.ended);
        QCOMPARE(ending.body, QByteArray("body"));
    }

    void timesOut_data() { layerRows(); }
    void timesOut()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        TransportOptions options = optionsFor(layer);
        options.requestTimeout = 50ms;
        BuyersAccessManager manager(options);
        Ending ending;
        const auto task = awaitReply(manager.get(requestTo(server.url())), &ending);
        QTRY_VERIFY(ending.ended);
        QCOMPARE(ending.code, errorcode::requestTimeout);
    }

    void abortedWhileAwaited_data() { layerRows(); }
    void abortedWhileAwaited()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        BuyersAccessManager manager(optionsFor(layer));
        Ending ending;
        QNetworkReply *reply = manager.get(requestTo(server.url()));
        const auto task = awaitReply(reply, &ending);
        QTRY_COMPARE(server.requests().size(), 1);
        QVERIFY(!ending.ended);
        reply->abort();
        QVERIFY(ending.ended);
        QCOMPARE(ending.code, errorcode::generic);
    }

    void managerDeletedWhileAwaited_data() { layerRows(); }
    void managerDeletedWhileAwaited()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::silence(); });
        auto manager = std::make_unique<BuyersAccessManager>(optionsFor(layer));
        Ending ending;
        const auto task = awaitReply(manager->get(requestTo(server.url())), &ending);
        QTRY_COMPARE(server.requests().size(), 1);
        manager.reset();
        QVERIFY(ending.ended);
        QCoreApplication::processEvents();
    }

    void refusedWhileAwaited()
    {
        BuyersAccessManager manager(optionsFor(SocketLayer::Platform));
        Ending ending;
        const auto task = awaitReply(manager.get(requestTo(QUrl(u"ftp://x/"_s))), &ending);
        QVERIFY(!ending.ended);
        QTRY_VERIFY(ending.ended);
        QCOMPARE(ending.code, errorcode::generic);
    }

    void manyBuyers_data() { layerRows(); }
    void manyBuyers()
    {
        QFETCH(SocketLayer, layer);
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        BuyersAccessManager manager(optionsFor(layer));
        int answered = 0;
        std::vector<QCoro::Task<>> tasks;
        for (quint32 id = 1; id <= 50; ++id)
            tasks.push_back(buyer(&manager, server.url(), id, 20, &answered));
        QTRY_COMPARE(answered, 50 * 20);
        QCOMPARE(server.connectionsAccepted(), 50);
        QTRY_COMPARE(manager.openConnections(), 0);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTransportCoro)
#include "tst_transportcoro.moc"
