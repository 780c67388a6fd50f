// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/targethost.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestTargetHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Literals only: no test asks a name server.
    void tellsHowFarAHostIs_data()
    {
        QTest::addColumn<int>("reach");
        const auto row = [](const char *host, HostReach reach) { QTest::newRow(host) << int(reach); };
        row("127.0.0.1", HostReach::Loopback);
        row("127.255.0.9", HostReach::Loopback);
        row("::1", HostReach::Loopback);
        row("::ffff:127.0.0.1", HostReach::Loopback);
        row("localhost", HostReach::Loopback);
        row("LocalHost", HostReach::Loopback);
        row("10.1.2.3", HostReach::Private);
        row("10.255.255.255", HostReach::Private);
        row("172.16.0.1", HostReach::Private);
        row("172.31.255.255", HostReach::Private);
        row("192.168.178.20", HostReach::Private);
        row("169.254.10.10", HostReach::Private);
        row("fe80::1", HostReach::Private);
        row("fe80::1%eth0", HostReach::Private);
        row("fd12:3456::1", HostReach::Private);
        row("::ffff:10.1.2.3", HostReach::Private);
        row("8.8.8.8", HostReach::Public);
        row("9.255.255.255", HostReach::Public);
        row("11.0.0.0", HostReach::Public);
        row("172.15.255.255", HostReach::Public);
        row("172.32.0.1", HostReach::Public);
        row("192.167.0.1", HostReach::Public);
        row("128.0.0.1", HostReach::Public);
        row("::ffff:8.8.8.8", HostReach::Public);
        row("2606:2800:220:1::1", HostReach::Public);
        row("fec0:1::1", HostReach::Public);
    }
    void tellsHowFarAHostIs()
    {
        QFETCH(int, reach);
        QCOMPARE(int(reachOf(QString::fromLatin1(QTest::currentDataTag()))), reach);
    }
};

QTEST_GUILESS_MAIN(TestTargetHost)
#include "tst_targethost.moc"
