// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/run/proxyremark.h"

#include "tests/support/testprogram.h"

#include <QTest>

using namespace doorbuster;
using namespace Qt::StringLiterals;

class TestProxyRemark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("variable"); // that is set
        QTest::addColumn<bool>("named");
        QTest::newRow("http") << u"http://shop.test"_s << u"http_proxy"_s << true;
        QTest::newRow("https") << u"https://shop.test"_s << u"https_proxy"_s << true;
        QTest::newRow("capitals") << u"https://shop.test"_s << u"HTTPS_PROXY"_s << true;
        QTest::newRow("all") << u"http://shop.test"_s << u"all_proxy"_s << true;
        QTest::newRow("of the other scheme") << u"http://shop.test"_s << u"https_proxy"_s << false;
        QTest::newRow("none") << u"http://shop.test"_s << u"PATH"_s << false;
        QTest::newRow("this machine") << u"http://localhost:4000"_s << u"http_proxy"_s << false;
        QTest::newRow("this machine, v4") << u"http://127.0.0.1:4000"_s << u"http_proxy"_s << false;
        QTest::newRow("this machine, v6") << u"http://[::1]:4000"_s << u"http_proxy"_s << false;
        QTest::newRow("another address") << u"http://10.1.2.3"_s << u"http_proxy"_s << true;
    }

    void names()
    {
        QFETCH(QString, base);
        QFETCH(QString, variable);
        QFETCH(bool, named);
        QProcessEnvironment environment;
        environment.insert(variable, u"http://me:hunter2@proxy.test:3128"_s);
        TargetSettings target;
        target.apiBase = base;
        const QString lean = proxyRemark(target, environment);
        QCOMPARE(lean.startsWith(QString(variable + u" is set, but the lean transport uses no proxy"_s)), named);
        QCOMPARE(lean.contains(u"target.transport=stock"_s), named);
        target.transport = Transport::Stock;
        const QString stock = proxyRemark(target, environment);
        QCOMPARE(stock.startsWith(QString(variable + u" is set: the stock transport may go through"_s)), named);
        QCOMPARE(lean.isEmpty(), !named);
        QCOMPARE(stock.isEmpty(), !named);
        QVERIFY(!lean.contains(u"hunter2"_s) && !stock.contains(u"hunter2"_s));
    }
};

DOORBUSTER_TEST(QTEST_GUILESS_MAIN, TestProxyRemark)
#include "tst_proxyremark.moc"
