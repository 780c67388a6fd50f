// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/qtsocketwire.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

/// What the numbers of Qt's sockets mean; the wire itself is tested through the manager.
class TestQtSocketWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failures_data();
    void failures();
};

void TestQtSocketWire::failures_data()
{
    using Socket = QAbstractSocket;
    using Reply = QNetworkReply;
    QTest::addColumn<Socket::SocketError>("error");
    QTest::addColumn<SocketPhase>("phase");
    QTest::addColumn<int>("code");
    QTest::addColumn<Reply::NetworkError>("told");
    QTest::addColumn<bool>("local");
    QTest::addColumn<bool>("tryNextAddress");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, Socket::SocketError error, SocketPhase phase, int code, bool local,
                         bool tryNextAddress, const QString &text,
                         Reply::NetworkError told = Reply::UnknownNetworkError) {
        QTest::newRow(name) << error << phase << code << told << local << tryNextAddress << text;
    };
    constexpr auto dialling = SocketPhase::Dialling;
    constexpr auto handshaking = SocketPhase::Handshaking;
    constexpr auto ready = SocketPhase::Ready;
    row("refused", Socket::ConnectionRefusedError, dialling, errorcode::dialRefused, false, true,
        u"[::1]:4000 refused the connection: nothing listens there"_s, Reply::ConnectionRefusedError);
    row("out of ports, as Qt for Unix tells it", Socket::UnknownSocketError, dialling, errorcode::tcp, true, true,
        u"This machine cannot connect to [::1]:4000, most likely since it has no local port left (EADDRNOTAVAIL): why"_s);
    row("out of ports, by its name", Socket::SocketAddressNotAvailableError, dialling, errorcode::tcp, true, true,
        u"This machine has no descriptor, port or memory left for another connection: why"_s);
    row("out of descriptors", Socket::SocketResourceError, dialling, errorcode::tcp, true, false,
        u"This machine has no descriptor, port or memory left for another connection: why"_s);
    row("unreachable", Socket::NetworkError, dialling, errorcode::tcp, false, true,
        u"Cannot connect to [::1]:4000: why"_s);
    row("no IPv6", Socket::UnsupportedSocketOperationError, dialling, errorcode::tcp, false, true,
        u"Cannot connect to [::1]:4000: why"_s);
    row("dial timeout", Socket::SocketTimeoutError, dialling, errorcode::dialTimeout, false, true,
        u"[::1]:4000 did not answer the attempt to connect"_s, Reply::TimeoutError);
    row("closed within the handshake", Socket::RemoteHostClosedError, handshaking, errorcode::tls, false, false,
        u"The server closed the connection during the TLS handshake"_s, Reply::RemoteHostClosedError);
    row("unknown within the handshake", Socket::UnknownSocketError, handshaking, errorcode::tcp, false, false,
        u"the connection broke: why"_s);
    row("closed", Socket::RemoteHostClosedError, ready, errorcode::connectionReset, false, false,
        u"the server closed the connection"_s, Reply::RemoteHostClosedError);
    row("unknown", Socket::UnknownSocketError, ready, errorcode::tcp, false, false, u"the connection broke: why"_s);
    row("broken", Socket::NetworkError, ready, errorcode::tcp, false, false, u"the connection broke: why"_s);
    row("timeout", Socket::SocketTimeoutError, ready, errorcode::tcp, false, false, u"the connection broke: why"_s);
}

void TestQtSocketWire::failures()
{
    QFETCH(QAbstractSocket::SocketError, error);
    QFETCH(SocketPhase, phase);
    QFETCH(int, code);
    QFETCH(QNetworkReply::NetworkError, told);
    QFETCH(bool, local);
    QFETCH(bool, tryNextAddress);
    QFETCH(QString, text);
    const Failure failure = socketFailure(error, phase, endpointText(QHostAddress(u"::1"_s), 4000), u"why"_s);
    QCOMPARE(failure.code, code);
    QCOMPARE(failure.error, told);
    QCOMPARE(failure.local, local);
    QCOMPARE(failure.tryNextAddress, tryNextAddress);
    QCOMPARE(failure.text, text);
}

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestQtSocketWire)
#include "tst_qtsocketwire.moc"
