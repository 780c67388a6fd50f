// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/dialpolicy.h"

#include "core/transport/manager/dialprobe.h"
#include "core/transport/manager/stockconsent.h"
#include "tests/core/transport/wiretools.h"
#include "tests/support/testprogram.h"

#include <QTcpServer>

using namespace doorbuster;
using namespace doorbuster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Of a network for documentation: nobody has it, and nothing here dials it.
const QString publicAddress = u"203.0.113.7"_s;

enum class Way { Epoll, QtSockets, Stock };

TransportOptions optionsOf(Way way)
{
    TransportOptions options = optionsFor(way == Way::QtSockets ? SocketLayer::Qt : SocketLayer::Platform);
    options.kind = way == Way::Stock ? WireKind::Stock : WireKind::Lean;
    return options;
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

/// What is dialled, and what is not, over every wire. No test asks a name server or leaves this machine.
class TestDialPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowFarAnAddressIs_data()
    {
        QTest::addColumn<HostReach>("reach");
        const auto row = [](const char *address, HostReach reach) { QTest::newRow(address) << reach; };
        row("127.0.0.1", HostReach::Loopback);
        row("127.255.0.9", HostReach::Loopback);
        row("0.0.0.0", HostReach::Loopback);
        row("::", HostReach::Loopback);
        row("::1", HostReach::Loopback);
        row("::ffff:127.0.0.1", HostReach::Loopback);
        row("::ffff:0.0.0.0", HostReach::Loopback);
        row("10.1.2.3", HostReach::Private);
        row("10.255.255.255", HostReach::Private);
        row("172.16.0.1", HostReach::Private);
        row("172.31.255.255", HostReach::Private);
        row("192.168.178.20", HostReach::Private);
        row("169.254.10.10", HostReach::Private);
        row("fe80::1", HostReach::Private);
        row("fe80::1%eth0", HostReach::Private);
        row("febf::1", HostReach::Private);
        row("fd12:3456::1", HostReach::Private);
        row("fc00::1", HostReach::Private);
        row("::ffff:10.1.2.3", HostReach::Private);
        row("8.8.8.8", HostReach::Public);
        row("9.255.255.255", HostReach::Public);
        row("11.0.0.0", HostReach::Public);
        row("100.64.0.1", HostReach::Public);
        row("172.15.255.255", HostReach::Public);
        row("172.32.0.1", HostReach::Public);
        row("192.167.0.1", HostReach::Public);
        row("128.0.0.1", HostReach::Public);
        row("0.0.0.1", HostReach::Public);
        row("255.255.255.255", HostReach::Public);
        row("::ffff:8.8.8.8", HostReach::Public);
        row("::2", HostReach::Public);
        row("::127.0.0.1", HostReach::Public);
        row("64:ff9b::7f00:1", HostReach::Public);
        row("2606:2800:220:1::1", HostReach::Public);
        row("fec0:1::1", HostReach::Public);
        row("fe00::1", HostReach::Public);
    }

    void tellsHowFarAnAddressIs()
    {
        QFETCH(HostReach, reach);
        const QHostAddress address(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(!address.isNull());
        QCOMPARE(reachOf(address), reach);
        QCOMPARE(reachOf({QHostAddress(u"127.0.0.1"_s), address}), reach);
        const bool isFree = reach != HostReach::Public;
        QCOMPARE(DialPolicy().objection(u"shop.example"_s, address).isEmpty(), isFree);
        QVERIFY(DialPolicy({u"shop.example"_s}).objection(u"shop.example"_s, address).isEmpty());
        QCOMPARE(DialPolicy({u"other.example"_s}).objection(u"shop.example"_s, address).isEmpty(), isFree);
    }

    void noAddressIsNoReach() { QCOMPARE(reachOf(QList<QHostAddress>()), HostReach::Unknown); }

    void allowsAHostHoweverItIsSpelt_data()
    {
        QTest::addColumn<QString>("allowed");
        QTest::addColumn<QString>("host");
        QTest::newRow("case") << u"Shop.Example"_s << u"shop.example"_s;
        QTest::newRow("dot") << u"shop.example"_s << u"shop.example."_s;
        QTest::newRow("umlaut") << u"bücher.example"_s << u"xn--bcher-kva.example"_s;
        QTest::newRow("brackets") << u"[2606:2800::1]"_s << u"2606:2800:0:0::1"_s;
    }

    void allowsAHostHoweverItIsSpelt()
    {
        QFETCH(QString, allowed);
        QFETCH(QString, host);
        QVERIFY(DialPolicy({allowed}).allows(host));
        QVERIFY(!DialPolicy({allowed}).allows(u"x"_s + host));
        QVERIFY(!DialPolicy({u"*"_s, QString()}).allows(host));
    }

    void namesHostAddressAndOption()
    {
        const QString objection = DialPolicy().objection(u"shop.example"_s, QHostAddress(publicAddress));
        QVERIFY(objection.contains(u"shop.example ("_s + publicAddress + u')'));
        QVERIFY(objection.contains(u"--allow-host shop.example"_s));
    }

    void dialsNothingElse_data()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QUrl>("url");
        QTest::addColumn<QStringList>("addresses"); // of the URL's host
        QTest::addColumn<QString>("proxy");
        const auto row = [](const QByteArray &name, Way way, const QString &url, const QStringList &addresses,
                             const QString &proxy = {}) {
            QTest::newRow(name.constData()) << way << QUrl(url) << addresses << proxy;
        };
        const QString closed = QString::number(closedPort());
        for (const auto &[way, name] :
            {std::pair(Way::Epoll, "epoll"), std::pair(Way::QtSockets, "qt sockets"), std::pair(Way::Stock, "stock")}) {
            const QByteArray is(name);
            row(is + ": literal", way, u"http://203.0.113.7/"_s, {});
            row(is + ": literal, https", way, u"https://203.0.113.7/"_s, {});
            row(is + ": mapped into IPv6", way, u"http://[::ffff:203.0.113.7]/"_s, {});
            row(is + ": as a number", way, u"http://3405803783/"_s, {});
            row(is + ": name", way, u"http://shop.invalid/"_s, {publicAddress});
            row(is + ": name, https", way, u"https://shop.invalid/"_s, {publicAddress});
        }
        // What a name leads to first does not matter.
        row("this machine does not answer, and the next address is public", Way::Epoll,
            u"http://shop.invalid:"_s + closed, {u"127.0.0.1"_s, publicAddress});
        row("the same over Qt's sockets", Way::QtSockets, u"http://shop.invalid:"_s + closed,
            {u"127.0.0.1"_s, publicAddress});
        row("public proxy", Way::Stock, u"http://127.0.0.1:"_s + closed, {}, publicAddress);
        row("public proxy, https", Way::Stock, u"https://127.0.0.1:"_s + closed, {}, publicAddress);
        row("proxy whose address nobody knows", Way::Stock, u"http://127.0.0.1:"_s + closed, {}, u"proxy.invalid"_s);
        row("public target behind a proxy here", Way::Stock, u"http://203.0.113.7/"_s, {}, u"127.0.0.1"_s);
    }

    void dialsNothingElse()
    {
        QFETCH(Way, way);
        QFETCH(QUrl, url);
        QFETCH(QStringList, addresses);
        QFETCH(QString, proxy);
        TransportOptions options = optionsOf(way);
        for (const QString &address : addresses)
            options.addresses[url.host()] << QHostAddress(address);
        BuyersAccessManager manager(options);
        if (!proxy.isEmpty())
            manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, proxy, 8080));
        for (int i = 0; i < 2; ++i) {
            QNetworkReply *reply = manager.get(requestTo(url));
            QVERIFY(!reply->isFinished());
            const Outcome outcome = outcomeOf(reply);
            QCOMPARE(outcome.finishedCount, 1);
            const QString text = outcome.exchange.errorText;
            const bool unknown = proxy.endsWith(u".invalid"_s);
            QCOMPARE(outcome.exchange.errorCode, unknown ? errorcode::dns : errorcode::addressRefused);
            QVERIFY2(text.contains(u"--allow-host"_s), qPrintable(text));
            QVERIFY2(text.contains(unknown ? proxy : publicAddress), qPrintable(text));
            QCOMPARE(outcome.status, 0);
            QVERIFY(!outcome.exchange.requestFullySent);
            QVERIFY(!outcome.exchange.localFailure);
        }
    }

    void stockWireDialsNoNameItDoesNotKnow()
    {
        BuyersAccessManager manager(optionsOf(Way::Stock));
        const Outcome outcome = outcomeOf(manager.get(requestTo(QUrl(u"http://shop.invalid/"_s))));
        QCOMPARE(outcome.exchange.errorCode, errorcode::dns);
        QVERIFY2(outcome.exchange.errorText.contains(u"--allow-host shop.invalid"_s), qPrintable(outcome.errorString));
    }

    void stockWireTellsTheShopItsName()
    {
        ScriptedServer server;
        server.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200); });
        TransportOptions options = optionsOf(Way::Stock);
        options.addresses[u"shop.invalid"_s] = {QHostAddress(u"127.0.0.1"_s), QHostAddress(u"127.0.0.9"_s)};
        BuyersAccessManager manager(options);
        QUrl url = server.url(u"/orders?x=1"_s);
        url.setHost(u"shop.invalid"_s);
        for (const quint32 id : {1U, 2U, 1U}) {
            QCOMPARE(outcomeOf(manager.get(requestTo(url, id))).status, 200);
            const QByteArray name("shop.invalid:" + QByteArray::number(server.serverPort()));
            QCOMPARE(server.requests().constLast().header("Host"), name);
        }
        QCOMPARE(server.connectionsAccepted(), 2);
        server.close();
        server.closeConnections();
        const Outcome refused = outcomeOf(manager.get(requestTo(url, 3)));
        QCOMPARE(refused.exchange.errorCode, errorcode::dialRefused);
    }

    void stockWireGoesThroughAProxyHere()
    {
        ScriptedServer proxy;
        proxy.onRequest([](const ScriptedRequest &) { return ScriptedAnswer::http(200, "by proxy"); });
        TransportOptions options = optionsOf(Way::Stock);
        options.policy = DialPolicy({u"agreed.invalid"_s});
        options.addresses[u"shop.invalid"_s] = {QHostAddress(u"10.1.2.3"_s)};
        options.addresses[u"proxy.invalid"_s] = {QHostAddress(u"127.0.0.1"_s)};
        BuyersAccessManager manager(options);
        manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.invalid"_s, proxy.serverPort()));
        // It is told the address that the name has, and of an agreed name, that.
        const Outcome outcome = outcomeOf(manager.get(requestTo(QUrl(u"http://shop.invalid:81/a"_s))));
        QCOMPARE(outcome.body, QByteArray("by proxy"));
        QCOMPARE(proxy.requests().constLast().target, QByteArray("http://10.1.2.3:81/a"));
        QCOMPARE(proxy.requests().constLast().header("Host"), QByteArray("shop.invalid:81"));
        QCOMPARE(outcomeOf(manager.get(requestTo(QUrl(u"http://agreed.invalid/b"_s)))).status, 200);
        QCOMPARE(proxy.requests().constLast().target, QByteArray("http://agreed.invalid/b"));
        // One that is set later counts as well.
        manager.setProxy(QNetworkProxy(QNetworkProxy::HttpProxy, publicAddress, 8080));
        const Outcome refused = outcomeOf(manager.get(requestTo(QUrl(u"http://agreed.invalid/c"_s))));
        QCOMPARE(refused.exchange.errorCode, errorcode::addressRefused);
        QCOMPARE(proxy.requests().size(), 2);
    }

    void environmentsProxyIsHeldToThePolicy()
    {
        const QUrl shop(u"http://127.0.0.1:4000/"_s);
        const TransportOptions options = optionsOf(Way::Stock);
        const QNetworkProxy given(QNetworkProxy::Socks5Proxy, publicAddress, 1080);
        const StockTarget target = agreedTarget(shop, given, options);
        QVERIFY(target.refusal);
        QVERIFY2(target.refusal->text.contains(publicAddress), qPrintable(target.refusal->text));
        const StockTarget direct = agreedTarget(shop, QNetworkProxy(QNetworkProxy::DefaultProxy), options);
        QVERIFY(!direct.refusal);
        QCOMPARE(direct.proxy.type(), QNetworkProxy::NoProxy);
    }

    void probeFindsTheAddressThatTakesConnections()
    {
        ScriptedServer server(QHostAddress(u"127.0.0.3"_s));
        QUrl url(u"http://shop.invalid/"_s);
        url.setPort(server.serverPort());
        const QList<QHostAddress> addresses{
            QHostAddress(u"127.0.0.1"_s), QHostAddress(u"127.0.0.2"_s), QHostAddress(u"127.0.0.3"_s)};
        QList<QHostAddress> found;
        DialProbe probe(url, addresses, [&](const QHostAddress &address) { found << address; });
        probe.start();
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found.first(), addresses.at(2));
        DialProbe failing(url, addresses.first(2), [&](const QHostAddress &address) { found << address; });
        failing.start();
        QTRY_COMPARE(found.size(), 2);
        QVERIFY(found.last().isNull());
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestDialPolicy)
#include "tst_dialpolicy.moc"
