// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/targethost.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestTargetHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Literals and this machine's own name only: no test asks a name server. The addresses are DialPolicy's.
    void tellsHowFarAHostIs_data()
    {
        QTest::addColumn<int>("reach");
        const auto row = [](const char *host, HostReach reach) { QTest::newRow(host) << int(reach); };
        row("127.0.0.1", HostReach::Loopback);
        row("0.0.0.0", HostReach::Loopback);
        row("127.1", HostReach::Loopback);
        row("::1", HostReach::Loopback);
        row("localhost", HostReach::Loopback);
        row("LocalHost", HostReach::Loopback);
        row("10.1.2.3", HostReach::Private);
        row("8.8.8.8", HostReach::Public);
        row("::ffff:8.8.8.8", HostReach::Public);
        row("134744072", HostReach::Public);
    }
    void tellsHowFarAHostIs()
    {
        QFETCH(int, reach);
        QCOMPARE(int(reachOf(QString::fromLatin1(QTest::currentDataTag()))), reach);
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestTargetHost)
#include "tst_targethost.moc"
